import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 bil' : `${count} biler`);

export const danish: Texts = {
  language: 'da',
  chooseLanguage: 'Sprog',
  someMake: { brand: 'bil', service: 'dit bilmærke' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Gå til indholdet',
  back: 'Tilbage',
  stepOf: (step, steps) => `Trin ${step} af ${steps}`,
  simulationBadge: 'Simulering',
  footer: (app) => `Carport forbinder din bil med ${app}, når du siger ja.`,

  preamble: {
    heading: (app) => `Forbind din bil med ${app}`,
    lead: (app) =>
      `${app} beder om adgang til din bil. Det tager et minut, og du bestemmer til hvad.`,
    password: {
      title: 'Du logger ind hos dit bilmærke',
      text: (app) => `${app} ser aldrig din adgangskode, og Carport gemmer den ikke.`,
    },
    choice: {
      title: 'Du vælger, hvad der deles',
      text: 'Hver tilladelse bliver vist, før noget deles.',
    },
    consent: {
      title: 'Der sker intet uden din tilladelse',
      text: 'Du kan gå tilbage og stadig sige nej på den sidste side.',
    },
    simulation: 'En simulering: Ingen rigtig bil eller konto er involveret.',
    country: 'Hvor er din bil indregistreret?',
    submit: 'Fortsæt',
  },

  again: {
    heading: (app) => `Forbind din bil med ${app} igen`,
    lead: (app) => `Dit bilmærke beder dig logge ind igen, før ${app} kan nå din bil.`,
    unchanged: {
      title: 'Alt andet forbliver, som det var',
      text: (app) => `${app} må det, du tidligere har tilladt, og ikke mere.`,
    },
  },

  brand: {
    heading: 'Hvilket mærke er din bil?',
    search: 'Søg efter mærker',
    submit: 'Søg',
    list: 'Mærker',
    found: { one: '1 mærke', many: '# mærker' },
    none: 'Ingen mærker passer til din søgning.',
    elsewhere: (names, country) => `Ikke tilgængelig i dit land (${country}): ${names}.`,
    changeCountry: 'Skift land',
    showAll: 'Vis alle mærker',
    missing: 'Jeg kan ikke se mit mærke',
  },

  signIn: {
    heading: (service) => `Log ind hos ${service}`,
    lead: ({ brand }) => `Brug den konto, du har til appen fra ${brand}.`,
    simulation: 'En simuleret konto: Enhver e-mailadresse og adgangskode kan bruges.',
    username: {
      email: 'E-mailadresse',
      username: 'Brugernavn',
      phone: 'Telefonnummer eller e-mailadresse',
    },
    password: 'Adgangskode',
    reveal: 'Vis',
    hint: {
      'email-sign-in-only': () =>
        'Brug din e-mailadresse: Et telefonnummer virker ikke her. Har din konto ikke en endnu, så tilføj den først på bilmærkets hjemmeside.',
      'single-session': ({ brand }) =>
        `${brand} tillader ét login pr. konto. Bruger du bagefter samme konto i bilmærkets app, slutter denne forbindelse; en ekstra konto undgår det.`,
      'primary-user': ({ brand }) =>
        `Brug den konto, som ${brand} har registreret som bilens hovedbruger. Andre kan ikke det hele.`,
      'account-owner-for': () =>
        'Brug den konto, der ejer bilen. En førerprofil kan ikke se regninger for opladning.',
    },
    assurance: (app) =>
      `Din adgangskode bruges én gang til at logge ind og gemmes ikke. ${app} ser den aldrig.`,
    submit: 'Log ind',
    cancel: 'Annuller',
  },

  verify: {
    heading: 'Et trin mere',
    lead: ({ service }) => `${service} vil være sikker på, at det er dig.`,
    pin: { label: 'PIN-kode', hint: 'Den, du har oprettet i bilmærkets app.' },
    code: {
      label: 'Sikkerhedskode',
      hint: 'Bilmærket har sendt den til dig, eller din godkendelsesapp viser den.',
    },
    simulation: 'En simulering: Alle cifre kan bruges, blot ikke kun nuller.',
    submit: 'Fortsæt',
  },

  vehicles: {
    heading: {
      several: 'Hvilke biler vil du forbinde?',
      single: 'Hvilken bil vil du forbinde?',
    },
    lead: (total) => `På din konto: ${cars(total)}.`,
    tally: (picked, total) => `${picked} af ${total} valgt`,
    all: 'Vælg alle',
    none: 'Vælg ingen',
    page: (page, pages) => `Side ${page} af ${pages}`,
    previous: 'Forrige',
    next: 'Næste',
    submit: 'Fortsæt',
  },

  permissions: {
    heading: (app) => `${app} vil gerne`,
    cars,
    read: 'Se',
    control: 'Styre',
    required: (app) => `${app} skal bruge dette for at virke`,
    choose: 'Fjern markeringen ved det, du ikke vil dele.',
    returning: (place) => `I begge tilfælde kommer du tilbage til ${place}.`,
    allow: 'Tillad adgang',
    deny: 'Afvis adgang',
  },

  returning: {
    heading: 'Velkommen tilbage',
    lead: (app) =>
      `Du har tilladt dette før, så der er ikke noget at gennemgå. Tilbage til ${app} …`,
    link: (app) => `Fortsæt til ${app}`,
  },

  done: {
    connected: 'Din bil er forbundet',
    again: 'Din bil er forbundet igen',
    goingOn: (app) => `Tilbage til ${app} …`,
    close: (app) => `${app} kan nå den nu. Du kan lukke denne side.`,
  },

  handOver: {
    done: { title: 'Det var det hele', text: 'Du kan lukke dette vindue og gå tilbage til appen.' },
    stopped: {
      title: 'Din bil blev ikke forbundet',
      text: 'Du kan lukke dette vindue og prøve igen i appen.',
    },
  },

  battery: {
    heading: 'Hvilket batteri har din bil?',
    lead: (app) =>
      `Din model sælges med flere, og bilmærket siger ikke, hvilket der er dit. Derfor spørger ${app} dig.`,
    hint: 'Det står ofte i købekontrakten, i bilens egen menu eller i bilmærkets app.',
    save: 'Gem',
    dontKnow: 'Det ved jeg ikke',
    skip: 'Fortsæt uden at svare',
    saved: {
      title: 'Tak',
      text: (app) => `${app} kender nu dit batteri. Du kan lukke denne side.`,
    },
    unsure: {
      title: 'Det er i orden',
      text: (app) => `${app} fortsætter uden. Du kan vælge senere med det samme link.`,
    },
    known: {
      title: 'Der er ikke mere at vælge',
      text: (app) =>
        `Bilmærket har oplyst, hvilket batteri din bil har, så ${app} kender det allerede.`,
    },
    unreachable: {
      title: 'Bilmærket svarer ikke',
      text: (app) =>
        `${app} spørger, hvilket batteri din bil har, men vi kan ikke slå det op lige nu. Prøv igen om et par minutter.`,
    },
  },

  virtualKey: {
    heading: (app) => `Tilføj en virtuel nøgle til ${app}`,
    lead: (app, brand) =>
      `Din bil tager først imod kommandoer fra ${app}, når du har tilføjet en virtuel nøgle i appen fra ${brand}.`,
    hint: (address) =>
      `Åbn linket på den telefon, der har denne app: ${address}. Det åbner ved siden af denne side.`,
    later: (app) =>
      `Du kan også tilføje nøglen senere. Indtil da tager din bil ikke imod kommandoer fra ${app}.`,
    add: (brand) => `Tilføj nøglen hos ${brand}`,
    simulation: 'En simulering: Ingen rigtig bil venter på denne nøgle, så du kan bare fortsætte.',
    submit: 'Fortsæt',
  },

  leave: (app) => `Tilbage til ${app}`,
  leaveTelling: (app) => `Gå tilbage, og fortæl ${app}, hvilken bil det er`,
  otherAccount: 'Brug en anden konto',
  otherBrand: 'Vælg et andet mærke',
  tryAgain: 'Prøv igen',

  stop: {
    'brand-missing': () => ({
      title: 'Dit mærke er her ikke endnu',
      text: 'Indtil videre kan kun mærkerne på listen forbindes.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} er ikke tilgængelig her`,
      text: `Denne server har endnu ingen forbindelse til ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'Dit abonnement er ikke aktivt',
      text: `Du blev logget ind, men ${service} er ikke aktiv for denne konto. Aktivér den i bilmærkets app, og forbind din bil igen.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Denne bil kan ikke forbindes',
      text: `Vi fandt din konto, men ingen ${brand} på den kan dele data online.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Ingen biler på denne konto',
      text: `Du blev logget ind, men der er ingen bil hos ${service}. Tilføj den i bilmærkets app, og forbind den igen.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Den bil er ikke på denne konto',
      text: 'Appen bad om én bestemt bil, og den findes ikke på denne konto.',
    }),
    'other-account': ({ car }) => ({
      title: 'Din bil er ikke på denne konto',
      text: `Den konto, du loggede ind på, har ikke din bil (${car}). Brug den konto, som bilen hører til.`,
    }),
    disconnected: () => ({
      title: 'Denne bil er ikke længere forbundet',
      text: 'Der er ikke noget at logge ind til. Gå tilbage til appen, og forbind din bil fra begyndelsen.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Ingen bil på denne konto er forbundet',
      text: `Appen har ingen ${brand} fra den konto, du loggede ind på. Brug den konto, som din bil hører til, eller gå tilbage til appen, og forbind bilen fra begyndelsen.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Du loggede ikke ind',
      text: `Din bil kan kun forbindes, når du logger ind hos ${service}. Intet er delt.`,
    }),
    denied: () => ({
      title: 'Du afviste adgang',
      text: 'Intet er delt. Du kan lukke denne side.',
    }),
    failure: () => ({
      title: 'Noget gik galt',
      text: 'Det er vores fejl, ikke din. Intet er delt. Prøv igen om et øjeblik.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Vælg et mærke.', text: 'Tag et fra listen.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} er ikke tilgængelig på denne server endnu.`,
      text: 'Vælg et andet mærke, eller kom igen senere.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Der mangler noget.',
      text: 'Udfyld begge felter for at logge ind.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Du blev ikke logget ind.',
      text: `${service} godtog ikke dette navn og denne adgangskode. Tjek begge dele, og prøv igen.`,
    }),
    'email-needed': () => ({
      title: 'Der skal bruges en e-mailadresse.',
      text: 'Et telefonnummer virker ikke her. Log ind med den e-mailadresse, din konto har.',
    }),
    'verification-incomplete': () => ({
      title: 'Der mangler noget.',
      text: 'Udfyld det hele. En PIN-kode har fire cifre, en sikkerhedskode seks.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Det blev ikke godtaget.',
      text: `${service} siger, at det ikke er rigtigt. Tjek det, og prøv igen.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Din konto har brug for dig først.',
      text: `Log ind i appen fra ${service}, gør det færdigt, den beder om, og kom tilbage.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} svarer ikke.`,
      text: 'Prøv igen om nogle minutter.',
    }),
    'no-vehicle-picked': () => ({ title: 'Vælg en bil.', text: 'Mindst én skal være valgt.' }),
    'nothing-allowed': () => ({
      title: 'Intet er markeret.',
      text: 'Tillad mindst én ting, eller afvis adgang.',
    }),
    'no-battery-chosen': () => ({
      title: 'Vælg et batteri.',
      text: 'Vælg et, eller sig, at du ikke ved det.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Dette link virker ikke',
      text: 'Appen, du kommer fra, har en fejl i sit link, så vi kan ikke fortsætte.',
    },
    'unknown-make': {
      title: 'Vi kender ikke dette mærke',
      text: 'Appen bad om et bilmærke, som vi ikke kender.',
    },
    'unknown-car': {
      title: 'Vi kender ikke denne bil',
      text: 'Appen bad om en bil, som ikke er forbundet med den.',
    },
    'stale-link': {
      title: 'Dette link er udløbet',
      text: 'Linket er ikke gyldigt, eller ikke længere: Sådan et link gælder i 30 dage.',
    },
    'test-vin': {
      title: 'Dette er en testbil',
      text: 'Stelnummeret tilhører en testbil. Angiv nummeret på en rigtig bil.',
    },
    'broken-vin': {
      title: 'Vi kan ikke søge efter denne bil',
      text: 'Appen angav et stelnummer, som ikke er gyldigt.',
    },
    'step-ahead': {
      title: 'Denne side kommer senere',
      text: 'Du har åbnet et trin, som du ikke er nået til endnu.',
    },
  },

  missing: {
    title: 'Denne side er udløbet',
    text: 'For din sikkerhed gælder disse sider i en time og kun i den browser, de blev åbnet i. Gå tilbage til appen, og begynd forfra.',
  },
  forged: {
    title: 'Prøv det igen',
    text: 'Denne formular kom ikke fra en åben side. Intet er ændret.',
  },
  broken: {
    title: 'Det virkede ikke',
    text: 'Vi kunne ikke læse det, din browser sendte. Gå tilbage, og prøv igen.',
  },
  carryOn: 'Fortsæt, hvor du var',
  forDeveloper: 'Til appens udvikler',
};
