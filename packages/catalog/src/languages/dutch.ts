import type { Translation } from './translation.js';

export const dutch: Translation = {
  consents: {
    read_alerts: 'De waarschuwingen zien die je auto heeft getoond',
    read_battery: 'Zien hoe vol de accu is en hoe ver je ermee komt',
    read_charge: 'Zien of je auto is aangesloten en laadt',
    read_charge_events: 'Weten wanneer je auto begint, stopt of klaar is met laden',
    read_charge_locations: 'Je laadlocaties zien en de laadtijden die daar zijn ingesteld',
    read_charge_records: 'Je eerdere laadbeurten zien en wat ze kostten',
    read_climate: 'Zien of de verwarming, de airco en de ruitverwarming aan staan',
    read_compass: 'Zien in welke richting je auto staat',
    read_diagnostics: 'Waarschuwingslampjes en foutcodes zien',
    read_engine_oil: 'Zien hoe lang de motorolie nog meegaat',
    read_extended_vehicle_info:
      'Details zien zoals de bijnaam, de kleur en de softwareversie van je auto',
    read_fuel: 'Zien hoeveel brandstof er in de tank zit en hoe ver je ermee komt',
    read_location: 'Zien waar je auto is',
    read_odometer: 'Zien hoe ver je auto in totaal heeft gereden',
    read_security: 'Zien of je auto op slot is en of deuren en ramen dicht zijn',
    read_service_history: 'Zien wanneer je auto onderhoud kreeg en wat er is gedaan',
    read_speedometer: 'Zien hoe hard je auto rijdt',
    read_thermometer: 'De temperatuur in en buiten je auto zien',
    read_tires: 'De bandenspanning zien',
    read_user_profile: 'Het e-mailadres en de rol van je account bij het automerk zien',
    read_vehicle_info: 'Het merk, het model en het bouwjaar van je auto weten',
    read_vin: 'Het chassisnummer (VIN) van je auto zien',
    control_charge: 'Het laden starten en stoppen en instellen hoe en wanneer je auto laadt',
    control_climate: 'De verwarming, de airco en de ruitverwarming aan- en uitzetten',
    control_ignition: 'De motor op afstand starten en uitzetten',
    control_navigation: 'Bestemmingen naar de navigatie van je auto sturen',
    control_pin: 'De pincode die nodig is om te rijden instellen en verwijderen',
    control_security: 'Je auto op slot doen en openen',
    control_trunk: 'De kofferbak en de kofferbak voorin openen en sluiten',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} kan nog geen verbinding maken met auto’s van dit merk.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Verbind je auto opnieuw met {app}: het automerk is overgestapt op een nieuwere dienst.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} kan dit nog niet met jouw auto.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Je auto kan dit niet.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'De app van je automerk wacht op je. Log daar in en rond af wat er gevraagd wordt, bijvoorbeeld nieuwe voorwaarden, zodat {app} je auto kan bereiken.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'De verbinding tussen je auto en {app} is verbroken. Log opnieuw in om hem weer te verbinden.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'In je account bij het automerk staat geen auto. Voeg je auto daar toe en verbind hem daarna opnieuw met {app}.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Volgens je automerk heb je de toegang van {app} ingetrokken. Verbind je auto opnieuw om {app} weer te gebruiken.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'Het abonnement op de online diensten van je auto is verlopen of bevat niet wat {app} nodig heeft. Verleng het of breid het uit bij je automerk.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Deze auto staat niet meer in je account bij het automerk. Voeg hem daar weer toe om hem met {app} te gebruiken.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Hiervoor heeft je auto een virtuele sleutel voor {app} nodig. Open de link op de telefoon met de app van je automerk en volg de stappen.',
    'PERMISSION:null':
      '{app} heeft nog een toestemming van je nodig. Verbind je auto opnieuw om die te geven.',
    'UPSTREAM:INVALID_DATA':
      'Je automerk stuurde gegevens waar {app} niets mee kan. Probeer het iets later opnieuw.',
    'UPSTREAM:KNOWN_ISSUE':
      'De dienst van je automerk heeft een storing. Probeer het iets later opnieuw.',
    'UPSTREAM:NO_RESPONSE':
      'Je auto heeft niet geantwoord. Probeer het over een paar minuten opnieuw.',
    'UPSTREAM:RATE_LIMIT': 'Je automerk vraagt om een pauze. Probeer het later opnieuw.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'De dienst van je automerk werkte deze keer niet. Probeer het later opnieuw.',
    'VEHICLE_STATE:ASLEEP':
      'Je auto is in slaapstand. Start hem een keer en probeer het dan opnieuw.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Je auto kan nu niet laden aan dit laadpunt. Controleer de kabel, het laadpunt en je laadschema.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Je auto is al aan het laden.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED':
      'Haal eerst de stekker uit je auto en probeer het dan opnieuw.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Je auto is niet aangesloten. Steek de stekker erin en probeer het dan opnieuw.',
    'VEHICLE_STATE:DOOR_OPEN':
      'Er staat een deur van je auto open. Doe die dicht en probeer het dan opnieuw.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Je auto is al tot de ingestelde grens geladen.',
    'VEHICLE_STATE:HOOD_OPEN':
      'De motorkap van je auto staat open. Doe die dicht en probeer het dan opnieuw.',
    'VEHICLE_STATE:IGNITION_ON': 'Zet je auto uit en probeer het dan opnieuw.',
    'VEHICLE_STATE:IN_MOTION': 'Je auto rijdt. Probeer het opnieuw als hij geparkeerd is.',
    'VEHICLE_STATE:LOW_BATTERY':
      'De accu van je auto is hiervoor te leeg. Laad hem op en probeer het dan opnieuw.',
    'VEHICLE_STATE:NOT_CHARGING': 'Je auto is niet aan het laden.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'Toegang op afstand staat uit in je auto. Zet die aan in de instellingen van de auto.',
    'VEHICLE_STATE:TRUNK_OPEN':
      'De kofferbak van je auto staat open. Doe die dicht en probeer het dan opnieuw.',
    'VEHICLE_STATE:UNKNOWN': 'Je auto kon dit nu niet doen. Probeer het later opnieuw.',
    'VEHICLE_STATE:UNREACHABLE':
      'Je auto heeft geen verbinding. Probeer het opnieuw als hij weer bereik heeft.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Je auto staat in de servicestand. Probeer het opnieuw als dat voorbij is.',
  },
};
