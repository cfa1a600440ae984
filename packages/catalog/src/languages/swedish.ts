import type { Translation } from './translation.js';

export const swedish: Translation = {
  consents: {
    read_alerts: 'Se varningarna som din bil har visat',
    read_battery: 'Se hur laddat batteriet är och hur långt det räcker',
    read_charge: 'Se om din bil är inkopplad och laddar',
    read_charge_events: 'Få veta när din bil börjar, slutar eller är klar med att ladda',
    read_charge_locations: 'Se platserna där du laddar och laddtiderna som är inställda där',
    read_charge_records: 'Se dina tidigare laddningar och vad de kostade',
    read_climate: 'Se om värme, kyla och avfrostning är på',
    read_compass: 'Se åt vilket håll din bil står',
    read_diagnostics: 'Se varningslampor och felkoder',
    read_engine_oil: 'Se hur länge motoroljan räcker',
    read_extended_vehicle_info: 'Se detaljer som din bils smeknamn, färg och programversion',
    read_fuel: 'Se hur mycket bränsle som finns i tanken och hur långt det räcker',
    read_location: 'Se var din bil är',
    read_odometer: 'Se hur långt din bil har körts',
    read_security: 'Se om din bil är låst och om dörrar och fönster är stängda',
    read_service_history: 'Se när din bil fick service och vad som gjordes',
    read_speedometer: 'Se hur fort din bil kör',
    read_thermometer: 'Se temperaturen i och utanför din bil',
    read_tires: 'Se däcktrycket',
    read_user_profile: 'Se e-postadressen och rollen för ditt konto hos bilmärket',
    read_vehicle_info: 'Veta märke, modell och årsmodell på din bil',
    read_vin: 'Se din bils chassinummer (VIN)',
    control_charge: 'Starta och stoppa laddning och ställa in hur och när din bil laddar',
    control_climate: 'Slå på och av värme, kyla och avfrostning',
    control_ignition: 'Starta och stänga av motorn på avstånd',
    control_navigation: 'Skicka resmål till bilens navigation',
    control_pin: 'Ange och ta bort PIN-koden som krävs för att köra',
    control_security: 'Låsa och låsa upp din bil',
    control_trunk: 'Öppna och stänga bagageutrymmet bak och fram',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} kan inte anslutas till bilar av det här märket ännu.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Anslut din bil till {app} igen: bilmärket har gått över till en nyare tjänst.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} kan inte göra detta med din bil ännu.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Din bil kan inte göra detta.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'Bilmärkets app väntar på dig. Logga in där och slutför det som den ber om, till exempel nya villkor, så att {app} kan nå din bil.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Din bil är inte längre ansluten till {app}. Logga in igen för att återansluta den.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Det finns ingen bil på ditt konto hos bilmärket. Lägg till bilen där och anslut den sedan till {app} igen.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Bilmärket meddelar att du har tagit bort åtkomsten för {app}. Anslut din bil igen för att använda tjänsten.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'Abonnemanget för bilens uppkopplade tjänster har gått ut eller omfattar inte det som {app} behöver. Förnya eller utöka det hos bilmärket.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Den här bilen finns inte längre på ditt konto hos bilmärket. Lägg till den där igen för att använda den med {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'För detta behöver din bil en virtuell nyckel för {app}. Öppna länken på telefonen som har bilmärkets app och följ stegen.',
    'PERMISSION:null':
      '{app} behöver ytterligare en behörighet från dig. Anslut din bil igen för att ge den.',
    'UPSTREAM:INVALID_DATA':
      'Bilmärket skickade data som {app} inte kunde använda. Försök igen lite senare.',
    'UPSTREAM:KNOWN_ISSUE': 'Bilmärkets tjänst har ett problem just nu. Försök igen lite senare.',
    'UPSTREAM:NO_RESPONSE': 'Din bil svarade inte. Försök igen om några minuter.',
    'UPSTREAM:RATE_LIMIT': 'Bilmärket ber om en paus. Försök igen senare.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'Bilmärkets tjänst fungerade inte den här gången. Försök igen senare.',
    'VEHICLE_STATE:ASLEEP': 'Din bil är i viloläge. Starta den en gång och försök sedan igen.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Din bil kan inte ladda vid den här laddaren just nu. Kontrollera kabeln, laddaren och ditt laddschema.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Din bil laddar redan.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED': 'Dra först ut laddkabeln och försök sedan igen.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Din bil är inte inkopplad. Koppla in den och försök sedan igen.',
    'VEHICLE_STATE:DOOR_OPEN': 'En dörr på din bil är öppen. Stäng den och försök sedan igen.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Din bil är redan laddad till sin gräns.',
    'VEHICLE_STATE:HOOD_OPEN': 'Motorhuven på din bil är öppen. Stäng den och försök sedan igen.',
    'VEHICLE_STATE:IGNITION_ON': 'Stäng av din bil och försök sedan igen.',
    'VEHICLE_STATE:IN_MOTION': 'Din bil är i rörelse. Försök igen när den är parkerad.',
    'VEHICLE_STATE:LOW_BATTERY':
      'Batteriet i din bil är för svagt för detta. Ladda det och försök sedan igen.',
    'VEHICLE_STATE:NOT_CHARGING': 'Din bil laddar inte.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'Fjärråtkomst är avstängd i din bil. Slå på den i bilens inställningar.',
    'VEHICLE_STATE:TRUNK_OPEN':
      'Bagageutrymmet på din bil är öppet. Stäng det och försök sedan igen.',
    'VEHICLE_STATE:UNKNOWN': 'Din bil kunde inte göra detta just nu. Försök igen senare.',
    'VEHICLE_STATE:UNREACHABLE':
      'Din bil har ingen anslutning. Försök igen när den är på en plats med täckning.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Din bil är i serviceläge. Försök igen när det är klart.',
  },
};
