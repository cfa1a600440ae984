import type { Translation } from './translation.js';

export const italian: Translation = {
  consents: {
    read_alerts: 'Vedere gli avvisi mostrati dalla tua auto',
    read_battery: 'Vedere quanto è carica la batteria e quanta autonomia resta',
    read_charge: 'Vedere se la tua auto è collegata e in carica',
    read_charge_events: 'Sapere quando la tua auto inizia, interrompe o termina la ricarica',
    read_charge_locations: 'Vedere i luoghi in cui ricarichi e gli orari impostati per ognuno',
    read_charge_records: 'Vedere le tue ricariche passate e quanto sono costate',
    read_climate: 'Vedere se riscaldamento, climatizzatore e sbrinatori sono accesi',
    read_compass: 'Vedere in che direzione è rivolta la tua auto',
    read_diagnostics: 'Vedere le spie di avviso e i codici di errore',
    read_engine_oil: 'Vedere quanto durerà ancora l’olio motore',
    read_extended_vehicle_info:
      'Vedere dettagli come il nome, il colore e la versione software della tua auto',
    read_fuel: 'Vedere quanto carburante c’è nel serbatoio e quanta autonomia resta',
    read_location: 'Vedere dove si trova la tua auto',
    read_odometer: 'Vedere quanta strada ha percorso la tua auto',
    read_security: 'Vedere se la tua auto è bloccata e se porte e finestrini sono chiusi',
    read_service_history: 'Vedere quando è stata fatta la manutenzione e che cosa è stato fatto',
    read_speedometer: 'Vedere a che velocità va la tua auto',
    read_thermometer: 'Vedere la temperatura dentro e fuori dalla tua auto',
    read_tires: 'Vedere la pressione degli pneumatici',
    read_user_profile:
      'Vedere l’indirizzo e-mail e il ruolo del tuo account della casa automobilistica',
    read_vehicle_info: 'Conoscere marca, modello e anno della tua auto',
    read_vin: 'Vedere il numero di telaio (VIN) della tua auto',
    control_charge:
      'Avviare e interrompere la ricarica e impostare come e quando la tua auto si ricarica',
    control_climate: 'Accendere e spegnere riscaldamento, climatizzatore e sbrinatori',
    control_ignition: 'Avviare e spegnere il motore a distanza',
    control_navigation: 'Inviare destinazioni al navigatore della tua auto',
    control_pin: 'Impostare e rimuovere il PIN necessario per guidare',
    control_security: 'Bloccare e sbloccare la tua auto',
    control_trunk: 'Aprire e chiudere il bagagliaio e il vano anteriore',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} non può ancora collegarsi alle auto di questa marca.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Collega di nuovo la tua auto a {app}: la casa automobilistica è passata a un servizio più recente.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} non può ancora farlo con la tua auto.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'La tua auto non è in grado di farlo.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'L’app della tua casa automobilistica ti aspetta. Accedi e completa ciò che chiede, per esempio accettare nuove condizioni, in modo che {app} possa raggiungere la tua auto.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'La tua auto non è più collegata a {app}. Accedi di nuovo per ricollegarla.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Nel tuo account della casa automobilistica non ci sono auto. Aggiungi lì la tua auto e poi collegala di nuovo a {app}.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'La casa automobilistica segnala che hai revocato l’accesso a {app}. Per usarla di nuovo, ricollega la tua auto.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'L’abbonamento ai servizi connessi della tua auto è scaduto o non comprende ciò che serve a {app}. Rinnovalo o estendilo presso la casa automobilistica.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Questa auto non è più nel tuo account della casa automobilistica. Aggiungila di nuovo per usarla con {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Per farlo, la tua auto ha bisogno di una chiave virtuale per {app}. Apri il link sul telefono con l’app della casa automobilistica e segui i passaggi.',
    'PERMISSION:null':
      '{app} ha bisogno di un’altra autorizzazione. Collega di nuovo la tua auto per concederla.',
    'UPSTREAM:INVALID_DATA':
      'La casa automobilistica ha inviato dati che {app} non ha potuto usare. Riprova un po’ più tardi.',
    'UPSTREAM:KNOWN_ISSUE':
      'Il servizio della casa automobilistica ha un problema in questo momento. Riprova un po’ più tardi.',
    'UPSTREAM:NO_RESPONSE': 'La tua auto non ha risposto. Riprova tra qualche minuto.',
    'UPSTREAM:RATE_LIMIT': 'La casa automobilistica chiede una pausa. Riprova più tardi.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'Questa volta il servizio della casa automobilistica non ha funzionato. Riprova più tardi.',
    'VEHICLE_STATE:ASLEEP': 'La tua auto è in standby. Avviala una volta, poi riprova.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'In questo momento la tua auto non può ricaricarsi a questa colonnina. Controlla il cavo, la colonnina e gli orari di ricarica.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'La tua auto è già in carica.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED': 'Scollega prima la tua auto dalla presa, poi riprova.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'La tua auto non è collegata alla presa. Collegala, poi riprova.',
    'VEHICLE_STATE:DOOR_OPEN': 'Una porta della tua auto è aperta. Chiudila, poi riprova.',
    'VEHICLE_STATE:FULLY_CHARGED': 'La tua auto è già carica fino al limite impostato.',
    'VEHICLE_STATE:HOOD_OPEN': 'Il cofano della tua auto è aperto. Chiudilo, poi riprova.',
    'VEHICLE_STATE:IGNITION_ON': 'Spegni la tua auto, poi riprova.',
    'VEHICLE_STATE:IN_MOTION': 'La tua auto è in movimento. Riprova quando sarà parcheggiata.',
    'VEHICLE_STATE:LOW_BATTERY':
      'La batteria della tua auto è troppo scarica per farlo. Ricaricala, poi riprova.',
    'VEHICLE_STATE:NOT_CHARGING': 'La tua auto non è in carica.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'L’accesso remoto è disattivato nella tua auto. Attivalo nelle impostazioni dell’auto.',
    'VEHICLE_STATE:TRUNK_OPEN': 'Il bagagliaio della tua auto è aperto. Chiudilo, poi riprova.',
    'VEHICLE_STATE:UNKNOWN':
      'La tua auto non è riuscita a farlo in questo momento. Riprova più tardi.',
    'VEHICLE_STATE:UNREACHABLE':
      'La tua auto non ha connessione. Riprova quando si trova in un punto con copertura di rete.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'La tua auto è in modalità assistenza. Riprova quando sarà terminata.',
  },
};
