import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 voiture' : `${count} voitures`);

export const french: Texts = {
  language: 'fr',
  chooseLanguage: 'Langue',
  someMake: { brand: 'voiture', service: 'votre constructeur' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Aller au contenu',
  back: 'Retour',
  stepOf: (step, steps) => `Étape ${step} sur ${steps}`,
  simulationBadge: 'Simulation',
  footer: (app) => `Carport connecte votre voiture à ${app}, avec votre accord.`,

  preamble: {
    heading: (app) => `Connectez votre voiture à ${app}`,
    lead: (app) =>
      `${app} demande l’accès à votre voiture. Cela prend une minute, et c’est vous qui décidez.`,
    password: {
      title: 'Vous vous identifiez chez votre constructeur',
      text: (app) => `${app} ne voit jamais votre mot de passe, et Carport ne le conserve pas.`,
    },
    choice: {
      title: 'Vous choisissez ce qui est partagé',
      text: 'Chaque autorisation est affichée avant tout partage.',
    },
    consent: {
      title: 'Rien ne se passe sans votre accord',
      text: 'Vous pouvez revenir en arrière, et refuser jusqu’à la dernière page.',
    },
    simulation: 'Une simulation, sans voiture ni compte réels.',
    country: 'Où votre voiture est-elle immatriculée ?',
    submit: 'Continuer',
  },

  again: {
    heading: (app) => `Reconnectez votre voiture à ${app}`,
    lead: (app) =>
      `Votre constructeur vous demande de vous identifier à nouveau pour que ${app} retrouve votre voiture.`,
    unchanged: {
      title: 'Tout le reste demeure inchangé',
      text: (app) => `${app} pourra faire ce que vous avez déjà autorisé, et rien de plus.`,
    },
  },

  brand: {
    heading: 'Quelle est la marque de votre voiture ?',
    search: 'Rechercher une marque',
    submit: 'Rechercher',
    list: 'Marques',
    found: { one: '1 marque', many: '# marques' },
    none: 'Aucune marque ne correspond à votre recherche.',
    elsewhere: (names, country) => `Non disponible dans votre pays (${country}) : ${names}.`,
    changeCountry: 'Changer de pays',
    showAll: 'Afficher toutes les marques',
    missing: 'Je ne vois pas ma marque',
  },

  signIn: {
    heading: (service) => `Connexion à ${service}`,
    lead: ({ brand }) => `Utilisez le compte de votre application ${brand}.`,
    simulation: 'Un compte simulé, où toute adresse e-mail et tout mot de passe conviennent.',
    username: {
      email: 'Adresse e-mail',
      username: 'Nom d’utilisateur',
      phone: 'Numéro de téléphone ou adresse e-mail',
    },
    password: 'Mot de passe',
    reveal: 'Afficher',
    hint: {
      'email-sign-in-only': () =>
        'Utilisez votre adresse e-mail : un numéro de téléphone ne convient pas ici. Si votre compte n’en a pas encore, ajoutez-la d’abord sur le site de la marque.',
      'single-session': ({ brand }) =>
        `${brand} admet une seule connexion par compte. Si vous utilisez ensuite le même compte dans l’application de la marque, cette connexion prend fin ; un second compte évite cela.`,
      'primary-user': ({ brand }) =>
        `Utilisez le compte que ${brand} connaît comme utilisateur principal de la voiture. Les autres ne peuvent pas tout faire.`,
      'account-owner-for': () =>
        'Utilisez le compte du propriétaire de la voiture. Un profil de conducteur ne voit pas les factures de recharge.',
    },
    assurance: (app) =>
      `Votre mot de passe sert une fois, à vous identifier, et n’est pas conservé. ${app} ne le voit jamais.`,
    submit: 'Se connecter',
    cancel: 'Annuler',
  },

  verify: {
    heading: 'Encore une étape',
    lead: ({ service }) => `${service} veut s’assurer que c’est bien vous.`,
    pin: { label: 'Code PIN', hint: 'Celui que vous avez défini dans l’application de la marque.' },
    code: {
      label: 'Code de sécurité',
      hint: 'La marque vous l’a envoyé, ou votre application d’authentification l’affiche.',
    },
    simulation: 'Une simulation : n’importe quels chiffres conviennent, sauf uniquement des zéros.',
    submit: 'Continuer',
  },

  vehicles: {
    heading: {
      several: 'Quelles voitures voulez-vous connecter ?',
      single: 'Quelle voiture voulez-vous connecter ?',
    },
    lead: (total) => `Votre compte contient ${cars(total)}.`,
    tally: (picked, total) => `${picked} sur ${total}`,
    all: 'Tout sélectionner',
    none: 'Ne rien sélectionner',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    previous: 'Précédent',
    next: 'Suivant',
    submit: 'Continuer',
  },

  permissions: {
    heading: (app) => `${app} souhaite`,
    cars,
    read: 'Voir',
    control: 'Commander',
    required: (app) => `Nécessaire au fonctionnement de ${app}`,
    choose: 'Décochez ce que vous ne voulez pas partager.',
    returning: (place) => `Dans les deux cas, vous retournez sur ${place}.`,
    allow: 'Autoriser l’accès',
    deny: 'Refuser l’accès',
  },

  returning: {
    heading: 'Heureux de vous revoir',
    lead: (app) =>
      `Vous avez déjà donné cette autorisation, il n’y a rien à vérifier. Retour vers ${app} …`,
    link: (app) => `Continuer vers ${app}`,
  },

  done: {
    connected: 'Votre voiture est connectée',
    again: 'Votre voiture est reconnectée',
    goingOn: (app) => `Retour vers ${app} …`,
    close: (app) => `${app} peut maintenant la joindre. Vous pouvez fermer cette page.`,
  },

  handOver: {
    done: {
      title: 'C’est terminé',
      text: 'Vous pouvez fermer cette fenêtre et revenir à l’application.',
    },
    stopped: {
      title: 'Votre voiture n’a pas été connectée',
      text: 'Vous pouvez fermer cette fenêtre et réessayer dans l’application.',
    },
  },

  battery: {
    heading: 'Quelle batterie a votre voiture ?',
    lead: (app) =>
      `Votre modèle est vendu avec plusieurs batteries, et la marque ne dit pas laquelle est la vôtre. ${app} vous le demande donc.`,
    hint: 'Elle figure souvent dans le contrat d’achat, dans le menu de la voiture ou dans l’application de la marque.',
    save: 'Enregistrer',
    dontKnow: 'Je ne sais pas',
    skip: 'Continuer sans répondre',
    saved: {
      title: 'Merci',
      text: (app) => `${app} connaît maintenant votre batterie. Vous pouvez fermer cette page.`,
    },
    unsure: {
      title: 'Ce n’est pas grave',
      text: (app) =>
        `${app} continue sans cette information. Vous pourrez choisir plus tard avec le même lien.`,
    },
    known: {
      title: 'Il n’y a plus rien à choisir',
      text: (app) =>
        `La marque a indiqué quelle batterie a votre voiture : ${app} la connaît déjà.`,
    },
    unreachable: {
      title: 'La marque ne répond pas',
      text: (app) =>
        `${app} demande quelle batterie a votre voiture, mais nous ne pouvons pas le vérifier pour l’instant. Réessayez dans quelques minutes.`,
    },
  },

  virtualKey: {
    heading: (app) => `Ajoutez une clé virtuelle pour ${app}`,
    lead: (app, brand) =>
      `Votre voiture n’accepte les commandes de ${app} qu’une fois que vous avez ajouté une clé virtuelle dans l’application ${brand}.`,
    hint: (address) =>
      `Ouvrez le lien sur le téléphone où se trouve cette application : ${address}. Il s’ouvre à côté de cette page.`,
    later: (app) =>
      `Vous pouvez aussi ajouter la clé plus tard. D’ici là, votre voiture n’accepte aucune commande de ${app}.`,
    add: (brand) => `Ajouter la clé chez ${brand}`,
    simulation:
      'Une simulation : aucune vraie voiture n’attend cette clé, vous pouvez simplement continuer.',
    submit: 'Continuer',
  },

  leave: (app) => `Retourner à ${app}`,
  leaveTelling: (app) => `Revenir et indiquer à ${app} de quelle voiture il s’agit`,
  otherAccount: 'Utiliser un autre compte',
  otherBrand: 'Choisir une autre marque',
  tryAgain: 'Réessayer',

  stop: {
    'brand-missing': () => ({
      title: 'Votre marque n’est pas encore proposée',
      text: 'Seules les marques de la liste peuvent être connectées pour le moment.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} n’est pas disponible ici`,
      text: `Ce serveur n’a pas encore de liaison avec ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'Votre abonnement n’est pas actif',
      text: `Vous êtes identifié, mais ${service} n’est pas actif pour ce compte. Activez-le dans l’application du constructeur, puis connectez votre voiture à nouveau.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Cette voiture ne peut pas être connectée',
      text: `Votre compte a été trouvé, mais aucune ${brand} ne peut y partager ses données en ligne.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Aucune voiture dans ce compte',
      text: `Vous êtes identifié, mais il n’y a aucune voiture dans ${service}. Ajoutez-la dans l’application du constructeur, puis connectez-la à nouveau.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Cette voiture n’est pas dans ce compte',
      text: 'L’application a demandé une voiture précise, que ce compte ne contient pas.',
    }),
    'other-account': ({ car }) => ({
      title: 'Votre voiture n’est pas dans ce compte',
      text: `Le compte auquel vous vous êtes identifié ne contient pas votre voiture (${car}). Utilisez le compte auquel elle appartient.`,
    }),
    disconnected: () => ({
      title: 'Cette voiture n’est plus connectée',
      text: 'Il n’y a plus lieu de vous identifier. Retournez dans l’application et connectez votre voiture depuis le début.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Aucune voiture de ce compte n’est connectée',
      text: `L’application n’a aucune ${brand} du compte auquel vous vous êtes identifié. Utilisez le compte auquel votre voiture appartient, ou retournez dans l’application et connectez-la depuis le début.`,
    }),
    cancelled: ({ service }) => ({
      title: 'Vous ne vous êtes pas identifié',
      text: `Votre voiture ne peut être connectée qu’avec votre compte ${service}. Rien n’a été partagé.`,
    }),
    denied: () => ({
      title: 'Vous avez refusé l’accès',
      text: 'Rien n’a été partagé. Vous pouvez fermer cette page.',
    }),
    failure: () => ({
      title: 'Un problème est survenu',
      text: 'Il vient de nous, pas de vous. Rien n’a été partagé. Veuillez réessayer dans un instant.',
    }),
  },

  problem: {
    'unknown-brand': () => ({
      title: 'Choisissez une marque.',
      text: 'Prenez-en une dans la liste.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} n’est pas encore disponible sur ce serveur.`,
      text: 'Choisissez une autre marque, ou revenez plus tard.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Il manque quelque chose.',
      text: 'Remplissez les deux champs pour vous identifier.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'La connexion n’a pas fonctionné.',
      text: `${service} n’a pas accepté ce nom et ce mot de passe. Vérifiez les deux et réessayez.`,
    }),
    'email-needed': () => ({
      title: 'Il faut une adresse e-mail.',
      text: 'Un numéro de téléphone ne convient pas ici. Connectez-vous avec l’adresse e-mail de votre compte.',
    }),
    'verification-incomplete': () => ({
      title: 'Il manque quelque chose.',
      text: 'Remplissez tout. Un code PIN a quatre chiffres, un code de sécurité six.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'Cela n’a pas été accepté.',
      text: `${service} indique que ce n’est pas correct. Vérifiez et réessayez.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Votre compte vous attend d’abord.',
      text: `Ouvrez l’application de ${service}, terminez ce qu’elle demande, puis revenez.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} ne répond pas.`,
      text: 'Veuillez réessayer dans quelques minutes.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Choisissez une voiture.',
      text: 'Il faut en sélectionner au moins une.',
    }),
    'nothing-allowed': () => ({
      title: 'Rien n’est coché.',
      text: 'Autorisez au moins un élément, ou refusez l’accès.',
    }),
    'no-battery-chosen': () => ({
      title: 'Choisissez une batterie.',
      text: 'Sélectionnez-en une, ou dites que vous ne savez pas.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Ce lien ne fonctionne pas',
      text: 'Le lien de l’application qui vous envoie contient une erreur, nous ne pouvons donc pas continuer.',
    },
    'unknown-make': {
      title: 'Nous ne connaissons pas cette marque',
      text: 'L’application a demandé une marque que nous ne connaissons pas.',
    },
    'unknown-car': {
      title: 'Nous ne connaissons pas cette voiture',
      text: 'L’application a demandé une voiture qui ne lui est pas connectée.',
    },
    'stale-link': {
      title: 'Ce lien a expiré',
      text: 'Ce lien n’est pas valable, ou ne l’est plus : un tel lien sert pendant 30 jours.',
    },
    'test-vin': {
      title: 'C’est une voiture de test',
      text: 'Ce numéro d’identification est celui d’une voiture de test. Indiquez celui d’une vraie voiture.',
    },
    'broken-vin': {
      title: 'Nous ne pouvons pas chercher cette voiture',
      text: 'L’application a donné un numéro d’identification qui n’est pas valide.',
    },
    'step-ahead': {
      title: 'Cette page vient plus tard',
      text: 'Vous avez ouvert une étape que vous n’avez pas encore atteinte.',
    },
  },

  missing: {
    title: 'Cette page a expiré',
    text: 'Pour votre sécurité, ces pages restent valables une heure et uniquement dans le navigateur qui les a ouvertes. Retournez dans l’application et recommencez.',
  },
  forged: {
    title: 'Veuillez réessayer',
    text: 'Ce formulaire ne vient pas d’une page ouverte. Rien n’a été modifié.',
  },
  broken: {
    title: 'Cela n’a pas fonctionné',
    text: 'Nous n’avons pas pu lire ce que votre navigateur a envoyé. Revenez en arrière et réessayez.',
  },
  carryOn: 'Reprendre où vous en étiez',
  forDeveloper: 'Pour les développeurs de l’application',
};
