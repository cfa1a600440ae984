import type { Translation } from './translation.js';

export const german: Translation = {
  consents: {
    read_alerts: 'Die Warnmeldungen sehen, die Ihr Auto angezeigt hat',
    read_battery: 'Sehen, wie voll die Batterie ist und wie weit sie noch reicht',
    read_charge: 'Sehen, ob Ihr Auto angesteckt ist und lädt',
    read_charge_events: 'Erfahren, wann Ihr Auto mit dem Laden beginnt, aufhört oder fertig ist',
    read_charge_locations: 'Ihre Ladeorte und die dort eingestellten Ladezeiten sehen',
    read_charge_records: 'Ihre bisherigen Ladevorgänge und deren Kosten sehen',
    read_climate: 'Sehen, ob Heizung, Klimaanlage und Scheibenheizung eingeschaltet sind',
    read_compass: 'Sehen, in welche Richtung Ihr Auto zeigt',
    read_diagnostics: 'Warnleuchten und Fehlercodes sehen',
    read_engine_oil: 'Sehen, wie lange das Motoröl noch reicht',
    read_extended_vehicle_info: 'Einzelheiten wie Name, Farbe und Softwarestand Ihres Autos sehen',
    read_fuel: 'Sehen, wie viel Kraftstoff im Tank ist und wie weit er noch reicht',
    read_location: 'Sehen, wo Ihr Auto ist',
    read_odometer: 'Sehen, wie weit Ihr Auto insgesamt gefahren ist',
    read_security: 'Sehen, ob Ihr Auto verriegelt ist und Türen und Fenster geschlossen sind',
    read_service_history: 'Sehen, wann Ihr Auto in der Wartung war und was gemacht wurde',
    read_speedometer: 'Sehen, wie schnell Ihr Auto fährt',
    read_thermometer: 'Die Temperatur im Auto und draußen sehen',
    read_tires: 'Den Reifendruck sehen',
    read_user_profile: 'E-Mail-Adresse und Rolle Ihres Kontos beim Hersteller sehen',
    read_vehicle_info: 'Marke, Modell und Modelljahr Ihres Autos erfahren',
    read_vin: 'Die Fahrgestellnummer (VIN) Ihres Autos sehen',
    control_charge: 'Das Laden starten und beenden und einstellen, wie und wann Ihr Auto lädt',
    control_climate: 'Heizung, Klimaanlage und Scheibenheizung ein- und ausschalten',
    control_ignition: 'Den Motor aus der Ferne starten und abstellen',
    control_navigation: 'Ziele an das Navigationssystem senden',
    control_pin: 'Die PIN, die zum Fahren nötig ist, festlegen und entfernen',
    control_security: 'Ihr Auto ver- und entriegeln',
    control_trunk: 'Den Kofferraum hinten und vorn öffnen und schließen',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} kann mit Autos dieser Marke noch nicht verbunden werden.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Bitte verbinden Sie Ihr Auto noch einmal mit {app}: Der Hersteller ist auf einen neueren Dienst umgestiegen.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} kann das mit Ihrem Auto noch nicht.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Ihr Auto kann das nicht.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'Die App Ihres Autoherstellers wartet auf Sie. Bitte melden Sie sich dort an und erledigen Sie, was sie verlangt, zum Beispiel neue Nutzungsbedingungen, damit {app} Ihr Auto erreichen kann.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Die Verbindung zwischen Ihrem Auto und {app} ist unterbrochen. Bitte melden Sie sich noch einmal an, um sie wiederherzustellen.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'In Ihrem Konto beim Autohersteller ist kein Auto. Bitte fügen Sie es dort hinzu und verbinden Sie es dann noch einmal mit {app}.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Ihr Autohersteller meldet, dass Sie {app} den Zugriff entzogen haben. Um {app} wieder zu nutzen, verbinden Sie Ihr Auto bitte noch einmal.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'Das Online-Abo Ihres Autos ist abgelaufen oder enthält nicht, was {app} braucht. Bitte verlängern oder erweitern Sie es beim Hersteller.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Dieses Auto ist nicht mehr in Ihrem Konto beim Hersteller. Bitte fügen Sie es dort wieder hinzu, um es mit {app} zu nutzen.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Dafür braucht Ihr Auto einen virtuellen Schlüssel für {app}. Bitte öffnen Sie den Link auf dem Telefon mit der App Ihres Herstellers und folgen Sie den Schritten.',
    'PERMISSION:null':
      '{app} braucht noch eine Berechtigung von Ihnen. Bitte verbinden Sie Ihr Auto noch einmal, um sie zu geben.',
    'UPSTREAM:INVALID_DATA':
      'Ihr Autohersteller hat Daten geschickt, mit denen {app} nichts anfangen kann. Bitte versuchen Sie es etwas später noch einmal.',
    'UPSTREAM:KNOWN_ISSUE':
      'Der Dienst Ihres Autoherstellers ist gerade gestört. Bitte versuchen Sie es etwas später noch einmal.',
    'UPSTREAM:NO_RESPONSE':
      'Ihr Auto hat nicht geantwortet. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    'UPSTREAM:RATE_LIMIT':
      'Ihr Autohersteller bittet um eine Pause. Bitte versuchen Sie es später noch einmal.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'Der Dienst Ihres Autoherstellers hat diesmal nicht funktioniert. Bitte versuchen Sie es später noch einmal.',
    'VEHICLE_STATE:ASLEEP':
      'Ihr Auto ist im Ruhezustand. Bitte starten Sie es einmal und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Ihr Auto kann an dieser Ladestation gerade nicht laden. Bitte prüfen Sie Kabel, Ladestation und Ladeplan.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Ihr Auto lädt bereits.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED':
      'Bitte stecken Sie Ihr Auto zuerst ab und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Ihr Auto ist nicht angesteckt. Bitte stecken Sie es an und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:DOOR_OPEN':
      'Eine Tür Ihres Autos ist offen. Bitte schließen Sie sie und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Ihr Auto ist bereits bis zu seiner Ladegrenze geladen.',
    'VEHICLE_STATE:HOOD_OPEN':
      'Die Motorhaube Ihres Autos ist offen. Bitte schließen Sie sie und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:IGNITION_ON':
      'Bitte schalten Sie Ihr Auto aus und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:IN_MOTION':
      'Ihr Auto fährt gerade. Bitte versuchen Sie es noch einmal, wenn es geparkt ist.',
    'VEHICLE_STATE:LOW_BATTERY':
      'Die Batterie Ihres Autos ist dafür zu schwach. Bitte laden Sie sie und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:NOT_CHARGING': 'Ihr Auto lädt nicht.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'Der Fernzugriff ist in Ihrem Auto ausgeschaltet. Bitte schalten Sie ihn in den Einstellungen des Autos ein.',
    'VEHICLE_STATE:TRUNK_OPEN':
      'Der Kofferraum Ihres Autos ist offen. Bitte schließen Sie ihn und versuchen Sie es dann noch einmal.',
    'VEHICLE_STATE:UNKNOWN':
      'Ihr Auto konnte das gerade nicht ausführen. Bitte versuchen Sie es später noch einmal.',
    'VEHICLE_STATE:UNREACHABLE':
      'Ihr Auto hat keine Verbindung. Bitte versuchen Sie es noch einmal, wenn es Empfang hat.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Ihr Auto ist im Servicemodus. Bitte versuchen Sie es danach noch einmal.',
  },
};
