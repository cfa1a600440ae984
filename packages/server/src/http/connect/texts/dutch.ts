import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 auto' : `${count} auto’s`);

export const dutch: Texts = {
  language: 'nl',
  chooseLanguage: 'Taal',
  someMake: { brand: 'auto', service: 'je automerk' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Naar de inhoud',
  back: 'Terug',
  stepOf: (step, steps) => `Stap ${step} van ${steps}`,
  simulationBadge: 'Simulatie',
  footer: (app) => `Carport verbindt je auto met ${app}, als jij dat goedvindt.`,

  preamble: {
    heading: (app) => `Verbind je auto met ${app}`,
    lead: (app) =>
      `${app} vraagt toegang tot je auto. Het duurt een minuut, en jij bepaalt waartoe.`,
    password: {
      title: 'Je logt in bij je automerk',
      text: (app) => `${app} ziet je wachtwoord nooit, en Carport bewaart het niet.`,
    },
    choice: {
      title: 'Jij kiest wat je deelt',
      text: 'Elke toestemming staat op een lijst voordat er iets wordt gedeeld.',
    },
    consent: {
      title: 'Er gebeurt niets zonder jouw toestemming',
      text: 'Je kunt terug, en tot op de laatste pagina nee zeggen.',
    },
    simulation: 'Een simulatie: er is geen echte auto of account bij betrokken.',
    country: 'Waar staat je auto geregistreerd?',
    submit: 'Doorgaan',
  },

  again: {
    heading: (app) => `Verbind je auto opnieuw met ${app}`,
    lead: (app) => `Je automerk wil dat je opnieuw inlogt voordat ${app} je auto kan bereiken.`,
    unchanged: {
      title: 'Al het andere blijft zoals het was',
      text: (app) => `${app} mag wat je eerder hebt toegestaan, en niets meer.`,
    },
  },

  brand: {
    heading: 'Welk merk is je auto?',
    search: 'Merken zoeken',
    submit: 'Zoeken',
    list: 'Merken',
    found: { one: '1 merk', many: '# merken' },
    none: 'Geen merk past bij je zoekopdracht.',
    elsewhere: (names, country) => `Niet beschikbaar in jouw land (${country}): ${names}.`,
    changeCountry: 'Land wijzigen',
    showAll: 'Alle merken tonen',
    missing: 'Mijn merk staat er niet bij',
  },

  signIn: {
    heading: (service) => `Inloggen bij ${service}`,
    lead: ({ brand }) => `Gebruik het account dat je voor de app van ${brand} hebt.`,
    simulation: 'Een gesimuleerd account: elk e-mailadres en elk wachtwoord is goed.',
    username: {
      email: 'E-mailadres',
      username: 'Gebruikersnaam',
      phone: 'Telefoonnummer of e-mailadres',
    },
    password: 'Wachtwoord',
    reveal: 'Tonen',
    hint: {
      'email-sign-in-only': () =>
        'Gebruik je e-mailadres: een telefoonnummer werkt hier niet. Heeft je account er nog geen, voeg het dan eerst toe op de website van het merk.',
      'single-session': ({ brand }) =>
        `${brand} staat één aanmelding per account toe. Gebruik je hetzelfde account daarna in de app van het merk, dan stopt deze verbinding; een tweede account voorkomt dat.`,
      'primary-user': ({ brand }) =>
        `Gebruik het account dat ${brand} als hoofdgebruiker van de auto kent. Andere kunnen niet alles.`,
      'account-owner-for': () =>
        'Gebruik het account van de eigenaar van de auto. Een bestuurdersprofiel ziet geen laadrekeningen.',
    },
    assurance: (app) =>
      `Je wachtwoord wordt één keer gebruikt, om in te loggen, en niet bewaard. ${app} ziet het nooit.`,
    submit: 'Inloggen',
    cancel: 'Annuleren',
  },

  verify: {
    heading: 'Nog één stap',
    lead: ({ service }) => `${service} wil zeker weten dat jij het bent.`,
    pin: { label: 'Pincode', hint: 'De code die je in de app van het merk hebt ingesteld.' },
    code: {
      label: 'Beveiligingscode',
      hint: 'Het merk heeft die naar je gestuurd, of je authenticator-app toont hem.',
    },
    simulation: 'Een simulatie: alle cijfers zijn goed, als het maar niet alleen nullen zijn.',
    submit: 'Doorgaan',
  },

  vehicles: {
    heading: {
      several: 'Welke auto’s wil je verbinden?',
      single: 'Welke auto wil je verbinden?',
    },
    lead: (total) => `In je account: ${cars(total)}.`,
    tally: (picked, total) => `${picked} van ${total} geselecteerd`,
    all: 'Alles selecteren',
    none: 'Niets selecteren',
    page: (page, pages) => `Pagina ${page} van ${pages}`,
    previous: 'Vorige',
    next: 'Volgende',
    submit: 'Doorgaan',
  },

  permissions: {
    heading: (app) => `${app} wil graag`,
    cars,
    read: 'Zien',
    control: 'Bedienen',
    required: (app) => `${app} heeft dit nodig om te werken`,
    choose: 'Vink uit wat je niet wilt delen.',
    returning: (place) => `In beide gevallen ga je terug naar ${place}.`,
    allow: 'Toegang geven',
    deny: 'Toegang weigeren',
  },

  returning: {
    heading: 'Welkom terug',
    lead: (app) =>
      `Je hebt dit al eerder toegestaan, dus je hoeft niets na te kijken. Terug naar ${app} …`,
    link: (app) => `Doorgaan naar ${app}`,
  },

  done: {
    connected: 'Je auto is verbonden',
    again: 'Je auto is weer verbonden',
    goingOn: (app) => `Terug naar ${app} …`,
    close: (app) => `${app} kan hem nu bereiken. Je kunt deze pagina sluiten.`,
  },

  handOver: {
    done: { title: 'Dat was alles', text: 'Je kunt dit venster sluiten en teruggaan naar de app.' },
    stopped: {
      title: 'Je auto is niet verbonden',
      text: 'Je kunt dit venster sluiten en het in de app opnieuw proberen.',
    },
  },

  battery: {
    heading: 'Welke accu heeft je auto?',
    lead: (app) =>
      `Je model wordt met meerdere verkocht, en het merk zegt niet welke de jouwe is. ${app} vraagt het daarom aan jou.`,
    hint: 'Vaak staat het in het koopcontract, in het menu van de auto of in de app van het merk.',
    save: 'Opslaan',
    dontKnow: 'Dat weet ik niet',
    skip: 'Doorgaan zonder te antwoorden',
    saved: {
      title: 'Bedankt',
      text: (app) => `${app} kent je accu nu. Je kunt deze pagina sluiten.`,
    },
    unsure: {
      title: 'Dat geeft niet',
      text: (app) => `${app} gaat zonder verder. Met dezelfde link kun je later kiezen.`,
    },
    known: {
      title: 'Er valt niets meer te kiezen',
      text: (app) => `Het merk heeft gezegd welke accu je auto heeft, dus ${app} kent die al.`,
    },
    unreachable: {
      title: 'Het merk antwoordt niet',
      text: (app) =>
        `${app} vraagt welke accu je auto heeft, maar we kunnen het nu niet opzoeken. Probeer het over een paar minuten opnieuw.`,
    },
  },

  virtualKey: {
    heading: (app) => `Voeg een virtuele sleutel voor ${app} toe`,
    lead: (app, brand) =>
      `Je auto voert pas opdrachten van ${app} uit als je een virtuele sleutel hebt toegevoegd in de app van ${brand}.`,
    hint: (address) =>
      `Open de link op de telefoon met deze app: ${address}. Hij opent naast deze pagina.`,
    later: (app) =>
      `Je kunt de sleutel ook later toevoegen. Tot dan voert je auto geen opdrachten van ${app} uit.`,
    add: (brand) => `Sleutel toevoegen bij ${brand}`,
    simulation:
      'Een simulatie: geen echte auto wacht op deze sleutel, dus je kunt gewoon doorgaan.',
    submit: 'Doorgaan',
  },

  leave: (app) => `Terug naar ${app}`,
  leaveTelling: (app) => `Terug, en ${app} laten weten welke auto het is`,
  otherAccount: 'Ander account gebruiken',
  otherBrand: 'Ander merk kiezen',
  tryAgain: 'Opnieuw proberen',

  stop: {
    'brand-missing': () => ({
      title: 'Jouw merk is er nog niet',
      text: 'Op dit moment kun je alleen de merken in de lijst verbinden.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} is hier niet beschikbaar`,
      text: `Deze server heeft nog geen verbinding met ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'Je abonnement is niet actief',
      text: `Het inloggen is gelukt, maar ${service} is niet actief voor dit account. Activeer het in de app van je automerk en verbind je auto dan opnieuw.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Deze auto kan niet worden verbonden',
      text: `We hebben je account gevonden, maar geen ${brand} daarin kan online gegevens delen.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Geen auto’s in dit account',
      text: `Het inloggen is gelukt, maar er staat geen auto in ${service}. Voeg hem toe in de app van je automerk en verbind hem dan opnieuw.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Die auto staat niet in dit account',
      text: 'De app vroeg om één bepaalde auto, en die heeft dit account niet.',
    }),
    'other-account': ({ car }) => ({
      title: 'Je auto staat niet in dit account',
      text: `Het account waarmee je bent ingelogd bevat je auto niet (${car}). Gebruik het account waar hij bij hoort.`,
    }),
    disconnected: () => ({
      title: 'Deze auto is niet meer verbonden',
      text: 'Inloggen is niet nodig. Ga terug naar de app en verbind je auto vanaf het begin.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Geen auto van dit account is verbonden',
      text: `De app heeft geen ${brand} van het account waarmee je bent ingelogd. Gebruik het account waar je auto bij hoort, of ga terug naar de app en verbind de auto vanaf het begin.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Je bent niet ingelogd',
      text: `Je auto kan alleen worden verbonden als je inlogt bij ${service}. Er is niets gedeeld.`,
    }),
    denied: () => ({
      title: 'Je hebt de toegang geweigerd',
      text: 'Er is niets gedeeld. Je kunt deze pagina sluiten.',
    }),
    failure: () => ({
      title: 'Er ging iets mis',
      text: 'Dat ligt aan ons, niet aan jou. Er is niets gedeeld. Probeer het zo meteen opnieuw.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Kies een merk.', text: 'Neem er een uit de lijst.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} is op deze server nog niet beschikbaar.`,
      text: 'Kies een ander merk of kom later terug.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Er ontbreekt iets.',
      text: 'Vul beide velden in om in te loggen.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Het inloggen is niet gelukt.',
      text: `${service} heeft deze naam en dit wachtwoord niet geaccepteerd. Controleer beide en probeer het opnieuw.`,
    }),
    'email-needed': () => ({
      title: 'Er is een e-mailadres nodig.',
      text: 'Een telefoonnummer werkt hier niet. Log in met het e-mailadres van je account.',
    }),
    'verification-incomplete': () => ({
      title: 'Er ontbreekt iets.',
      text: 'Vul alles in. Een pincode heeft vier cijfers, een beveiligingscode zes.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Dat is niet geaccepteerd.',
      text: `${service} zegt dat het niet klopt. Controleer het en probeer het opnieuw.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Je account heeft eerst jou nodig.',
      text: `Log in op de app van ${service}, rond af wat daar gevraagd wordt en kom terug.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} antwoordt niet.`,
      text: 'Probeer het over een paar minuten opnieuw.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Kies een auto.',
      text: 'Er moet er minstens één geselecteerd zijn.',
    }),
    'nothing-allowed': () => ({
      title: 'Er is niets aangevinkt.',
      text: 'Sta ten minste één ding toe, of weiger de toegang.',
    }),
    'no-battery-chosen': () => ({
      title: 'Kies een accu.',
      text: 'Kies er een, of zeg dat je het niet weet.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Deze link werkt niet',
      text: 'De app waar je vandaan komt heeft een fout in zijn link, dus we kunnen niet verder.',
    },
    'unknown-make': {
      title: 'We kennen dit merk niet',
      text: 'De app vroeg om een automerk dat we niet kennen.',
    },
    'unknown-car': {
      title: 'We kennen deze auto niet',
      text: 'De app vroeg om een auto die er niet mee verbonden is.',
    },
    'stale-link': {
      title: 'Deze link is verlopen',
      text: 'Deze link is niet geldig, of niet meer: zo’n link geldt 30 dagen.',
    },
    'test-vin': {
      title: 'Dit is een testauto',
      text: 'Dit chassisnummer hoort bij een testauto. Geef het nummer van een echte auto op.',
    },
    'broken-vin': {
      title: 'We kunnen deze auto niet zoeken',
      text: 'De app gaf een chassisnummer op dat niet geldig is.',
    },
    'step-ahead': {
      title: 'Deze pagina komt later',
      text: 'Je hebt een stap geopend waar je nog niet bent.',
    },
  },

  missing: {
    title: 'Deze pagina is verlopen',
    text: 'Voor je veiligheid blijven deze pagina’s een uur geldig, en alleen in de browser waarin ze zijn geopend. Ga terug naar de app en begin opnieuw.',
  },
  forged: {
    title: 'Probeer dat nog eens',
    text: 'Dit formulier kwam niet van een open pagina. Er is niets veranderd.',
  },
  broken: {
    title: 'Dat is niet gelukt',
    text: 'We konden niet lezen wat je browser stuurde. Ga terug en probeer het opnieuw.',
  },
  carryOn: 'Verder waar je was',
  forDeveloper: 'Voor de ontwikkelaar van de app',
};
