import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 bil' : `${count} biler`);

export const norwegian: Texts = {
  language: 'nb',
  chooseLanguage: 'Språk',
  someMake: { brand: 'bil', service: 'bilmerket ditt' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Gå til innholdet',
  back: 'Tilbake',
  stepOf: (step, steps) => `Trinn ${step} av ${steps}`,
  simulationBadge: 'Simulering',
  footer: (app) => `Carport kobler bilen din til ${app}, når du sier ja.`,

  preamble: {
    heading: (app) => `Koble bilen din til ${app}`,
    lead: (app) =>
      `${app} ber om tilgang til bilen din. Det tar et minutt, og du bestemmer til hva.`,
    password: {
      title: 'Du logger inn hos bilmerket ditt',
      text: (app) => `${app} ser aldri passordet ditt, og Carport lagrer det ikke.`,
    },
    choice: {
      title: 'Du velger hva som deles',
      text: 'Hver tillatelse vises før noe deles.',
    },
    consent: {
      title: 'Ingenting skjer før du tillater det',
      text: 'Du kan gå tilbake, og fortsatt si nei på den siste siden.',
    },
    simulation: 'En simulering: Ingen ekte bil eller konto er involvert.',
    country: 'Hvor er bilen din registrert?',
    submit: 'Fortsett',
  },

  again: {
    heading: (app) => `Koble bilen din til ${app} igjen`,
    lead: (app) => `Bilmerket ber deg logge inn på nytt før ${app} kan nå bilen din.`,
    unchanged: {
      title: 'Alt annet blir som det var',
      text: (app) => `${app} kan gjøre det du har tillatt før, og ingenting mer.`,
    },
  },

  brand: {
    heading: 'Hvilket merke er bilen din?',
    search: 'Søk etter merker',
    submit: 'Søk',
    list: 'Merker',
    found: { one: '1 merke', many: '# merker' },
    none: 'Ingen merker passer til søket.',
    elsewhere: (names, country) => `Ikke tilgjengelig i landet ditt (${country}): ${names}.`,
    changeCountry: 'Bytt land',
    showAll: 'Vis alle merker',
    missing: 'Jeg ser ikke merket mitt',
  },

  signIn: {
    heading: (service) => `Logg inn hos ${service}`,
    lead: ({ brand }) => `Bruk kontoen du har i appen til ${brand}.`,
    simulation: 'En simulert konto: Alle e-postadresser og passord kan brukes.',
    username: {
      email: 'E-postadresse',
      username: 'Brukernavn',
      phone: 'Telefonnummer eller e-postadresse',
    },
    password: 'Passord',
    reveal: 'Vis',
    hint: {
      'email-sign-in-only': () =>
        'Bruk e-postadressen din: Et telefonnummer virker ikke her. Har kontoen din ingen ennå, må du først legge den til på bilmerkets nettsted.',
      'single-session': ({ brand }) =>
        `${brand} tillater én innlogging per konto. Bruker du samme konto i bilmerkets app etterpå, avsluttes denne forbindelsen; en ekstra konto unngår det.`,
      'primary-user': ({ brand }) =>
        `Bruk kontoen som ${brand} har registrert som bilens hovedbruker. Andre kan ikke alt.`,
      'account-owner-for': () =>
        'Bruk kontoen som eier bilen. En førerprofil ser ikke regninger for lading.',
    },
    assurance: (app) =>
      `Passordet brukes én gang, til å logge inn, og lagres ikke. ${app} ser det aldri.`,
    submit: 'Logg inn',
    cancel: 'Avbryt',
  },

  verify: {
    heading: 'Ett trinn til',
    lead: ({ service }) => `${service} vil være sikker på at det er deg.`,
    pin: { label: 'PIN-kode', hint: 'Den du har opprettet i bilmerkets app.' },
    code: {
      label: 'Sikkerhetskode',
      hint: 'Bilmerket har sendt den til deg, eller autentiseringsappen din viser den.',
    },
    simulation: 'En simulering: Alle sifre kan brukes, bare ikke kun nuller.',
    submit: 'Fortsett',
  },

  vehicles: {
    heading: {
      several: 'Hvilke biler vil du koble til?',
      single: 'Hvilken bil vil du koble til?',
    },
    lead: (total) => `På kontoen din: ${cars(total)}.`,
    tally: (picked, total) => `${picked} av ${total} valgt`,
    all: 'Velg alle',
    none: 'Velg ingen',
    page: (page, pages) => `Side ${page} av ${pages}`,
    previous: 'Forrige',
    next: 'Neste',
    submit: 'Fortsett',
  },

  permissions: {
    heading: (app) => `${app} ønsker å`,
    cars,
    read: 'Se',
    control: 'Styre',
    required: (app) => `${app} trenger dette for å virke`,
    choose: 'Fjern haken ved det du ikke vil dele.',
    returning: (place) => `Uansett kommer du tilbake til ${place}.`,
    allow: 'Gi tilgang',
    deny: 'Avslå tilgang',
  },

  returning: {
    heading: 'Velkommen tilbake',
    lead: (app) =>
      `Du har tillatt dette før, så det er ingenting å se gjennom. Tilbake til ${app} …`,
    link: (app) => `Fortsett til ${app}`,
  },

  done: {
    connected: 'Bilen din er koblet til',
    again: 'Bilen din er koblet til igjen',
    goingOn: (app) => `Tilbake til ${app} …`,
    close: (app) => `${app} kan nå den nå. Du kan lukke denne siden.`,
  },

  handOver: {
    done: { title: 'Det var alt', text: 'Du kan lukke dette vinduet og gå tilbake til appen.' },
    stopped: {
      title: 'Bilen din ble ikke tilkoblet',
      text: 'Du kan lukke dette vinduet og prøve igjen i appen.',
    },
  },

  battery: {
    heading: 'Hvilket batteri har bilen din?',
    lead: (app) =>
      `Modellen din selges med flere, og bilmerket sier ikke hvilket som er ditt. Derfor spør ${app} deg.`,
    hint: 'Det står ofte i kjøpekontrakten, i bilens egen meny eller i bilmerkets app.',
    save: 'Lagre',
    dontKnow: 'Det vet jeg ikke',
    skip: 'Fortsett uten å svare',
    saved: {
      title: 'Takk',
      text: (app) => `${app} kjenner batteriet ditt nå. Du kan lukke denne siden.`,
    },
    unsure: {
      title: 'Det er i orden',
      text: (app) => `${app} fortsetter uten. Du kan velge senere med den samme lenken.`,
    },
    known: {
      title: 'Det er ikke mer å velge',
      text: (app) =>
        `Bilmerket har opplyst hvilket batteri bilen din har, så ${app} kjenner det allerede.`,
    },
    unreachable: {
      title: 'Bilmerket svarer ikke',
      text: (app) =>
        `${app} spør hvilket batteri bilen din har, men vi kan ikke slå det opp nå. Prøv igjen om noen minutter.`,
    },
  },

  virtualKey: {
    heading: (app) => `Legg til en virtuell nøkkel for ${app}`,
    lead: (app, brand) =>
      `Bilen din tar først imot kommandoer fra ${app} når du har lagt til en virtuell nøkkel i appen fra ${brand}.`,
    hint: (address) =>
      `Åpne lenken på telefonen som har denne appen: ${address}. Den åpnes ved siden av denne siden.`,
    later: (app) =>
      `Du kan også legge til nøkkelen senere. Inntil da tar ikke bilen din imot kommandoer fra ${app}.`,
    add: (brand) => `Legg til nøkkelen hos ${brand}`,
    simulation: 'En simulering: Ingen ekte bil venter på denne nøkkelen, så du kan bare fortsette.',
    submit: 'Fortsett',
  },

  leave: (app) => `Tilbake til ${app}`,
  leaveTelling: (app) => `Gå tilbake og fortell ${app} hvilken bil det er`,
  otherAccount: 'Bruk en annen konto',
  otherBrand: 'Velg et annet merke',
  tryAgain: 'Prøv igjen',

  stop: {
    'brand-missing': () => ({
      title: 'Merket ditt er ikke her ennå',
      text: 'Foreløpig kan bare merkene i listen kobles til.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} er ikke tilgjengelig her`,
      text: `Denne serveren har ingen forbindelse til ${brand} ennå.`,
    }),
    subscription: ({ service }) => ({
      title: 'Abonnementet ditt er ikke aktivt',
      text: `Du ble logget inn, men ${service} er ikke aktivt for denne kontoen. Aktiver det i appen til bilmerket, og koble til bilen på nytt.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Denne bilen kan ikke kobles til',
      text: `Vi fant kontoen din, men ingen ${brand} på den kan dele data på nett.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Ingen biler på denne kontoen',
      text: `Du ble logget inn, men det er ingen bil hos ${service}. Legg den til i appen til bilmerket, og koble den til på nytt.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Den bilen er ikke på denne kontoen',
      text: 'Appen ba om én bestemt bil, og den finnes ikke på denne kontoen.',
    }),
    'other-account': ({ car }) => ({
      title: 'Bilen din er ikke på denne kontoen',
      text: `Kontoen du logget inn på, har ikke bilen din (${car}). Bruk kontoen som bilen hører til.`,
    }),
    disconnected: () => ({
      title: 'Denne bilen er ikke lenger koblet til',
      text: 'Det er ingenting å logge inn for. Gå tilbake til appen og koble til bilen fra begynnelsen.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Ingen bil på denne kontoen er koblet til',
      text: `Appen har ingen ${brand} fra kontoen du logget inn på. Bruk kontoen som bilen din hører til, eller gå tilbake til appen og koble til bilen fra begynnelsen.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Du logget ikke inn',
      text: `Bilen din kan bare kobles til når du logger inn hos ${service}. Ingenting er delt.`,
    }),
    denied: () => ({
      title: 'Du avslo tilgang',
      text: 'Ingenting er delt. Du kan lukke denne siden.',
    }),
    failure: () => ({
      title: 'Noe gikk galt',
      text: 'Det er vår feil, ikke din. Ingenting er delt. Prøv igjen om et øyeblikk.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Velg et merke.', text: 'Ta ett fra listen.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} er ikke tilgjengelig på denne serveren ennå.`,
      text: 'Velg et annet merke, eller kom tilbake senere.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Noe mangler.',
      text: 'Fyll ut begge feltene for å logge inn.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Innloggingen lyktes ikke.',
      text: `${service} godtok ikke dette navnet og passordet. Kontroller begge, og prøv igjen.`,
    }),
    'email-needed': () => ({
      title: 'En e-postadresse trengs.',
      text: 'Et telefonnummer virker ikke her. Logg inn med e-postadressen til kontoen din.',
    }),
    'verification-incomplete': () => ({
      title: 'Noe mangler.',
      text: 'Fyll ut alt. En PIN-kode har fire sifre, en sikkerhetskode seks.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Det ble ikke godtatt.',
      text: `${service} sier at det ikke stemmer. Sjekk det og prøv igjen.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Kontoen din trenger deg først.',
      text: `Logg inn i appen til ${service}, fullfør det den ber om, og kom tilbake.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} svarer ikke.`,
      text: 'Prøv igjen om noen minutter.',
    }),
    'no-vehicle-picked': () => ({ title: 'Velg en bil.', text: 'Minst én må være valgt.' }),
    'nothing-allowed': () => ({
      title: 'Ingenting er haket av.',
      text: 'Tillat minst én ting, eller avslå tilgang.',
    }),
    'no-battery-chosen': () => ({
      title: 'Velg et batteri.',
      text: 'Velg ett, eller si at du ikke vet det.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Denne lenken virker ikke',
      text: 'Appen du kommer fra, har en feil i lenken sin, så vi kan ikke fortsette.',
    },
    'unknown-make': {
      title: 'Vi kjenner ikke dette merket',
      text: 'Appen ba om et bilmerke som vi ikke kjenner.',
    },
    'unknown-car': {
      title: 'Vi kjenner ikke denne bilen',
      text: 'Appen ba om en bil som ikke er koblet til den.',
    },
    'stale-link': {
      title: 'Denne lenken er utløpt',
      text: 'Lenken er ikke gyldig, eller ikke lenger: En slik lenke gjelder i 30 dager.',
    },
    'test-vin': {
      title: 'Dette er en testbil',
      text: 'Understellsnummeret tilhører en testbil. Oppgi nummeret til en ekte bil.',
    },
    'broken-vin': {
      title: 'Vi kan ikke lete etter denne bilen',
      text: 'Appen oppga et understellsnummer som ikke er gyldig.',
    },
    'step-ahead': {
      title: 'Denne siden kommer senere',
      text: 'Du har åpnet et trinn som du ikke har kommet til ennå.',
    },
  },

  missing: {
    title: 'Denne siden er utløpt',
    text: 'For din sikkerhet varer disse sidene i én time, og bare i nettleseren de ble åpnet i. Gå tilbake til appen og begynn på nytt.',
  },
  forged: {
    title: 'Prøv det på nytt',
    text: 'Dette skjemaet kom ikke fra en åpen side. Ingenting er endret.',
  },
  broken: {
    title: 'Det virket ikke',
    text: 'Vi kunne ikke lese det nettleseren din sendte. Gå tilbake og prøv igjen.',
  },
  carryOn: 'Fortsett der du var',
  forDeveloper: 'For appens utvikler',
};
