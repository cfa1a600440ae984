import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 Auto' : `${count} Autos`);

export const german: Texts = {
  language: 'de',
  chooseLanguage: 'Sprache',
  someMake: { brand: 'Auto', service: 'Ihrem Autohersteller' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Zum Inhalt springen',
  back: 'Zurück',
  stepOf: (step, steps) => `Schritt ${step} von ${steps}`,
  simulationBadge: 'Simulation',
  footer: (app) => `Carport verbindet Ihr Auto mit ${app}, wenn Sie zustimmen.`,

  preamble: {
    heading: (app) => `Verbinden Sie Ihr Auto mit ${app}`,
    lead: (app) =>
      `${app} bittet um Zugriff auf Ihr Auto. Es dauert eine Minute, und Sie entscheiden, worauf.`,
    password: {
      title: 'Sie melden sich beim Autohersteller an',
      text: (app) => `${app} sieht Ihr Passwort nie, und Carport bewahrt es nicht auf.`,
    },
    choice: {
      title: 'Sie wählen, was geteilt wird',
      text: 'Jede Berechtigung wird aufgelistet, bevor etwas geteilt wird.',
    },
    consent: {
      title: 'Nichts geschieht ohne Ihre Erlaubnis',
      text: 'Sie können zurückgehen und noch auf der letzten Seite ablehnen.',
    },
    simulation: 'Eine Simulation: Es geht um kein echtes Auto oder Konto.',
    country: 'Wo ist Ihr Auto zugelassen?',
    submit: 'Weiter',
  },

  again: {
    heading: (app) => `Verbinden Sie Ihr Auto wieder mit ${app}`,
    lead: (app) =>
      `Ihr Autohersteller verlangt eine neue Anmeldung, bevor ${app} Ihr Auto wieder erreicht.`,
    unchanged: {
      title: 'Alles andere bleibt, wie es war',
      text: (app) => `${app} darf, was Sie bisher erlaubt haben, und nicht mehr.`,
    },
  },

  brand: {
    heading: 'Welche Marke hat Ihr Auto?',
    search: 'Marken suchen',
    submit: 'Suchen',
    list: 'Marken',
    found: { one: '1 Marke', many: '# Marken' },
    none: 'Keine Marke passt zu Ihrer Suche.',
    elsewhere: (names, country) => `In Ihrem Land (${country}) nicht verfügbar: ${names}.`,
    changeCountry: 'Land ändern',
    showAll: 'Alle Marken zeigen',
    missing: 'Meine Marke ist nicht dabei',
  },

  signIn: {
    heading: (service) => `Bei ${service} anmelden`,
    lead: ({ brand }) => `Verwenden Sie das Konto, das Sie für die App von ${brand} haben.`,
    simulation: 'Ein simuliertes Konto: Jede E-Mail-Adresse und jedes Passwort geht.',
    username: {
      email: 'E-Mail-Adresse',
      username: 'Benutzername',
      phone: 'Telefonnummer oder E-Mail-Adresse',
    },
    password: 'Passwort',
    reveal: 'Zeigen',
    hint: {
      'email-sign-in-only': () =>
        'Nehmen Sie Ihre E-Mail-Adresse: Eine Telefonnummer funktioniert hier nicht. Hat Ihr Konto noch keine, ergänzen Sie sie zuerst auf der Website des Herstellers.',
      'single-session': ({ brand }) =>
        `${brand} erlaubt eine Anmeldung je Konto. Nutzen Sie dasselbe Konto danach in der App des Herstellers, endet diese Verbindung; ein zweites Konto vermeidet das.`,
      'primary-user': ({ brand }) =>
        `Nehmen Sie das Konto, das ${brand} als Hauptnutzer des Autos führt. Andere können nicht alles.`,
      'account-owner-for': () =>
        'Nehmen Sie das Konto, dem das Auto gehört. Ein Fahrerprofil sieht keine Laderechnungen.',
    },
    assurance: (app) =>
      `Ihr Passwort wird einmal zum Anmelden benutzt und nicht aufbewahrt. ${app} sieht es nie.`,
    submit: 'Anmelden',
    cancel: 'Abbrechen',
  },

  verify: {
    heading: 'Noch ein Schritt',
    lead: ({ service }) => `${service} möchte sicher sein, dass Sie es sind.`,
    pin: { label: 'PIN', hint: 'Die PIN, die Sie in der App des Herstellers eingerichtet haben.' },
    code: {
      label: 'Sicherheitscode',
      hint: 'Der Hersteller hat ihn Ihnen geschickt, oder Ihre Authenticator-App zeigt ihn an.',
    },
    simulation: 'Eine Simulation: Beliebige Ziffern genügen, nur nicht lauter Nullen.',
    submit: 'Weiter',
  },

  vehicles: {
    heading: {
      several: 'Welche Autos möchten Sie verbinden?',
      single: 'Welches Auto möchten Sie verbinden?',
    },
    lead: (total) => `In Ihrem Konto: ${cars(total)}.`,
    tally: (picked, total) => `${picked} von ${total} ausgewählt`,
    all: 'Alle auswählen',
    none: 'Keines auswählen',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    previous: 'Zurück',
    next: 'Weiter',
    submit: 'Fortfahren',
  },

  permissions: {
    heading: (app) => `${app} möchte`,
    cars,
    read: 'Sehen',
    control: 'Steuern',
    required: (app) => `${app} braucht das, um zu funktionieren`,
    choose: 'Entfernen Sie die Häkchen bei allem, was Sie nicht teilen möchten.',
    returning: (place) => `In beiden Fällen geht es zurück zu ${place}.`,
    allow: 'Zugriff erlauben',
    deny: 'Zugriff ablehnen',
  },

  returning: {
    heading: 'Willkommen zurück',
    lead: (app) =>
      `Sie haben das schon einmal erlaubt, es gibt also nichts zu prüfen. Weiter zu ${app} …`,
    link: (app) => `Weiter zu ${app}`,
  },

  done: {
    connected: 'Ihr Auto ist verbunden',
    again: 'Ihr Auto ist wieder verbunden',
    goingOn: (app) => `Weiter zu ${app} …`,
    close: (app) => `${app} kann es jetzt erreichen. Sie können diese Seite schließen.`,
  },

  handOver: {
    done: {
      title: 'Das war alles',
      text: 'Sie können dieses Fenster schließen und zur App zurückkehren.',
    },
    stopped: {
      title: 'Ihr Auto wurde nicht verbunden',
      text: 'Sie können dieses Fenster schließen und es in der App noch einmal versuchen.',
    },
  },

  battery: {
    heading: 'Welche Batterie hat Ihr Auto?',
    lead: (app) =>
      `Ihr Modell gibt es mit mehreren, und der Hersteller sagt nicht, welche Ihre ist. ${app} fragt deshalb Sie.`,
    hint: 'Oft steht sie im Kaufvertrag, im Menü des Autos oder in der App des Herstellers.',
    save: 'Speichern',
    dontKnow: 'Das weiß ich nicht',
    skip: 'Ohne Antwort weiter',
    saved: {
      title: 'Vielen Dank',
      text: (app) => `${app} kennt Ihre Batterie jetzt. Sie können diese Seite schließen.`,
    },
    unsure: {
      title: 'Das macht nichts',
      text: (app) =>
        `${app} macht ohne diese Angabe weiter. Mit demselben Link können Sie später wählen.`,
    },
    known: {
      title: 'Es gibt nichts mehr zu wählen',
      text: (app) =>
        `Der Hersteller hat gesagt, welche Batterie Ihr Auto hat. ${app} kennt sie also schon.`,
    },
    unreachable: {
      title: 'Der Hersteller antwortet nicht',
      text: (app) =>
        `${app} fragt nach der Batterie Ihres Autos, aber wir können gerade nicht nachsehen. Bitte versuchen Sie es in ein paar Minuten noch einmal.`,
    },
  },

  virtualKey: {
    heading: (app) => `Fügen Sie einen virtuellen Schlüssel für ${app} hinzu`,
    lead: (app, brand) =>
      `Ihr Auto nimmt Befehle von ${app} erst an, wenn Sie in der App von ${brand} einen virtuellen Schlüssel hinzugefügt haben.`,
    hint: (address) =>
      `Öffnen Sie den Link auf dem Telefon mit dieser App: ${address}. Er öffnet sich neben dieser Seite.`,
    later: (app) =>
      `Sie können den Schlüssel auch später hinzufügen. Bis dahin nimmt Ihr Auto keine Befehle von ${app} an.`,
    add: (brand) => `Schlüssel bei ${brand} hinzufügen`,
    simulation:
      'Eine Simulation: Kein echtes Auto wartet auf diesen Schlüssel, Sie können einfach fortfahren.',
    submit: 'Weiter',
  },

  leave: (app) => `Zurück zu ${app}`,
  leaveTelling: (app) => `Zurück zu ${app} und das Auto nennen`,
  otherAccount: 'Anderes Konto verwenden',
  otherBrand: 'Andere Marke wählen',
  tryAgain: 'Noch einmal versuchen',

  stop: {
    'brand-missing': () => ({
      title: 'Ihre Marke ist noch nicht dabei',
      text: 'Bisher lassen sich nur die Marken in der Liste verbinden.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} ist hier nicht verfügbar`,
      text: `Dieser Server hat noch keine Verbindung zu ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'Ihr Abo ist nicht aktiv',
      text: `Die Anmeldung hat geklappt, aber ${service} ist für dieses Konto nicht aktiv. Aktivieren Sie es in der App des Herstellers und verbinden Sie Ihr Auto dann noch einmal.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Dieses Auto lässt sich nicht verbinden',
      text: `Wir haben Ihr Konto gefunden, aber kein ${brand} darin kann Daten online teilen.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Kein Auto in diesem Konto',
      text: `Die Anmeldung hat geklappt, aber bei ${service} ist kein Auto eingetragen. Fügen Sie es in der App des Herstellers hinzu und verbinden Sie es dann noch einmal.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Dieses Auto ist nicht im Konto',
      text: 'Die App hat nach einem bestimmten Auto gefragt, und dieses Konto hat es nicht.',
    }),
    'other-account': ({ car }) => ({
      title: 'Ihr Auto ist nicht in diesem Konto',
      text: `Das Konto, bei dem Sie sich angemeldet haben, enthält Ihr Auto nicht (${car}). Verwenden Sie das Konto, zu dem es gehört.`,
    }),
    disconnected: () => ({
      title: 'Dieses Auto ist nicht mehr verbunden',
      text: 'Eine neue Anmeldung ist nicht nötig. Gehen Sie zurück zur App und verbinden Sie Ihr Auto von Anfang an.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Kein Auto dieses Kontos ist verbunden',
      text: `Die App hat keinen ${brand} aus dem Konto, bei dem Sie sich angemeldet haben. Verwenden Sie das Konto, zu dem Ihr Auto gehört, oder gehen Sie zurück zur App und verbinden Sie es von Anfang an.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Sie haben sich nicht angemeldet',
      text: `Ihr Auto lässt sich nur mit einer Anmeldung bei ${service} verbinden. Nichts wurde geteilt.`,
    }),
    denied: () => ({
      title: 'Sie haben den Zugriff abgelehnt',
      text: 'Nichts wurde geteilt. Sie können diese Seite schließen.',
    }),
    failure: () => ({
      title: 'Etwas ist schiefgegangen',
      text: 'Das liegt an uns, nicht an Ihnen. Nichts wurde geteilt. Bitte versuchen Sie es gleich noch einmal.',
    }),
  },

  problem: {
    'unknown-brand': () => ({
      title: 'Wählen Sie eine Marke.',
      text: 'Nehmen Sie eine aus der Liste.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} ist auf diesem Server noch nicht verfügbar.`,
      text: 'Wählen Sie eine andere Marke oder kommen Sie später wieder.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Es fehlt noch etwas.',
      text: 'Füllen Sie beide Felder aus, um sich anzumelden.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'Die Anmeldung hat nicht geklappt.',
      text: `${service}: Name oder Passwort wurde nicht angenommen. Prüfen Sie beides und versuchen Sie es noch einmal.`,
    }),
    'email-needed': () => ({
      title: 'Eine E-Mail-Adresse ist nötig.',
      text: 'Eine Telefonnummer funktioniert hier nicht. Melden Sie sich mit der E-Mail-Adresse Ihres Kontos an.',
    }),
    'verification-incomplete': () => ({
      title: 'Etwas fehlt.',
      text: 'Füllen Sie alles aus. Eine PIN hat vier Ziffern, ein Sicherheitscode sechs.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Das wurde nicht angenommen.',
      text: `${service} sagt, dass es nicht stimmt. Prüfen Sie es und versuchen Sie es noch einmal.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Ihr Konto braucht zuerst Sie.',
      text: `Melden Sie sich in der App von ${service} an, erledigen Sie, was sie verlangt, und kommen Sie wieder.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} antwortet nicht.`,
      text: 'Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Wählen Sie ein Auto.',
      text: 'Mindestens eines muss ausgewählt sein.',
    }),
    'nothing-allowed': () => ({
      title: 'Nichts ist angehakt.',
      text: 'Erlauben Sie mindestens eines oder lehnen Sie den Zugriff ab.',
    }),
    'no-battery-chosen': () => ({
      title: 'Wählen Sie eine Batterie.',
      text: 'Wählen Sie eine aus oder sagen Sie, dass Sie es nicht wissen.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Dieser Link funktioniert nicht',
      text: 'Die App, von der Sie kommen, hat einen Fehler in ihrem Link. Deshalb geht es hier nicht weiter.',
    },
    'unknown-make': {
      title: 'Wir kennen diese Marke nicht',
      text: 'Die App hat nach einer Automarke gefragt, die wir nicht kennen.',
    },
    'unknown-car': {
      title: 'Wir kennen dieses Auto nicht',
      text: 'Die App hat nach einem Auto gefragt, das nicht mit ihr verbunden ist.',
    },
    'stale-link': {
      title: 'Dieser Link ist abgelaufen',
      text: 'Dieser Link ist nicht oder nicht mehr gültig: So ein Link gilt 30 Tage lang.',
    },
    'test-vin': {
      title: 'Das ist ein Testauto',
      text: 'Die Fahrgestellnummer gehört zu einem Testauto. Bitte geben Sie die eines echten Autos an.',
    },
    'broken-vin': {
      title: 'Wir können dieses Auto nicht suchen',
      text: 'Die App hat eine Fahrgestellnummer genannt, die nicht gültig ist.',
    },
    'step-ahead': {
      title: 'Diese Seite kommt später',
      text: 'Sie haben einen Schritt geöffnet, bei dem Sie noch nicht sind.',
    },
  },

  missing: {
    title: 'Diese Seite ist abgelaufen',
    text: 'Zu Ihrer Sicherheit gelten diese Seiten eine Stunde lang und nur in dem Browser, in dem sie begonnen wurden. Gehen Sie zurück zur App und fangen Sie noch einmal an.',
  },
  forged: {
    title: 'Bitte versuchen Sie das noch einmal',
    text: 'Dieses Formular kam nicht von einer offenen Seite. Nichts wurde geändert.',
  },
  broken: {
    title: 'Das hat nicht geklappt',
    text: 'Wir konnten nicht lesen, was Ihr Browser geschickt hat. Gehen Sie zurück und versuchen Sie es noch einmal.',
  },
  carryOn: 'Da weitermachen, wo Sie waren',
  forDeveloper: 'Für die Entwickler der App',
};
