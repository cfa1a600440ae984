import type { Translation } from './translation.js';

export const norwegian: Translation = {
  consents: {
    read_alerts: 'Se varslene bilen din har vist',
    read_battery: 'Se hvor mye strøm det er på batteriet og hvor langt det rekker',
    read_charge: 'Se om bilen din er plugget i og lader',
    read_charge_events: 'Få vite når bilen din begynner, stopper eller er ferdig med å lade',
    read_charge_locations: 'Se stedene der du lader og ladetidene som er satt der',
    read_charge_records: 'Se tidligere ladinger og hva de kostet',
    read_climate: 'Se om varme, kjøling og avising er på',
    read_compass: 'Se hvilken vei bilen din står',
    read_diagnostics: 'Se varsellamper og feilkoder',
    read_engine_oil: 'Se hvor lenge motoroljen varer',
    read_extended_vehicle_info: 'Se detaljer som bilens kallenavn, farge og programvareversjon',
    read_fuel: 'Se hvor mye drivstoff det er på tanken og hvor langt det rekker',
    read_location: 'Se hvor bilen din er',
    read_odometer: 'Se hvor langt bilen din har kjørt',
    read_security: 'Se om bilen din er låst og om dører og vinduer er lukket',
    read_service_history: 'Se når bilen din var på service og hva som ble gjort',
    read_speedometer: 'Se hvor fort bilen din kjører',
    read_thermometer: 'Se temperaturen inne i og utenfor bilen din',
    read_tires: 'Se dekktrykket',
    read_user_profile: 'Se e-postadressen og rollen til kontoen din hos bilmerket',
    read_vehicle_info: 'Vite merke, modell og årsmodell på bilen din',
    read_vin: 'Se understellsnummeret (VIN) til bilen din',
    control_charge: 'Starte og stoppe lading, og stille inn hvordan og når bilen din lader',
    control_climate: 'Slå varme, kjøling og avising på og av',
    control_ignition: 'Starte og stoppe motoren på avstand',
    control_navigation: 'Sende reisemål til navigasjonen i bilen din',
    control_pin: 'Sette og fjerne PIN-koden som kreves for å kjøre',
    control_security: 'Låse bilen din og låse den opp',
    control_trunk: 'Åpne og lukke bagasjerommet og bagasjerommet foran',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE': '{app} kan ikke kobles til biler av dette merket ennå.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Koble bilen din til {app} på nytt: Bilmerket har gått over til en nyere tjeneste.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} kan ikke gjøre dette med bilen din ennå.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Bilen din kan ikke gjøre dette.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'Appen til bilmerket venter på deg. Logg inn der og fullfør det den ber om, for eksempel nye vilkår, slik at {app} kan nå bilen din.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Bilen din er ikke lenger koblet til {app}. Logg inn på nytt for å koble den til igjen.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Det er ingen bil på kontoen din hos bilmerket. Legg til bilen der, og koble den deretter til {app} på nytt.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Bilmerket melder at du har fjernet tilgangen til {app}. Koble til bilen på nytt for å bruke den igjen.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'Abonnementet på bilens nettjenester er utløpt eller omfatter ikke det {app} trenger. Forny eller utvid det hos bilmerket.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Denne bilen er ikke lenger på kontoen din hos bilmerket. Legg den til der igjen for å bruke den med {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Til dette trenger bilen din en virtuell nøkkel for {app}. Åpne lenken på telefonen som har appen til bilmerket, og følg trinnene.',
    'PERMISSION:null':
      '{app} trenger én tillatelse til fra deg. Koble til bilen din på nytt for å gi den.',
    'UPSTREAM:INVALID_DATA':
      'Bilmerket sendte data som {app} ikke kunne bruke. Prøv igjen litt senere.',
    'UPSTREAM:KNOWN_ISSUE':
      'Tjenesten til bilmerket har et problem akkurat nå. Prøv igjen litt senere.',
    'UPSTREAM:NO_RESPONSE': 'Bilen din svarte ikke. Prøv igjen om noen minutter.',
    'UPSTREAM:RATE_LIMIT': 'Bilmerket ber om en pause. Prøv igjen senere.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'Tjenesten til bilmerket fungerte ikke denne gangen. Prøv igjen senere.',
    'VEHICLE_STATE:ASLEEP': 'Bilen din er i hvilemodus. Start den én gang, og prøv igjen.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Bilen din kan ikke lade på denne laderen akkurat nå. Kontroller kabelen, laderen og ladeplanen din.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Bilen din lader allerede.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED': 'Trekk først ut ladekabelen, og prøv igjen.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Bilen din er ikke plugget i. Plugg den i, og prøv igjen.',
    'VEHICLE_STATE:DOOR_OPEN': 'En dør på bilen din er åpen. Lukk den, og prøv igjen.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Bilen din er allerede ladet til grensen.',
    'VEHICLE_STATE:HOOD_OPEN': 'Panseret på bilen din er åpent. Lukk det, og prøv igjen.',
    'VEHICLE_STATE:IGNITION_ON': 'Slå av bilen din, og prøv igjen.',
    'VEHICLE_STATE:IN_MOTION': 'Bilen din er i bevegelse. Prøv igjen når den er parkert.',
    'VEHICLE_STATE:LOW_BATTERY':
      'Det er for lite strøm på bilbatteriet til dette. Lad det, og prøv igjen.',
    'VEHICLE_STATE:NOT_CHARGING': 'Bilen din lader ikke.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'Fjerntilgang er slått av i bilen din. Slå den på i innstillingene i bilen.',
    'VEHICLE_STATE:TRUNK_OPEN': 'Bagasjerommet på bilen din er åpent. Lukk det, og prøv igjen.',
    'VEHICLE_STATE:UNKNOWN': 'Bilen din kunne ikke gjøre dette akkurat nå. Prøv igjen senere.',
    'VEHICLE_STATE:UNREACHABLE':
      'Bilen din har ingen forbindelse. Prøv igjen når den er et sted med dekning.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Bilen din er i servicemodus. Prøv igjen når den er ferdig.',
  },
};
