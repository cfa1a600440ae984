import type { Language, Permission } from '@carport/catalog';
import { answering, isSettled, leftOpen, questionsAbout } from './battery-questions.js';
import type { ConsentRequest } from './consent-request.js';
import {
  type Account,
  type FlowEvent,
  type FlowSession,
  type Place,
  STEPS,
  type Step,
  type Stop,
  type Transition,
} from './session.js';
import { keylessCars } from './virtual-key.js';

/**
 * The consent flow as a pure machine: a session and an event make the next session and what is to be
 * done. An event of a step wipes everything that came after that step, so going back is always safe.
 */

export const startFlow = (request: ConsentRequest): FlowSession => ({
  request,
  country: request.country,
  language: request.language,
  at: 'preamble',
  make: request.make,
  challenge: null,
  account: null,
  typedUsername: null,
  vins: [],
  allowed: [],
  batteries: [],
  problem: null,
  stop: null,
  recognised: false,
  done: false,
});

const STEPS_AGAIN: readonly Step[] = ['preamble', 'sign-in', 'verify'];

/** The steps that this session goes through, as far as it is known yet. */
export const pathOf = (session: FlowSession): readonly Step[] => {
  const { request, account, challenge, batteries } = session;
  return (request.reauthenticates ? STEPS_AGAIN : STEPS).filter(
    (step) =>
      (step !== 'brand' || request.make === null) &&
      (step !== 'verify' || challenge !== null) &&
      (step !== 'vehicles' || account === null || account.vehicles.length > 1) &&
      (step !== 'battery' || batteries.length > 0) &&
      (step !== 'virtual-key' || keylessCars(session).length > 0),
  );
};

const order = (step: Step): number => STEPS.indexOf(step);

/** Past what the owner has reached: a deep link. */
export const isAhead = (session: FlowSession, step: Step): boolean =>
  order(step) > order(session.at);

export const canShow = (session: FlowSession, place: Place): boolean => {
  if (place === 'stopped') return session.stop !== null;
  if (place === 'returning') return session.recognised;
  if (place === 'done') return session.done;
  return !isAhead(session, place) && pathOf(session).includes(place);
};

export const placeOf = (session: FlowSession): Place => {
  if (session.stop) return 'stopped';
  if (session.done) return 'done';
  return session.recognised ? 'returning' : session.at;
};

/** The step before, for the Back link; undefined on the first. */
export const stepBefore = (session: FlowSession, step: Step): Step | undefined => {
  const path = pathOf(session);
  return path[path.indexOf(step) - 1];
};

const STEP_OF: Readonly<Record<FlowEvent['type'], Step>> = {
  speak: 'preamble',
  continue: 'preamble',
  'choose-brand': 'brand',
  'brand-missing': 'brand',
  'signed-in': 'sign-in',
  'sign-in-refused': 'sign-in',
  challenged: 'sign-in',
  verified: 'verify',
  'verification-refused': 'verify',
  'stop-verification': 'verify',
  'stop-sign-in': 'sign-in',
  'cancel-sign-in': 'sign-in',
  'pick-vehicles': 'vehicles',
  'pick-every-vehicle': 'vehicles',
  recalled: 'permissions',
  decide: 'permissions',
  'batteries-looked-up': 'permissions',
  'answer-battery': 'battery',
  'skip-batteries': 'battery',
  'key-told': 'virtual-key',
  finish: 'preamble',
  'lose-car': 'preamble',
  fail: 'preamble',
};

/** Takes an event; one whose step cannot be shown changes nothing and leads back to where the owner is. */
export const advance = (session: FlowSession, event: FlowEvent): Transition => {
  if (!canShow(session, STEP_OF[event.type])) return showing(session);
  // Another language changes nothing but the words.
  if (event.type === 'speak') return speaking(session, event.language);
  return handle({ ...session, problem: null, stop: null, recognised: false, done: false }, event);
};

const speaking = (session: FlowSession, language: Language): Transition => ({
  session: { ...session, language },
  outcome: { type: 'show', place: 'preamble' },
});

