import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 bil' : `${count} bilar`);

export const swedish: Texts = {
  language: 'sv',
  chooseLanguage: 'Språk',
  someMake: { brand: 'bil', service: 'ditt bilmärke' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Hoppa till innehållet',
  back: 'Tillbaka',
  stepOf: (step, steps) => `Steg ${step} av ${steps}`,
  simulationBadge: 'Simulering',
  footer: (app) => `Carport ansluter din bil till ${app}, när du säger ja.`,

  preamble: {
    heading: (app) => `Anslut din bil till ${app}`,
    lead: (app) =>
      `${app} ber om åtkomst till din bil. Det tar en minut, och du bestämmer till vad.`,
    password: {
      title: 'Du loggar in hos ditt bilmärke',
      text: (app) => `${app} ser aldrig ditt lösenord, och Carport sparar det inte.`,
    },
    choice: {
      title: 'Du väljer vad som delas',
      text: 'Varje behörighet visas innan något delas.',
    },
    consent: {
      title: 'Inget händer förrän du tillåter det',
      text: 'Du kan gå tillbaka, och fortfarande säga nej på sista sidan.',
    },
    simulation: 'En simulering: ingen riktig bil och inget riktigt konto är inblandat.',
    country: 'Var är din bil registrerad?',
    submit: 'Fortsätt',
  },

  again: {
    heading: (app) => `Anslut din bil till ${app} igen`,
    lead: (app) => `Ditt bilmärke vill att du loggar in igen innan ${app} kan nå din bil.`,
    unchanged: {
      title: 'Allt annat förblir som det var',
      text: (app) => `${app} får göra det du har tillåtit tidigare, och inget mer.`,
    },
  },

  brand: {
    heading: 'Vilket märke är din bil?',
    search: 'Sök märken',
    submit: 'Sök',
    list: 'Märken',
    found: { one: '1 märke', many: '# märken' },
    none: 'Inget märke matchar din sökning.',
    elsewhere: (names, country) => `Inte tillgängligt i ditt land (${country}): ${names}.`,
    changeCountry: 'Byt land',
    showAll: 'Visa alla märken',
    missing: 'Jag ser inte mitt märke',
  },

  signIn: {
    heading: (service) => `Logga in hos ${service}`,
    lead: ({ brand }) => `Använd kontot som du har i appen från ${brand}.`,
    simulation: 'Ett simulerat konto: vilken e-postadress och vilket lösenord som helst går bra.',
    username: {
      email: 'E-postadress',
      username: 'Användarnamn',
      phone: 'Telefonnummer eller e-postadress',
    },
    password: 'Lösenord',
    reveal: 'Visa',
    hint: {
      'email-sign-in-only': () =>
        'Använd din e-postadress: ett telefonnummer fungerar inte här. Har ditt konto ingen ännu, lägg först till den på bilmärkets webbplats.',
      'single-session': ({ brand }) =>
        `${brand} tillåter en inloggning per konto. Använder du samma konto i bilmärkets app efteråt, avslutas den här anslutningen; ett andra konto undviker det.`,
      'primary-user': ({ brand }) =>
        `Använd kontot som ${brand} har som bilens huvudanvändare. Andra kan inte göra allt.`,
      'account-owner-for': () =>
        'Använd kontot som äger bilen. En förarprofil ser inte fakturor för laddning.',
    },
    assurance: (app) =>
      `Ditt lösenord används en gång, för att logga in, och sparas inte. ${app} ser det aldrig.`,
    submit: 'Logga in',
    cancel: 'Avbryt',
  },

  verify: {
    heading: 'Ett steg till',
    lead: ({ service }) => `${service} vill vara säker på att det är du.`,
    pin: { label: 'PIN-kod', hint: 'Den som du har ställt in i bilmärkets app.' },
    code: {
      label: 'Säkerhetskod',
      hint: 'Bilmärket har skickat den till dig, eller så visar din autentiseringsapp den.',
    },
    simulation: 'En simulering: vilka siffror som helst går bra, bara inte enbart nollor.',
    submit: 'Fortsätt',
  },

  vehicles: {
    heading: {
      several: 'Vilka bilar vill du ansluta?',
      single: 'Vilken bil vill du ansluta?',
    },
    lead: (total) => `På ditt konto: ${cars(total)}.`,
    tally: (picked, total) => `${picked} av ${total} valda`,
    all: 'Välj alla',
    none: 'Välj ingen',
    page: (page, pages) => `Sida ${page} av ${pages}`,
    previous: 'Föregående',
    next: 'Nästa',
    submit: 'Fortsätt',
  },

  permissions: {
    heading: (app) => `${app} vill`,
    cars,
    read: 'Se',
    control: 'Styra',
    required: (app) => `${app} behöver detta för att fungera`,
    choose: 'Avmarkera det som du inte vill dela.',
    returning: (place) => `I båda fallen kommer du tillbaka till ${place}.`,
    allow: 'Tillåt åtkomst',
    deny: 'Neka åtkomst',
  },

  returning: {
    heading: 'Välkommen tillbaka',
    lead: (app) =>
      `Du har tillåtit detta tidigare, så det finns inget att gå igenom. Tillbaka till ${app} …`,
    link: (app) => `Fortsätt till ${app}`,
  },

  done: {
    connected: 'Din bil är ansluten',
    again: 'Din bil är ansluten igen',
    goingOn: (app) => `Tillbaka till ${app} …`,
    close: (app) => `${app} kan nå den nu. Du kan stänga den här sidan.`,
  },

  handOver: {
    done: {
      title: 'Det var allt',
      text: 'Du kan stänga det här fönstret och gå tillbaka till appen.',
    },
    stopped: {
      title: 'Din bil anslöts inte',
      text: 'Du kan stänga det här fönstret och försöka igen i appen.',
    },
  },

  battery: {
    heading: 'Vilket batteri har din bil?',
    lead: (app) =>
      `Din modell säljs med flera, och bilmärket säger inte vilket som är ditt. Därför frågar ${app} dig.`,
    hint: 'Det står ofta i köpekontraktet, i bilens egen meny eller i bilmärkets app.',
    save: 'Spara',
    dontKnow: 'Det vet jag inte',
    skip: 'Fortsätt utan att svara',
    saved: {
      title: 'Tack',
      text: (app) => `${app} känner nu till ditt batteri. Du kan stänga den här sidan.`,
    },
    unsure: {
      title: 'Det gör inget',
      text: (app) => `${app} fortsätter utan. Du kan välja senare med samma länk.`,
    },
    known: {
      title: 'Det finns inget mer att välja',
      text: (app) =>
        `Bilmärket har talat om vilket batteri din bil har, så ${app} känner redan till det.`,
    },
    unreachable: {
      title: 'Bilmärket svarar inte',
      text: (app) =>
        `${app} frågar vilket batteri din bil har, men vi kan inte ta reda på det just nu. Försök igen om några minuter.`,
    },
  },

  virtualKey: {
    heading: (app) => `Lägg till en virtuell nyckel för ${app}`,
    lead: (app, brand) =>
      `Din bil tar emot kommandon från ${app} först när du har lagt till en virtuell nyckel i appen från ${brand}.`,
    hint: (address) =>
      `Öppna länken på telefonen som har den appen: ${address}. Den öppnas bredvid den här sidan.`,
    later: (app) =>
      `Du kan också lägga till nyckeln senare. Till dess tar din bil inte emot kommandon från ${app}.`,
    add: (brand) => `Lägg till nyckeln hos ${brand}`,
    simulation:
      'En simulering: Ingen riktig bil väntar på den här nyckeln, så du kan bara fortsätta.',
    submit: 'Fortsätt',
  },

  leave: (app) => `Tillbaka till ${app}`,
  leaveTelling: (app) => `Gå tillbaka och berätta för ${app} vilken bil det är`,
  otherAccount: 'Använd ett annat konto',
  otherBrand: 'Välj ett annat märke',
  tryAgain: 'Försök igen',

  stop: {
    'brand-missing': () => ({
      title: 'Ditt märke finns inte här än',
      text: 'Än så länge går det bara att ansluta märkena i listan.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} är inte tillgängligt här`,
      text: `Den här servern har ingen anslutning till ${brand} än.`,
    }),
    subscription: ({ service }) => ({
      title: 'Ditt abonnemang är inte aktivt',
      text: `Inloggningen fungerade, men ${service} är inte aktivt för det här kontot. Aktivera det i bilmärkets app och anslut sedan bilen igen.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Den här bilen går inte att ansluta',
      text: `Vi hittade ditt konto, men ingen ${brand} i det kan dela data på nätet.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Inga bilar på det här kontot',
      text: `Inloggningen fungerade, men det finns ingen bil hos ${service}. Lägg till den i bilmärkets app och anslut den sedan igen.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Den bilen finns inte på kontot',
      text: 'Appen frågade efter en viss bil, och den finns inte på det här kontot.',
    }),
    'other-account': ({ car }) => ({
      title: 'Din bil finns inte på det här kontot',
      text: `Kontot som du loggade in på har inte din bil (${car}). Använd kontot som bilen hör till.`,
    }),
    disconnected: () => ({
      title: 'Den här bilen är inte längre ansluten',
      text: 'Det finns inget att logga in för. Gå tillbaka till appen och anslut din bil från början.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Ingen bil på det här kontot är ansluten',
      text: `Appen har ingen ${brand} från kontot som du loggade in på. Använd kontot som din bil hör till, eller gå tillbaka till appen och anslut bilen från början.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Du loggade inte in',
      text: `Din bil kan bara anslutas när du loggar in hos ${service}. Inget har delats.`,
    }),
    denied: () => ({
      title: 'Du nekade åtkomst',
      text: 'Inget har delats. Du kan stänga den här sidan.',
    }),
    failure: () => ({
      title: 'Något gick fel',
      text: 'Det är vårt fel, inte ditt. Inget har delats. Försök igen om en stund.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Välj ett märke.', text: 'Ta ett från listan.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} är inte tillgängligt på den här servern än.`,
      text: 'Välj ett annat märke eller kom tillbaka senare.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Något saknas.',
      text: 'Fyll i båda fälten för att logga in.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Inloggningen fungerade inte.',
      text: `${service} godtog inte namnet och lösenordet. Kontrollera båda och försök igen.`,
    }),
    'email-needed': () => ({
      title: 'En e-postadress behövs.',
      text: 'Ett telefonnummer fungerar inte här. Logga in med ditt kontos e-postadress.',
    }),
    'verification-incomplete': () => ({
      title: 'Något saknas.',
      text: 'Fyll i allt. En PIN-kod har fyra siffror, en säkerhetskod sex.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Det godtogs inte.',
      text: `${service} säger att det inte stämmer. Kontrollera det och försök igen.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Ditt konto behöver dig först.',
      text: `Logga in i appen från ${service}, slutför det som den ber om och kom tillbaka.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} svarar inte.`,
      text: 'Försök igen om några minuter.',
    }),
    'no-vehicle-picked': () => ({ title: 'Välj en bil.', text: 'Minst en måste vara vald.' }),
    'nothing-allowed': () => ({
      title: 'Inget är markerat.',
      text: 'Tillåt minst en sak eller neka åtkomst.',
    }),
    'no-battery-chosen': () => ({
      title: 'Välj ett batteri.',
      text: 'Välj ett, eller säg att du inte vet.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Den här länken fungerar inte',
      text: 'Appen som du kommer från har ett fel i sin länk, så vi kan inte fortsätta.',
    },
    'unknown-make': {
      title: 'Vi känner inte till det här märket',
      text: 'Appen frågade efter ett bilmärke som vi inte känner till.',
    },
    'unknown-car': {
      title: 'Vi känner inte till den här bilen',
      text: 'Appen frågade efter en bil som inte är ansluten till den.',
    },
    'stale-link': {
      title: 'Den här länken har gått ut',
      text: 'Länken är inte giltig, eller inte längre: en sådan länk gäller i 30 dagar.',
    },
    'test-vin': {
      title: 'Det här är en testbil',
      text: 'Chassinumret hör till en testbil. Ange numret på en riktig bil.',
    },
    'broken-vin': {
      title: 'Vi kan inte leta efter den här bilen',
      text: 'Appen angav ett chassinummer som inte är giltigt.',
    },
    'step-ahead': {
      title: 'Den här sidan kommer senare',
      text: 'Du har öppnat ett steg som du inte har kommit till än.',
    },
  },

  missing: {
    title: 'Den här sidan har gått ut',
    text: 'För din säkerhet gäller de här sidorna i en timme och bara i webbläsaren där de öppnades. Gå tillbaka till appen och börja om.',
  },
  forged: {
    title: 'Försök igen',
    text: 'Det här formuläret kom inte från en öppen sida. Inget har ändrats.',
  },
  broken: {
    title: 'Det fungerade inte',
    text: 'Vi kunde inte läsa det som din webbläsare skickade. Gå tillbaka och försök igen.',
  },
  carryOn: 'Fortsätt där du var',
  forDeveloper: 'För appens utvecklare',
};
