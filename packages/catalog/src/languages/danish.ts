import type { Translation } from './translation.js';

export const danish: Translation = {
  consents: {
    read_alerts: 'Se de advarsler, din bil har vist',
    read_battery: 'Se, hvor fyldt batteriet er, og hvor langt det rækker',
    read_charge: 'Se, om din bil er sat til og lader',
    read_charge_events: 'Få at vide, når din bil begynder, stopper eller er færdig med at lade',
    read_charge_locations: 'Se de steder, hvor du lader, og de ladetider, der er indstillet der',
    read_charge_records: 'Se dine tidligere opladninger, og hvad de kostede',
    read_climate: 'Se, om varme, køling og afdugning er tændt',
    read_compass: 'Se, hvilken vej din bil vender',
    read_diagnostics: 'Se advarselslamper og fejlkoder',
    read_engine_oil: 'Se, hvor længe motorolien holder',
    read_extended_vehicle_info: 'Se detaljer som din bils kaldenavn, farve og softwareversion',
    read_fuel: 'Se, hvor meget brændstof der er i tanken, og hvor langt det rækker',
    read_location: 'Se, hvor din bil er',
    read_odometer: 'Se, hvor langt din bil har kørt',
    read_security: 'Se, om din bil er låst, og om døre og vinduer er lukket',
    read_service_history: 'Se, hvornår din bil har været til service, og hvad der blev lavet',
    read_speedometer: 'Se, hvor hurtigt din bil kører',
    read_thermometer: 'Se temperaturen i og uden for din bil',
    read_tires: 'Se dæktrykket',
    read_user_profile: 'Se e-mailadressen og rollen på din konto hos bilmærket',
    read_vehicle_info: 'Kende din bils mærke, model og årgang',
    read_vin: 'Se din bils stelnummer (VIN)',
    control_charge: 'Starte og stoppe opladning og indstille, hvordan og hvornår din bil lader',
    control_climate: 'Tænde og slukke varme, køling og afdugning',
    control_ignition: 'Starte og stoppe motoren på afstand',
    control_navigation: 'Sende destinationer til din bils navigation',
    control_pin: 'Angive og fjerne den pinkode, der kræves for at køre',
    control_security: 'Låse din bil og låse den op',
    control_trunk: 'Åbne og lukke bagagerummet og det forreste bagagerum',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE': '{app} kan endnu ikke forbindes med biler af dette mærke.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Forbind din bil med {app} igen: Bilmærket er gået over til en nyere tjeneste.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} kan endnu ikke gøre dette med din bil.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Din bil kan ikke gøre dette.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'Bilmærkets app venter på dig. Log ind der, og gør det færdigt, den beder om, for eksempel nye vilkår, så {app} kan få forbindelse til din bil.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Forbindelsen mellem din bil og {app} er afbrudt. Log ind igen for at genoprette den.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Der er ingen bil på din konto hos bilmærket. Tilføj din bil der, og forbind den derefter med {app} igen.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Bilmærket oplyser, at du har fjernet adgangen for {app}. Forbind din bil igen for at bruge den.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'Abonnementet på din bils onlinetjenester er udløbet eller indeholder ikke det, {app} har brug for. Forny eller udvid det hos bilmærket.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Denne bil er ikke længere på din konto hos bilmærket. Tilføj den der igen for at bruge den med {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Til dette skal din bil have en virtuel nøgle til {app}. Åbn linket på den telefon, der har bilmærkets app, og følg trinnene.',
    'PERMISSION:null': '{app} mangler en tilladelse fra dig. Forbind din bil igen for at give den.',
    'UPSTREAM:INVALID_DATA':
      'Bilmærket sendte data, som {app} ikke kunne bruge. Prøv igen lidt senere.',
    'UPSTREAM:KNOWN_ISSUE': 'Bilmærkets tjeneste har et problem lige nu. Prøv igen lidt senere.',
    'UPSTREAM:NO_RESPONSE': 'Din bil svarede ikke. Prøv igen om nogle minutter.',
    'UPSTREAM:RATE_LIMIT': 'Bilmærket beder om en pause. Prøv igen senere.',
    'UPSTREAM:UNKNOWN_ISSUE': 'Bilmærkets tjeneste virkede ikke denne gang. Prøv igen senere.',
    'VEHICLE_STATE:ASLEEP': 'Din bil er i dvale. Start den en gang, og prøv igen.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Din bil kan ikke lade ved denne lader lige nu. Tjek kablet, laderen og din ladeplan.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Din bil lader allerede.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED': 'Tag først stikket ud af din bil, og prøv igen.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Din bil er ikke sat til. Sæt stikket i, og prøv igen.',
    'VEHICLE_STATE:DOOR_OPEN': 'En dør på din bil er åben. Luk den, og prøv igen.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Din bil er allerede ladet op til sin grænse.',
    'VEHICLE_STATE:HOOD_OPEN': 'Motorhjelmen på din bil er åben. Luk den, og prøv igen.',
    'VEHICLE_STATE:IGNITION_ON': 'Sluk din bil, og prøv igen.',
    'VEHICLE_STATE:IN_MOTION': 'Din bil kører. Prøv igen, når den er parkeret.',
    'VEHICLE_STATE:LOW_BATTERY':
      'Der er for lidt strøm på din bils batteri til dette. Lad det op, og prøv igen.',
    'VEHICLE_STATE:NOT_CHARGING': 'Din bil lader ikke.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'Fjernadgang er slået fra i din bil. Slå den til i bilens indstillinger.',
    'VEHICLE_STATE:TRUNK_OPEN': 'Bagagerummet på din bil er åbent. Luk det, og prøv igen.',
    'VEHICLE_STATE:UNKNOWN': 'Din bil kunne ikke gøre dette lige nu. Prøv igen senere.',
    'VEHICLE_STATE:UNREACHABLE':
      'Din bil har ingen forbindelse. Prøv igen, når den er et sted med dækning.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Din bil er i servicetilstand. Prøv igen, når den er færdig.',
  },
};
