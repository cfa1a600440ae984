import type { Quirk, QuirkKind } from './quirk.js';

/*
 * How the documentation tells of a quirk: what it is called, and how a developer meets it with a simulated car.
 * Backquotes mark what is typed.
 */

export const QUIRK_TITLES: Readonly<Record<QuirkKind, string>> = {
  'minimum-charge-for-remote-charge': 'Charging from afar needs charge',
  'start-only': 'Charging starts, but does not stop, from afar',
  'stop-refused-below': 'No stop of charging below a charge',
  'schedule-overrides-limit': 'Starting sets a schedule aside',
  'charge-command-throttling': 'Many charge commands are too many',
  'charge-schedules': 'Charging schedules',
  'charging-events': 'Tells of charging by itself',
  'energy-integration': 'An energy service of its own',
  'primary-user': 'Main user',
  'subscription-error-when-older-than': 'Old data means no subscription',
  'subscription-review': 'Subscriptions are reviewed',
  'single-session': 'One session per account',
  'pin-for': 'PIN and code at the sign-in',
  'reauthorization-every': 'Sign in again every so often',
  'identity-check-for': 'Identity check',
  'account-owner-for': 'Only for the account that owns the car',
  'email-sign-in-only': 'E-mail address only',
  'tenant-change-reauthorizes': 'Set your tenant up first',
  'remote-access-delay': 'Remote access takes a while',
  'deep-sleep': 'Deep sleep',
  'no-data-with-ignition-on': 'No data with the ignition on',
  'upstream-limit': 'The carmaker’s own limit',
  'updates-on-events': 'Reports when something happens',
  'owner-notified-of': 'The owner is notified',
  'virtual-key': 'Virtual key',
  'bluetooth-pairing-for-commands': 'Bluetooth pairing',
  'unlock-needs-trunk': 'Unlocking needs the trunk',
  'software-needed': 'Software version',
  'not-connectable': 'Cars that no web sign-in connects',
};

/** Where the events are told that can be made to happen. */
const EVENTS = 'the simulation event';

/** What a developer does to meet it; null for what is advice alone. */
export const howToMeet = (quirk: Quirk): string | null => {
  switch (quirk.kind) {
    case 'minimum-charge-for-remote-charge':
    case 'stop-refused-below':
      return `Let ${EVENTS} \`low-battery\` happen, then send the command.`;
    case 'start-only':
      return 'Send the command that stops a charge.';
    case 'charge-command-throttling':
      return `Send more than ${quirk.simulatedMost} charge commands in a row; ${EVENTS} \`trip\` ends it.`;
    case 'schedule-overrides-limit':
      return 'Set a schedule for the place where the car is, start a charge, and read the charge limit.';
    case 'subscription-error-when-older-than':
      return `Sign in as \`owner+parked@example.com\`, move the car’s time by more than ${quirk.days} days, and read it.`;
    case 'deep-sleep':
      return `Sign in as \`owner+parked@example.com\`, move the car’s time by ${quirk.afterDays} days, and ask the car anything.`;
    case 'no-data-with-ignition-on':
      return `Read the car while ${EVENTS} \`trip\` is under way.`;
    case 'upstream-limit':
      return 'Sign in as `UPSTREAM.RATE_LIMIT@smartcar.com`; simulated cars have no such limit by themselves.';
    case 'pin-for':
      return `Ask for \`${quirk.permission}\` and sign in as \`bev@example.com\`: any digits will do, but noughts alone are turned down. \`bev+${quirk.effect?.tag}@example.com\` has set up neither PIN nor code.`;
    case 'reauthorization-every':
      return `Sign in as \`owner+${quirk.effect?.tag}@example.com\`, which asks for a code, and move the car’s time by ${quirk.days} days.`;
    case 'email-sign-in-only':
      return 'Sign in with a telephone number.';
    case 'unlock-needs-trunk':
      return 'Send the command that unlocks, and read the lock status before and after the trunk is opened.';
    case 'updates-on-events':
      return `Compare the times of a signal’s values while ${EVENTS} \`charging-session\` is under way.`;
    case 'charging-events':
      return `Subscribe to a charging signal and let ${EVENTS} \`charging-session\` happen.`;
    case 'charge-schedules':
      return `Set a schedule of type ${quirk.types.join(', ')}.`;
    default:
      return byTag(quirk);
  }
};

const byTag = ({ effect, kind }: Quirk): string | null => {
  if (effect?.tag === undefined) return null;
  const someModels = kind === 'virtual-key' || kind === 'software-needed';
  const which = someModels ? ' Another name before the plus sign gives another model.' : '';
  return `Sign in as \`owner+${effect.tag}@example.com\`.${which}`;
};