const handle = (session: FlowSession, event: Exclude<FlowEvent, { type: 'speak' }>): Transition => {
  switch (event.type) {
    case 'continue':
      return onContinue(session, event);
    case 'choose-brand':
      return onBrand(session, event);
    case 'brand-missing':
      return stopping(backTo(session, 'brand'), 'vehicle_incompatible', 'brand-missing');
    case 'signed-in':
    case 'sign-in-refused':
    case 'stop-sign-in':
      return onSignIn(session, event);
    case 'challenged':
      return onChallenge(session, event);
    case 'verified':
    case 'verification-refused':
    case 'stop-verification':
      return onVerification(session, event);
    case 'cancel-sign-in':
      return stopping(backTo(session, 'sign-in'), 'oem_cancelled_login', 'cancelled');
    case 'pick-vehicles':
      return onPick(session, event);
    case 'pick-every-vehicle':
      return showing(withVins(backTo(session, 'vehicles'), everyVin(session, event.pick)));
    case 'recalled':
      return onRecall(session, event.allowed);
    case 'decide':
      return onDecision(backTo(session, 'permissions'), event);
    case 'batteries-looked-up':
      return onLookUp(session, event.known);
    case 'answer-battery':
      return onBattery(session, event);
    case 'skip-batteries':
      return settled({ ...session, batteries: session.batteries.map(leftOpen) });
    case 'key-told':
      return approving(session);
    case 'finish':
      return showing({ ...session, done: true });
    case 'lose-car':
      return stopping(
        session,
        'no_vehicles',
        isAboutOneCar(session) ? 'disconnected' : 'none-connected',
      );
    case 'fail':
      return stopping(session, 'server_error', 'failure');
  }
};

type EventOf<T extends FlowEvent['type']> = Extract<FlowEvent, { type: T }>;

const onContinue = (session: FlowSession, event: EventOf<'continue'>): Transition => {
  const { make } = session.request;
  const next = { ...backTo(session, 'preamble'), country: event.country };
  if (make === null) return showing({ ...next, at: 'brand' });
  return event.served
    ? showing({ ...next, make, at: 'sign-in' })
    : stopping(next, 'vehicle_incompatible', 'brand-not-served');
};

const onBrand = (session: FlowSession, { make, served }: EventOf<'choose-brand'>): Transition => {
  const next = backTo(session, 'brand');
  if (make === null) return showing({ ...next, problem: { kind: 'unknown-brand' } });
  if (!served) return showing({ ...next, problem: { kind: 'brand-not-served', make } });
  return showing({ ...next, make, at: 'sign-in' });
};

const onSignIn = (
  session: FlowSession,
  event: EventOf<'signed-in' | 'sign-in-refused' | 'stop-sign-in'>,
): Transition => {
  // Another tab chose another brand while the carmaker was answering.
  if (event.make !== session.make) return showing(session);
  const next = backTo(session, 'sign-in');
  if (event.type === 'stop-sign-in') return stoppingWith(next, event.stop);
  if (event.type === 'sign-in-refused') {
    return showing({ ...next, problem: event.problem, typedUsername: event.typedUsername });
  }
  return onAccount(next, event.account);
};

const onChallenge = (session: FlowSession, event: EventOf<'challenged'>): Transition =>
  event.make === session.make
    ? showing({ ...backTo(session, 'sign-in'), challenge: event.challenge, at: 'verify' })
    : showing(session);

const onVerification = (
  session: FlowSession,
  event: EventOf<'verified' | 'verification-refused' | 'stop-verification'>,
): Transition => {
  if (event.make !== session.make) return showing(session);
  const next = backTo(session, 'verify');
  if (event.type === 'stop-verification') return stoppingWith(next, event.stop);
  return event.type === 'verified'
    ? onAccount(next, event.account)
    : showing({ ...next, problem: event.problem });
};

const onAccount = (session: FlowSession, account: Account): Transition => {
  const { singleSelect, singleSelectVin, reauthenticates } = session.request;
  const vehicles = account.vehicles.filter(
    ({ vin }) => singleSelectVin === null || vin === singleSelectVin,
  );
  if (account.vehicles.length === 0) return stopping(session, 'no_vehicles', 'no-vehicles');
  if (vehicles.length === 0) {
    const reason = reauthenticates ? 'other-account' : 'vin-not-in-account';
    return stopping(session, 'no_vehicles', reason);
  }
  const signedIn = { ...session, account: { ...account, vehicles } };
  if (reauthenticates) return showing({ ...signedIn, recognised: true });
  const [only, ...others] = vehicles.map(({ vin }) => vin);
  if (only !== undefined && others.length === 0) {
    return towardsPermissions({ ...signedIn, vins: [only] });
  }
  return showing({
    ...signedIn,
    at: 'vehicles',
    vins: singleSelect ? [] : everyVin(signedIn, true),
  });
};

