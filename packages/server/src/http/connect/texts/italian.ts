import type { Texts } from './english.js';

const cars = (count: number): string => `${count} auto`;

export const italian: Texts = {
  language: 'it',
  chooseLanguage: 'Lingua',
  someMake: { brand: 'auto', service: 'la tua casa automobilistica' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Vai al contenuto',
  back: 'Indietro',
  stepOf: (step, steps) => `Passaggio ${step} di ${steps}`,
  simulationBadge: 'Simulazione',
  footer: (app) => `Carport collega la tua auto a ${app}, con il tuo consenso.`,

  preamble: {
    heading: (app) => `Collega la tua auto a ${app}`,
    lead: (app) =>
      `${app} chiede di accedere alla tua auto. Basta un minuto, e decidi tu a che cosa.`,
    password: {
      title: 'Accedi con la tua casa automobilistica',
      text: (app) => `${app} non vede mai la tua password, e Carport non la conserva.`,
    },
    choice: {
      title: 'Scegli tu che cosa condividere',
      text: 'Ogni autorizzazione è elencata prima di condividere qualcosa.',
    },
    consent: {
      title: 'Non succede nulla senza il tuo consenso',
      text: 'Puoi tornare indietro e dire di no fino all’ultima pagina.',
    },
    simulation: 'Una simulazione: nessuna auto e nessun account sono reali.',
    country: 'Dove è immatricolata la tua auto?',
    submit: 'Continua',
  },

  again: {
    heading: (app) => `Ricollega la tua auto a ${app}`,
    lead: (app) =>
      `La tua casa automobilistica ti chiede di accedere di nuovo prima che ${app} raggiunga la tua auto.`,
    unchanged: {
      title: 'Tutto il resto rimane com’era',
      text: (app) => `${app} potrà fare ciò che hai già consentito, e nulla di più.`,
    },
  },

  brand: {
    heading: 'Di che marca è la tua auto?',
    search: 'Cerca una marca',
    submit: 'Cerca',
    list: 'Marche',
    found: { one: '1 marca', many: '# marche' },
    none: 'Nessuna marca corrisponde alla ricerca.',
    elsewhere: (names, country) => `Non disponibile nel tuo Paese (${country}): ${names}.`,
    changeCountry: 'Cambia Paese',
    showAll: 'Mostra tutte le marche',
    missing: 'Non vedo la mia marca',
  },

  signIn: {
    heading: (service) => `Accedi a ${service}`,
    lead: ({ brand }) => `Usa l’account che hai per l’app di ${brand}.`,
    simulation: 'Un account simulato: va bene qualsiasi e-mail e qualsiasi password.',
    username: {
      email: 'Indirizzo e-mail',
      username: 'Nome utente',
      phone: 'Numero di telefono o indirizzo e-mail',
    },
    password: 'Password',
    reveal: 'Mostra',
    hint: {
      'email-sign-in-only': () =>
        'Usa il tuo indirizzo e-mail: qui un numero di telefono non funziona. Se il tuo account non ne ha ancora uno, aggiungilo prima sul sito della casa.',
      'single-session': ({ brand }) =>
        `${brand} ammette un solo accesso per account. Se poi usi lo stesso account nell’app della casa, questo collegamento finisce; un secondo account lo evita.`,
      'primary-user': ({ brand }) =>
        `Usa l’account che ${brand} registra come utente principale dell’auto. Gli altri non possono fare tutto.`,
      'account-owner-for': () =>
        'Usa l’account del proprietario dell’auto. Un profilo conducente non vede le fatture di ricarica.',
    },
    assurance: (app) =>
      `La password serve una volta, per accedere, e non viene conservata. ${app} non la vede mai.`,
    submit: 'Accedi',
    cancel: 'Annulla',
  },

  verify: {
    heading: 'Ancora un passo',
    lead: ({ service }) => `${service} vuole essere sicuro che sia tu.`,
    pin: { label: 'Codice PIN', hint: 'Quello che hai impostato nell’app della casa.' },
    code: {
      label: 'Codice di sicurezza',
      hint: 'La casa te lo ha inviato, oppure lo mostra la tua app di autenticazione.',
    },
    simulation: 'Una simulazione: vanno bene cifre qualsiasi, ma non solo zeri.',
    submit: 'Continua',
  },

  vehicles: {
    heading: {
      several: 'Quali auto vuoi collegare?',
      single: 'Quale auto vuoi collegare?',
    },
    lead: (total) => `Il tuo account ha ${cars(total)}.`,
    tally: (picked, total) => `${picked} di ${total} selezionate`,
    all: 'Seleziona tutte',
    none: 'Deseleziona tutte',
    page: (page, pages) => `Pagina ${page} di ${pages}`,
    previous: 'Precedente',
    next: 'Successiva',
    submit: 'Continua',
  },

  permissions: {
    heading: (app) => `${app} vorrebbe`,
    cars,
    read: 'Vedere',
    control: 'Controllare',
    required: (app) => `Serve a ${app} per funzionare`,
    choose: 'Togli la spunta a ciò che non vuoi condividere.',
    returning: (place) => `In entrambi i casi torni a ${place}.`,
    allow: 'Consenti l’accesso',
    deny: 'Nega l’accesso',
  },

  returning: {
    heading: 'Bentornato',
    lead: (app) => `Lo hai già consentito, quindi non c’è nulla da rivedere. Torniamo a ${app} …`,
    link: (app) => `Continua su ${app}`,
  },

  done: {
    connected: 'La tua auto è collegata',
    again: 'La tua auto è di nuovo collegata',
    goingOn: (app) => `Torniamo a ${app} …`,
    close: (app) => `Ora ${app} può raggiungerla. Puoi chiudere questa pagina.`,
  },

  handOver: {
    done: { title: 'Tutto fatto', text: 'Puoi chiudere questa finestra e tornare all’app.' },
    stopped: {
      title: 'La tua auto non è stata collegata',
      text: 'Puoi chiudere questa finestra e riprovare nell’app.',
    },
  },

  battery: {
    heading: 'Quale batteria ha la tua auto?',
    lead: (app) =>
      `Il tuo modello è venduto con più batterie, e la casa non dice quale sia la tua. Per questo ${app} lo chiede a te.`,
    hint: 'Spesso è indicata nel contratto d’acquisto, nel menu dell’auto o nell’app della casa.',
    save: 'Salva',
    dontKnow: 'Non lo so',
    skip: 'Continua senza rispondere',
    saved: {
      title: 'Grazie',
      text: (app) => `${app} ora conosce la tua batteria. Puoi chiudere questa pagina.`,
    },
    unsure: {
      title: 'Non fa niente',
      text: (app) => `${app} va avanti senza. Potrai scegliere più tardi con lo stesso link.`,
    },
    known: {
      title: 'Non c’è più nulla da scegliere',
      text: (app) =>
        `La casa ha detto quale batteria ha la tua auto, quindi ${app} la conosce già.`,
    },
    unreachable: {
      title: 'La casa non risponde',
      text: (app) =>
        `${app} chiede quale batteria ha la tua auto, ma ora non possiamo verificarlo. Riprova tra qualche minuto.`,
    },
  },

  virtualKey: {
    heading: (app) => `Aggiungi una chiave virtuale per ${app}`,
    lead: (app, brand) =>
      `La tua auto accetta comandi da ${app} solo dopo che hai aggiunto una chiave virtuale nell’app di ${brand}.`,
    hint: (address) =>
      `Apri il link sul telefono che ha questa app: ${address}. Si apre accanto a questa pagina.`,
    later: (app) =>
      `Puoi aggiungere la chiave anche più tardi. Fino ad allora la tua auto non accetta comandi da ${app}.`,
    add: (brand) => `Aggiungi la chiave con ${brand}`,
    simulation:
      'Una simulazione: nessuna auto vera aspetta questa chiave, quindi puoi semplicemente continuare.',
    submit: 'Continua',
  },

  leave: (app) => `Torna a ${app}`,
  leaveTelling: (app) => `Torna e comunica a ${app} di quale auto si tratta`,
  otherAccount: 'Usa un altro account',
  otherBrand: 'Scegli un’altra marca',
  tryAgain: 'Riprova',

  stop: {
    'brand-missing': () => ({
      title: 'La tua marca non c’è ancora',
      text: 'Per ora si possono collegare solo le marche dell’elenco.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} non è disponibile qui`,
      text: `Questo server non ha ancora un collegamento con ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'L’abbonamento non è attivo',
      text: `L’accesso è riuscito, ma ${service} non è attivo per questo account. Attivalo nell’app della casa automobilistica, poi collega di nuovo l’auto.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Questa auto non si può collegare',
      text: `Abbiamo trovato il tuo account, ma nessuna ${brand} può condividere dati online.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Nessuna auto in questo account',
      text: `L’accesso è riuscito, ma in ${service} non c’è nessuna auto. Aggiungila nell’app della casa automobilistica, poi collegala di nuovo.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Questa auto non è nell’account',
      text: 'L’app ha chiesto un’auto precisa, che questo account non ha.',
    }),
    'other-account': ({ car }) => ({
      title: 'La tua auto non è in questo account',
      text: `L’account con cui hai effettuato l’accesso non ha la tua auto (${car}). Usa l’account a cui appartiene.`,
    }),
    disconnected: () => ({
      title: 'Questa auto non è più collegata',
      text: 'Non serve accedere di nuovo. Torna all’app e collega la tua auto dall’inizio.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Nessuna auto di questo account è collegata',
      text: `L’app non ha nessuna ${brand} dell’account con cui hai effettuato l’accesso. Usa l’account a cui appartiene la tua auto, oppure torna all’app e collegala dall’inizio.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Non hai effettuato l’accesso',
      text: `La tua auto si può collegare solo accedendo a ${service}. Non è stato condiviso nulla.`,
    }),
    denied: () => ({
      title: 'Hai negato l’accesso',
      text: 'Non è stato condiviso nulla. Puoi chiudere questa pagina.',
    }),
    failure: () => ({
      title: 'Qualcosa è andato storto',
      text: 'È colpa nostra, non tua. Non è stato condiviso nulla. Riprova tra un momento.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Scegli una marca.', text: 'Prendine una dall’elenco.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} non è ancora disponibile su questo server.`,
      text: 'Scegli un’altra marca o torna più tardi.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Manca qualcosa.',
      text: 'Compila entrambi i campi per accedere.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Accesso non riuscito.',
      text: `${service} non ha accettato questo nome e questa password. Controllali e riprova.`,
    }),
    'email-needed': () => ({
      title: 'Serve un indirizzo e-mail.',
      text: 'Qui un numero di telefono non funziona. Accedi con l’indirizzo e-mail del tuo account.',
    }),
    'verification-incomplete': () => ({
      title: 'Manca qualcosa.',
      text: 'Compila tutto. Un PIN ha quattro cifre, un codice di sicurezza sei.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Non è stato accettato.',
      text: `${service} dice che non è corretto. Controlla e riprova.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Prima il tuo account ha bisogno di te.',
      text: `Accedi all’app di ${service}, completa ciò che chiede e torna qui.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} non risponde.`,
      text: 'Riprova tra qualche minuto.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Scegli un’auto.',
      text: 'Almeno una deve essere selezionata.',
    }),
    'nothing-allowed': () => ({
      title: 'Non hai selezionato nulla.',
      text: 'Consenti almeno una cosa oppure nega l’accesso.',
    }),
    'no-battery-chosen': () => ({
      title: 'Scegli una batteria.',
      text: 'Selezionane una, oppure di’ che non lo sai.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Questo link non funziona',
      text: 'L’app da cui arrivi ha un errore nel suo link, quindi non possiamo continuare.',
    },
    'unknown-make': {
      title: 'Non conosciamo questa marca',
      text: 'L’app ha chiesto una marca che non conosciamo.',
    },
    'unknown-car': {
      title: 'Non conosciamo questa auto',
      text: 'L’app ha chiesto un’auto che non le è collegata.',
    },
    'stale-link': {
      title: 'Questo link è scaduto',
      text: 'Questo link non è valido, o non lo è più: un link così vale 30 giorni.',
    },
    'test-vin': {
      title: 'È un’auto di prova',
      text: 'Questo numero di telaio è di un’auto di prova. Indica quello di un’auto reale.',
    },
    'broken-vin': {
      title: 'Non possiamo cercare questa auto',
      text: 'L’app ha indicato un numero di telaio che non è valido.',
    },
    'step-ahead': {
      title: 'Questa pagina viene dopo',
      text: 'Hai aperto un passaggio a cui non sei ancora arrivato.',
    },
  },

  missing: {
    title: 'Questa pagina è scaduta',
    text: 'Per la tua sicurezza queste pagine durano un’ora e si aprono solo nel browser che le ha avviate. Torna all’app e ricomincia.',
  },
  forged: {
    title: 'Riprova',
    text: 'Questo modulo non è stato inviato da una pagina aperta. Non è cambiato nulla.',
  },
  broken: {
    title: 'Non ha funzionato',
    text: 'Non siamo riusciti a leggere ciò che il browser ha inviato. Torna indietro e riprova.',
  },
  carryOn: 'Riprendi da dove eri',
  forDeveloper: 'Per chi sviluppa l’app',
};
