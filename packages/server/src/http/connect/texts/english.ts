import type { Language } from '@carport/catalog';
import { REFUSAL_MESSAGES, type RefusalReason } from '../../../connect/refusal.js';
import type { Problem, Stop } from '../../../connect/session.js';

export type Service = { readonly brand: string; readonly service: string };
/** A stop can be about one car; without one it is the word for any. */
export type Stopped = Service & { readonly car: string };
type Said = { readonly title: string; readonly text: string };

const cars = (count: number): string => (count === 1 ? '1 car' : `${count} cars`);

/** Everything that Connect says, but for the permissions' own texts, which are the catalogue's. */
export const english = {
  language: 'en' as Language,
  chooseLanguage: 'Language',
  /** What stands for a make that is not known yet. */
  someMake: { brand: 'car', service: 'your carmaker' },
  titleOf: (heading: string) => `${heading} · Carport`,
  skip: 'Skip to content',
  back: 'Back',
  stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
  simulationBadge: 'Simulation',
  footer: (app: string) => `Carport connects your car to ${app}, with your consent.`,

  preamble: {
    heading: (app: string) => `Connect your car to ${app}`,
    lead: (app: string) =>
      `${app} asks for access to your car. It takes a minute, and you decide what it gets.`,
    password: {
      title: 'You sign in with your carmaker',
      text: (app: string) => `${app} never sees your password, and Carport does not keep it.`,
    },
    choice: {
      title: 'You choose what is shared',
      text: 'Every permission is listed before anything is shared.',
    },
    consent: {
      title: 'Nothing happens until you allow it',
      text: 'You can go back, and still say no on the last page.',
    },
    simulation: 'A simulation: no real car or account is involved.',
    country: 'Where is your car registered?',
    submit: 'Continue',
  },

  /** For owners who have connected before and only sign in again. */
  again: {
    heading: (app: string) => `Reconnect your car to ${app}`,
    lead: (app: string) =>
      `Your carmaker wants you to sign in again before ${app} can reach your car.`,
    unchanged: {
      title: 'Everything else stays as it was',
      text: (app: string) => `${app} may do what you have allowed before, and nothing more.`,
    },
  },

  brand: {
    heading: 'Which brand is your car?',
    search: 'Search brands',
    submit: 'Search',
    list: 'Brands',
    found: { one: '1 brand', many: '# brands' },
    none: 'No brand here matches your search.',
    elsewhere: (names: string, country: string) =>
      `Not available in your country (${country}): ${names}.`,
    changeCountry: 'Change the country',
    showAll: 'Show all brands',
    missing: 'I don’t see my brand',
  },

  signIn: {
    heading: (service: string) => `Sign in to ${service}`,
    lead: ({ brand }: Service) => `Use the account that you have for ${brand}’s own app.`,
    simulation: 'A simulated account: any e-mail address and any password will do.',
    username: {
      email: 'E-mail address',
      username: 'User name',
      phone: 'Phone number or e-mail address',
    },
    password: 'Password',
    reveal: 'Show',
    /** What is special about signing in to some makes. */
    hint: {
      'email-sign-in-only': () =>
        'Use your e-mail address: a phone number does not work here. If your account has none yet, add it on the carmaker’s website first.',
      'single-session': ({ brand }: Service) =>
        `${brand} keeps one sign-in per account. If you use the same account in the carmaker’s app afterwards, this connection ends; a second account avoids that.`,
      'primary-user': ({ brand }: Service) =>
        `Use the account that ${brand} lists as the car’s main user. Others cannot do everything.`,
      'account-owner-for': () =>
        'Use the account that owns the car. A driver’s profile cannot see charging bills.',
    },
    assurance: (app: string) =>
      `Your password is used once, to sign in, and is not kept. ${app} never sees it.`,
    submit: 'Sign in',
    cancel: 'Cancel',
  },

  /** What a carmaker asks for after the password. */
  verify: {
    heading: 'One more step',
    lead: ({ service }: Service) => `${service} wants to be sure that it is you.`,
    pin: { label: 'PIN', hint: 'The one that you set up in the carmaker’s app.' },
    code: {
      label: 'Security code',
      hint: 'The carmaker has sent it to you, or your authenticator app shows it.',
    },
    simulation: 'A simulation: any digits will do, but not noughts alone.',
    submit: 'Continue',
  },

  vehicles: {
    heading: {
      several: 'Which cars do you want to connect?',
      single: 'Which car do you want to connect?',
    },
    lead: (total: number) => `Your account has ${cars(total)}.`,
    tally: (picked: number, total: number) => `${picked} of ${total} selected`,
    all: 'Select all',
    none: 'Select none',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
    submit: 'Continue',
  },

  permissions: {
    heading: (app: string) => `${app} would like to`,
    cars,
    read: 'See',
    control: 'Control',
    required: (app: string) => `${app} needs this to work`,
    choose: 'Untick what you do not want to share.',
    returning: (place: string) => `Either way, you go back to ${place}.`,
    allow: 'Allow access',
    deny: 'Deny access',
  },

  returning: {
    heading: 'Welcome back',
    lead: (app: string) =>
      `You have allowed this before, so there is nothing to review. Taking you to ${app} …`,
    link: (app: string) => `Continue to ${app}`,
  },

  /** After a sign-in that was all there was to do, or where there is no app to go back to. */
  done: {
    connected: 'Your car is connected',
    again: 'Your car is connected again',
    goingOn: (app: string) => `Taking you to ${app} …`,
    close: (app: string) => `${app} can reach it now. You can close this page.`,
  },

  /** When the answer is handed to the window that opened Connect; seen where nobody closes this one. */
  handOver: {
    done: { title: 'All done', text: 'You can close this window and go back to the app.' },
    stopped: {
      title: 'Your car was not connected',
      text: 'You can close this window and try again in the app.',
    },
  },

  /** The page on which owners say which battery their car has. */
  battery: {
    heading: 'Which battery does your car have?',
    lead: (app: string) =>
      `Your model is sold with several, and your carmaker does not say which one is yours. ${app} asks you instead.`,
    hint: 'It is often named in the purchase contract, in the car’s own menu or in the carmaker’s app.',
    save: 'Save',
    dontKnow: 'I don’t know',
    /** Where several cars are asked about: ends it for all of them. */
    skip: 'Continue without answering',
    saved: {
      title: 'Thank you',
      text: (app: string) => `${app} knows your battery now. You can close this page.`,
    },
    unsure: {
      title: 'That is all right',
      text: (app: string) => `${app} goes on without it. You can choose later with the same link.`,
    },
    known: {
      title: 'Nothing left to choose',
      text: (app: string) =>
        `Your carmaker has told which battery your car has, so ${app} knows it already.`,
    },
    unreachable: {
      title: 'Your carmaker isn’t answering',
      text: (app: string) =>
        `${app} asks which battery your car has, but we cannot look it up now. Please try again in a few minutes.`,
    },
  },

  /** The page that leads to the carmaker, where owners let the app’s key in. */
  virtualKey: {
    heading: (app: string) => `Add a virtual key for ${app}`,
    lead: (app: string, brand: string) =>
      `Your car takes commands from ${app} only after you have added a virtual key in the ${brand} app.`,
    hint: (address: string) =>
      `Open the link on the phone that has this app: ${address}. It opens beside this page.`,
    later: (app: string) =>
      `You can also add the key later. Until then your car takes no commands from ${app}.`,
    add: (brand: string) => `Add the key with ${brand}`,
    simulation: 'A simulation: no real car waits for this key, so you can simply continue.',
    submit: 'Continue',
  },

  leave: (app: string) => `Return to ${app}`,
  leaveTelling: (app: string) => `Return and tell ${app} which car it is`,
  otherAccount: 'Use another account',
  otherBrand: 'Choose another brand',
  tryAgain: 'Try again',

  stop: {
    'brand-missing': () => ({
      title: 'Your brand isn’t here yet',
      text: 'Only the brands in the list can be connected today.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} isn’t available here`,
      text: `This server has no connection to ${brand} yet.`,
    }),
    subscription: ({ service }) => ({
      title: 'Your subscription isn’t active',
      text: `Your sign-in worked, but ${service} is not active for this account. Activate it in the carmaker’s app, then connect again.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'This car can’t be connected',
      text: `We found your account, but no ${brand} in it can share data online.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'No cars in this account',
      text: `Your sign-in worked, but there is no car in ${service}. Add it in the carmaker’s app, then connect again.`,
    }),
    'vin-not-in-account': () => ({
      title: 'That car isn’t in this account',
      text: 'The app asked for one particular car, and this account does not have it.',
    }),
    'other-account': ({ car }) => ({
      title: 'Your car isn’t in this account',
      text: `The account that you signed in to has no ${car}. Use the account that your car belongs to.`,
    }),
    disconnected: () => ({
      title: 'This car isn’t connected any more',
      text: 'There is nothing to sign in for. Go back to the app and connect your car from the start.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'No car of this account is connected',
      text: `The app has no ${brand} from the account that you signed in to. Use the account that your car belongs to, or go back to the app and connect the car from the start.`,
    }),
    cancelled: ({ service }) => ({
      title: 'You did not sign in',
      text: `Your car can only be connected with your sign-in to ${service}. Nothing was shared.`,
    }),
    denied: () => ({
      title: 'You denied access',
      text: 'Nothing was shared. You can close this page.',
    }),
    failure: () => ({
      title: 'Something went wrong',
      text: 'This is our fault, not yours. Nothing was shared. Please try again in a moment.',
    }),
  } satisfies Record<Stop['reason'], (about: Stopped) => Said>,

  problem: {
    'unknown-brand': () => ({ title: 'Choose a brand.', text: 'Pick one from the list.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} isn’t available on this server yet.`,
      text: 'Choose another brand, or come back later.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Something is missing.',
      text: 'Fill in both fields to sign in.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'That sign-in didn’t work.',
      text: `${service} did not accept this name and password. Check both and try again.`,
    }),
    'email-needed': () => ({
      title: 'An e-mail address is needed.',
      text: 'A phone number does not work here. Sign in with the e-mail address of your account.',
    }),
    'verification-incomplete': () => ({
      title: 'Something is missing.',
      text: 'Fill in everything. A PIN has four digits, a security code six.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'That was not accepted.',
      text: `${service} says that it is not right. Check it and try again.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Your account needs you first.',
      text: `Sign in to the app for ${service}, finish what it asks of you, and come back.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} isn’t answering.`,
      text: 'Please try again in a few minutes.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Choose a car.',
      text: 'At least one has to be selected.',
    }),
    'nothing-allowed': () => ({
      title: 'Nothing is ticked.',
      text: 'Allow at least one thing, or deny access.',
    }),
    'no-battery-chosen': () => ({
      title: 'Choose a battery.',
      text: 'Pick one, or say that you don’t know.',
    }),
  } satisfies Record<Problem['kind'], (service: Service) => Said>,

  refusal: {
    'bad-link': { title: 'This link does not work', text: REFUSAL_MESSAGES['bad-link'] },
    'unknown-make': { title: 'We do not know this brand', text: REFUSAL_MESSAGES['unknown-make'] },
    'unknown-car': { title: 'We do not know this car', text: REFUSAL_MESSAGES['unknown-car'] },
    'stale-link': { title: 'This link has expired', text: REFUSAL_MESSAGES['stale-link'] },
    'test-vin': { title: 'This is a test car', text: REFUSAL_MESSAGES['test-vin'] },
    'broken-vin': { title: 'We cannot look for this car', text: REFUSAL_MESSAGES['broken-vin'] },
    'step-ahead': { title: 'This page comes later', text: REFUSAL_MESSAGES['step-ahead'] },
  } satisfies Record<RefusalReason, Said>,

  missing: {
    title: 'This page has expired',
    text: 'For your safety, Connect pages last one hour and open only in the browser that started them. Go back to the app and start again.',
  },
  forged: {
    title: 'Please try that again',
    text: 'This form was not sent from an open Connect page. Nothing was changed.',
  },
  broken: {
    title: 'That did not work',
    text: 'We could not read what your browser sent. Go back and try again.',
  },
  carryOn: 'Carry on where you were',
  forDeveloper: 'For the app’s developer',
};

export type Texts = typeof english;