const onPick = (session: FlowSession, event: EventOf<'pick-vehicles'>): Transition => {
  const shown = new Set(event.shown);
  const picked = new Set(event.picked.filter((vin) => shown.has(vin)));
  const kept = session.vins.filter((vin) => !shown.has(vin));
  const wanted = session.request.singleSelect
    ? [...picked, ...session.vins].slice(0, 1)
    : [...kept, ...picked];
  const next = withVins(backTo(session, 'vehicles'), wanted);
  if (!event.done) return showing(next);
  return next.vins.length === 0
    ? showing({ ...next, problem: { kind: 'no-vehicle-picked' } })
    : towardsPermissions(next);
};

const towardsPermissions = (session: FlowSession): Transition => {
  const next: FlowSession = { ...session, at: 'permissions' };
  return next.request.forceApproval
    ? showing(next)
    : { session: next, outcome: { type: 'recall' } };
};

const onRecall = (session: FlowSession, allowed: readonly Permission[] | null): Transition => {
  const before = new Set(allowed ?? []);
  const recognised =
    !session.request.forceApproval &&
    session.request.permissions.every(({ name }) => before.has(name));
  return showing({ ...session, recognised });
};

const onDecision = (session: FlowSession, event: EventOf<'decide'>): Transition => {
  if (!event.allow) {
    return session.request.redirectUri === null
      ? stopping(session, 'access_denied', 'denied')
      : { session, outcome: { type: 'deny' } };
  }
  const ticked = new Set(event.permissions);
  const permissions = session.request.permissions
    .filter(({ name, required }) => required || ticked.has(name))
    .map(({ name }) => name);
  if (permissions.length === 0) {
    return showing({ ...session, problem: { kind: 'nothing-allowed' } });
  }
  const batteries = permissions.includes('read_battery') ? questionsAbout(session) : [];
  const decided = { ...session, allowed: permissions, batteries };
  return batteries.length === 0
    ? settled(decided)
    : {
        session: decided,
        outcome: { type: 'look-up-batteries', vins: batteries.map(({ vin }) => vin) },
      };
};

const onLookUp = (session: FlowSession, known: readonly string[]): Transition => {
  // Nobody wants to know, or not any more.
  if (session.batteries.length === 0 || session.at !== 'permissions') return showing(session);
  const batteries = session.batteries.filter(({ vin }) => !known.includes(vin));
  return batteries.length === 0
    ? settled({ ...session, batteries })
    : showing({ ...session, batteries, at: 'battery' });
};

const onBattery = (session: FlowSession, { vin, kwh }: EventOf<'answer-battery'>): Transition => {
  const asked: FlowSession = { ...session, at: 'battery' };
  const batteries = answering(session, vin, kwh);
  if (batteries === undefined) {
    return showing({ ...asked, problem: { kind: 'no-battery-chosen' } });
  }
  const next = { ...asked, batteries };
  return isSettled(batteries) ? settled(next) : showing(next);
};

const isAboutOneCar = ({ request: { reauthenticates } }: FlowSession): boolean =>
  (reauthenticates?.vehicleId ?? null) !== null;

/** Everything is decided and asked; what may be left is to tell of the key. */
const settled = (session: FlowSession): Transition =>
  keylessCars(session).length > 0 ? showing({ ...session, at: 'virtual-key' }) : approving(session);

const approving = (session: FlowSession): Transition => ({
  session,
  outcome: { type: 'approve', permissions: session.allowed },
});

const showing = (session: FlowSession): Transition => ({
  session,
  outcome: { type: 'show', place: placeOf(session) },
});

const stopping = (session: FlowSession, error: Stop['error'], reason: Stop['reason']): Transition =>
  stoppingWith(session, { error, reason });

const stoppingWith = (session: FlowSession, stop: Stop): Transition =>
  showing({ ...session, stop });

/** The session as it was when the step was first reached. */
const backTo = (session: FlowSession, step: Step): FlowSession => ({
  ...session,
  at: step,
  make: order(step) <= order('brand') ? session.request.make : session.make,
  challenge: order(step) <= order('sign-in') ? null : session.challenge,
  account: order(step) <= order('verify') ? null : session.account,
  vins: order(step) <= order('verify') ? [] : session.vins,
  allowed: [],
  batteries: [],
  typedUsername: null,
});

/** Keeps only cars of the account, in the account's order. */
const withVins = (session: FlowSession, wanted: readonly string[]): FlowSession => {
  const set = new Set(wanted);
  const vins = (session.account?.vehicles ?? [])
    .map(({ vin }) => vin)
    .filter((vin) => set.has(vin));
  return { ...session, vins };
};

const everyVin = (session: FlowSession, pick: boolean): readonly string[] =>
  pick && !session.request.singleSelect
    ? (session.account?.vehicles ?? []).map(({ vin }) => vin)
    : [];
