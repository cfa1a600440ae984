import type { SignalCode, TriggerCondition } from '@carport/catalog';

/*
 * The reference model: what the documents say about webhooks, written down once more and as plainly as possible.
 * It knows nothing of the engine. Functions change the state that they are given; whoever needs the state as it
 * was copies it first.
 */

export const CHARGE = 'tractionbattery-stateofcharge';
export const ODOMETER = 'odometer-traveleddistance';
export const LOCATION = 'location-preciselocation';
export const CHARGING = 'charge-ischarging';

/** What a car can say in the model, and the permission that it takes to hear it. */
export const PERMISSION_OF = {
  [CHARGE]: 'read_battery',
  [ODOMETER]: 'read_odometer',
  [LOCATION]: 'read_location',
  [CHARGING]: 'read_charge',
} as const satisfies Partial<Record<SignalCode, string>>;

export type Code = keyof typeof PERMISSION_OF;
export type Values = Partial<Record<Code, unknown>>;

export const ASLEEP = 'VEHICLE_STATE:ASLEEP';
export const SIGNED_OUT = 'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED';
export const NO_RESPONSE = 'UPSTREAM:NO_RESPONSE';
/** Errors that a car has until something is done or happens. */
const LASTING: ReadonlySet<string> = new Set([ASLEEP, SIGNED_OUT]);

export interface ModelTrigger {
  readonly code: Code;
  /** Null: any change. */
  readonly condition: TriggerCondition | null;
}

export interface Definition {
  readonly triggers: readonly ModelTrigger[];
  readonly signals: readonly Code[];
  readonly autoSubscribe: boolean;
  /** One event of a car at a time, oldest first. */
  readonly ordered: boolean;
  /** Between the attempts of an event. */
  readonly pauses: readonly number[];
  /** Attempts under way at once, over all processes; null: no limit of its own. */
  readonly mostUnderWay: number | null;
  /** An answer 410 disables it. */
  readonly endsOnGone: boolean;
  /** Its events are kept until they are read; it has nothing to verify. */
  readonly pulled: boolean;
  /** Where it is posted to, unless it is pulled. */
  readonly path: string;
}

export interface Subscription {
  /** The current state is still to be sent. */
  owed: boolean;
  /** The error of the car that it was told of, if any, with the signals that were named. */
  reported: CarError | null;
  /** What `changesBy` measures from, by condition. */
  readonly references: Map<string, number>;
}

export interface Hook {
  readonly id: string;
  definition: Definition;
  enabled: boolean;
  verified: boolean;
  exists: boolean;
  /** By the car's number. */
  readonly subscriptions: Map<number, Subscription>;
}

/** Why a car cannot be read, as `TYPE:CODE`. */
export type Failure = `${string}:${string}`;

export interface CarError {
  readonly failure: Failure;
  readonly signals: readonly Code[];
}

export interface Car {
  readonly vehicleId: string;
  values: Values;
  /** Since it could be read for the last time; null: it can be. */
  failure: Failure | null;
  /** Counts the reports that changed something. */
  revision: number;
  /** What its owner granted; null: not connected. */
  granted: ReadonlySet<string> | null;
}

/** One event that the documents promise. */
export interface Promised {
  readonly number: number;
  /** Of the command that it came by: events of one turn come in no order. */
  readonly turn: number;
  readonly type: 'VEHICLE_STATE' | 'VEHICLE_ERROR';
  readonly hook: string;
  readonly car: number;
  /** Null: errors have none. */
  readonly sequence: number | null;
  /** `FIRST_DELIVERY` and codes; of an error, what it is, whether it is over, and codes. In no order. */
  readonly triggers: readonly string[];
  /** What is told of each signal. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly ordered: boolean;
  readonly pauses: readonly number[];
  /** Known when it was first received. */
  eventId: string | null;
  /** An attempt before this is too early. */
  notBefore: number;
  /** A tick after this has to have made the attempt. */
  due: number;
  /** A process that died may have claimed it, and nobody has taken over from that process yet. */
  stuck: boolean;
  /** Attempts that failed and were written down for sure. */
  failures: number;
  /** Attempts of a process that died: they may have been written down or not. */
  unsure: number;
  /** How often the receiver said yes. */
  accepted: number;
  /** `held`: to be read and not sent. */
  state: 'open' | 'delivered' | 'dead' | 'dropped' | 'held' | 'read';
  /** Held while its car was not subscribed: a reader may have passed it, and need not come back. */
  passable: boolean;
  /** Why it was dropped. */
  reason: string | null;
}

export interface State {
  now: number;
  /** Counts commands. */
  turn: number;
  /** As far as the server's clock has ever been. */
  latest: number;
  readonly cars: Car[];
  readonly hooks: Map<string, Hook>;
  readonly events: Promised[];
}

export const NEVER_TRIED_BEFORE = 0;
/** Pauses after the first, second and third attempt, from the start of each, unless a webhook has others. */
export const STANDARD_MS: readonly number[] = [25_000, 50_000, 100_000];

export const newState = (now: number): State => ({
  ...{ now, turn: 0 },
  latest: now,
  cars: [],
  hooks: new Map(),
  events: [],
});

export const isActive = (hook: Hook): boolean => hook.exists && hook.enabled && hook.verified;

export const hookOf = (state: State, id: string): Hook => {
  const hook = state.hooks.get(id);
  if (!hook) throw new Error(`the model knows no webhook ${id}`);
  return hook;
};

export const carOf = (state: State, number: number): Car => {
  const car = state.cars[number];
  if (!car) throw new Error(`the model knows no car ${number}`);
  return car;
};

// What customers and owners do.

export const create = (state: State, id: string, definition: Definition): void => {
  const hook: Hook = {
    ...{ id, definition, enabled: true, verified: definition.pulled, exists: true },
    subscriptions: new Map(),
  };
  state.hooks.set(id, hook);
  if (!definition.autoSubscribe) return;
  for (const [number, car] of state.cars.entries()) {
    if (car.granted) hook.subscriptions.set(number, newSubscription(hook));
  }
};

export const verify = (state: State, id: string): void =>
  whileActivityChanges(state, id, (hook) => {
    hook.verified = true;
  });

export const setEnabled = (state: State, id: string, enabled: boolean): void =>
  whileActivityChanges(state, id, (hook) => {
    hook.enabled = enabled;
  });

/** A new address has to prove itself. What was recorded before goes out as it was recorded. */
export const edit = (state: State, id: string, change: Partial<Definition>): void =>
  whileActivityChanges(state, id, (hook) => {
    if (change.path !== undefined && change.path !== hook.definition.path) hook.verified = false;
    hook.definition = { ...hook.definition, ...change };
  });

export const remove = (state: State, id: string): void => {
  hookOf(state, id).exists = false;
  drop(state, (event) => event.hook === id, 'deleted');
};

export const subscribe = (state: State, id: string, car: number): void => {
  const hook = hookOf(state, id);
  if (!hook.subscriptions.has(car)) hook.subscriptions.set(car, newSubscription(hook));
};

export const unsubscribe = (state: State, id: string, car: number): void => {
  hookOf(state, id).subscriptions.delete(car);
  const isMeant = (event: Promised): boolean => event.hook === id && event.car === car;
  drop(state, isMeant, 'unsubscribed');
  letPass(state, isMeant);
};

/** The owner connects the car, or grants something else. */
export const connect = (state: State, number: number, granted: ReadonlySet<string>): void => {
  carOf(state, number).granted = granted;
  for (const hook of state.hooks.values()) {
    if (hook.exists && hook.definition.autoSubscribe) subscribe(state, hook.id, number);
  }
};

/** The owner withdraws: nobody is told anything more of the car, whatever was recorded. */
export const disconnect = (state: State, number: number): void => {
  carOf(state, number).granted = null;
  for (const hook of state.hooks.values()) hook.subscriptions.delete(number);
  drop(state, (event) => event.car === number, 'disconnected');
  letPass(state, (event) => event.car === number);
};

/**
 * Its receiver said that it is gone for good: nothing more is sent. What was attempted beside it may have ended first
 * or been dropped, and is not sent again in either case.
 */
export const end = (state: State, id: string, besides: Iterable<Promised>): void => {
  setEnabled(state, id, false);
  for (const event of besides) {
    if (event.hook === id) Object.assign(event, { state: 'dropped', reason: 'gone' });
  }
};

const newSubscription = (hook: Hook): Subscription => ({
  owed: isActive(hook),
  reported: null,
  references: new Map(),
});

/** An inactive webhook is owed nothing and loses what waits; one that becomes active is owed every car's state. */
const whileActivityChanges = (state: State, id: string, change: (hook: Hook) => void): void => {
  const hook = hookOf(state, id);
  const before = isActive(hook);
  change(hook);
  const after = isActive(hook);
  if (before === after) return;
  for (const subscription of hook.subscriptions.values()) {
    subscription.owed = after;
    subscription.reported = null;
    subscription.references.clear();
  }
  if (!after) drop(state, (event) => event.hook === id, 'inactive');
};

const drop = (state: State, which: (event: Promised) => boolean, reason: string): void => {
  for (const event of state.events) {
    if (event.state !== 'open' || !which(event)) continue;
    event.state = 'dropped';
    event.reason = reason;
  }
};

/** What is held of cars that are not subscribed any more is not shown. */
const letPass = (state: State, which: (event: Promised) => boolean): void => {
  for (const event of state.events) if (which(event)) event.passable = true;
};

// What cars do.

/** A report of a car: one event for each webhook that it concerns, however many signals changed. */
export const report = (state: State, number: number, values: Values): void => {
  const car = carOf(state, number);
  const before = car.values;
  const changed = (Object.keys(values) as Code[]).filter(
    (code) => JSON.stringify(values[code]) !== JSON.stringify(before[code]),
  );
  if (changed.length > 0) {
    car.values = { ...before, ...values };
    car.revision += 1;
    for (const { hook, subscription } of listeners(state, number)) {
      tell(state, { hook, subscription, number, changed, before });
    }
  }
  if (car.failure === null) return;
  car.failure = null;
  tellErrors(state, number);
};

/** A reading of the whole car fails; what is wrong only for a moment is nobody's business. */
export const fail = (state: State, number: number, failure: Failure): void => {
  if (!LASTING.has(failure)) return;
  carOf(state, number).failure = failure;
  tellErrors(state, number);
};

/** Of each error once when it begins and once when it is over; what is over comes first. */
const tellErrors = (state: State, number: number): void => {
  const { failure, granted } = carOf(state, number);
  for (const { hook, subscription } of listeners(state, number)) {
    const { reported } = subscription;
    if ((reported?.failure ?? null) === failure) continue;
    const visible = hook.definition.signals.filter((code) => granted?.has(PERMISSION_OF[code]));
    subscription.reported = failure && { failure, signals: visible };
    if (reported) promiseError(state, hook, number, reported, 'RESOLVED');
    if (subscription.reported) {
      promiseError(state, hook, number, subscription.reported, 'ERROR');
    }
  }
};

/** The webhooks that are told of the car now. */
const listeners = (state: State, number: number) =>
  [...state.hooks.values()].flatMap((hook) => {
    const subscription = hook.subscriptions.get(number);
    return subscription && isActive(hook) ? [{ hook, subscription }] : [];
  });

interface Telling {
  readonly hook: Hook;
  readonly subscription: Subscription;
  readonly number: number;
  readonly changed: readonly Code[];
  readonly before: Values;
}

const tell = (state: State, { hook, subscription, number, changed, before }: Telling): void => {
  const car = carOf(state, number);
  const first = subscription.owed;
  const { triggers } = hook.definition;
  const concerns = triggers.some(({ code }) => changed.includes(code));
  if (!first && !concerns) return;
  // In the first report of a car, everything is new and nothing has changed.
  const told = first && car.revision === 1 ? [] : changed;
  const visible = told.filter((code) => car.granted?.has(PERMISSION_OF[code]));
  const fired = firedBy(triggers, subscription.references, visible, before, car.values);
  subscription.owed = false;
  if (first || fired.size > 0) promise(state, hook, number, first, [...fired]);
};

const firedBy = (
  triggers: readonly ModelTrigger[],
  references: Map<string, number>,
  changed: readonly Code[],
  before: Values,
  after: Values,
): ReadonlySet<Code> => {
  const fired = new Set<Code>();
  const names = new Set<string>();
  for (const { code, condition } of triggers) {
    const name = `${code} ${JSON.stringify(condition)}`;
    names.add(name);
    if (!changed.includes(code)) continue;
    const [was, is] = [scalarOf(before[code]), scalarOf(after[code])];
    if (condition === null) fired.add(code);
    else if (condition.type === 'changesBy') {
      const reference = references.get(name) ?? was;
      const held =
        reference !== undefined && Math.abs(Number(is) - Number(reference)) >= condition.value;
      if (held) fired.add(code);
      references.set(name, Number(held ? is : (reference ?? is)));
    } else if (was !== undefined && holds(condition, was, is)) fired.add(code);
  }
  // A condition that was edited away begins anew should it come back.
  for (const name of references.keys()) if (!names.has(name)) references.delete(name);
  return fired;
};

const holds = (condition: TriggerCondition, was: unknown, is: unknown): boolean => {
  switch (condition.type) {
    case 'crossesAbove':
      return Number(was) <= condition.value && Number(is) > condition.value;
    case 'crossesBelow':
      return Number(was) >= condition.value && Number(is) < condition.value;
    case 'becomes':
      return was !== condition.value && is === condition.value;
    case 'leaves':
      return was === condition.value && is !== condition.value;
    default:
      throw new Error(`the model has no ${condition.type}`);
  }
};

const scalarOf = (body: unknown): unknown => (body as { value?: unknown } | undefined)?.value;

// What becomes of it.

/** The states that are owed and known, as they go out when somebody looks for them. */
export const owedNow = (state: State): { readonly hook: Hook; readonly number: number }[] =>
  [...state.hooks.values()]
    .filter(isActive)
    .flatMap((hook) =>
      [...hook.subscriptions]
        .filter(([number, { owed }]) => owed && carOf(state, number).revision > 0)
        .map(([number]) => ({ hook, number })),
    );

export const sendOwed = (state: State): void => {
  for (const { hook, number } of owedNow(state)) sendFirst(state, hook.id, number);
};

export const sendFirst = (state: State, id: string, number: number): void => {
  const hook = hookOf(state, id);
  const subscription = hook.subscriptions.get(number);
  if (subscription) subscription.owed = false;
  promise(state, hook, number, true, []);
};

const promise = (
  state: State,
  hook: Hook,
  number: number,
  first: boolean,
  fired: readonly Code[],
): void => {
  const car = carOf(state, number);
  enter(state, hook, number, {
    type: 'VEHICLE_STATE',
    sequence: car.revision,
    triggers: [...(first ? ['FIRST_DELIVERY'] : []), ...fired].sort(),
    told: Object.fromEntries(hook.definition.signals.map((code) => [code, toldOf(car, code)])),
  });
};

const promiseError = (
  state: State,
  hook: Hook,
  number: number,
  { failure, signals }: CarError,
  status: 'ERROR' | 'RESOLVED',
): void =>
  enter(state, hook, number, {
    ...{ type: 'VEHICLE_ERROR', sequence: null, told: {} },
    triggers: [failure, status, ...signals].sort(),
  });

const enter = (
  state: State,
  hook: Hook,
  car: number,
  content: Pick<Promised, 'type' | 'sequence' | 'triggers' | 'told'>,
): void => {
  state.events.push({
    ...content,
    ...{ number: (state.events.at(-1)?.number ?? -1) + 1, hook: hook.id, car, turn: state.turn },
    ...{ ordered: hook.definition.ordered, pauses: hook.definition.pauses },
    ...{ eventId: null, notBefore: NEVER_TRIED_BEFORE, due: state.now, stuck: false },
    ...{ failures: 0, unsure: 0, accepted: 0, reason: null },
    ...{ state: hook.definition.pulled ? 'held' : 'open', passable: false },
  });
};

const toldOf = (car: Car, code: Code): unknown => {
  if (!car.granted?.has(PERMISSION_OF[code])) return { type: 'PERMISSION', code: null };
  return car.values[code] ?? { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' };
};

/** An attempt that was made, whose end the process lived to write down. */
export const attempted = (event: Promised, at: number, accepted: boolean): void => {
  if (accepted) {
    event.accepted += 1;
    if (event.state === 'open') event.state = 'delivered';
    return;
  }
  const pause = event.pauses[event.failures];
  const longest = longestPause(event, event.unsure);
  event.failures += 1;
  if (pause === undefined) {
    if (event.state === 'open') event.state = 'dead';
    return;
  }
  event.notBefore = at + pause;
  event.due = at + longest;
};

/** When some of so many unsure attempts count as well. */
const longestPause = ({ failures, pauses }: Promised, unsure: number): number =>
  Math.max(0, ...pauses.slice(failures, failures + unsure + 1));

/** An attempt of a process that died: whether it counts depends on what it lived to write down. */
export const attemptedUnsurely = (event: Promised, at: number, accepted: boolean): void => {
  event.due = Math.max(event.due, at + longestPause(event, event.unsure));
  event.unsure += 1;
  if (accepted) event.accepted += 1;
};

/** Whether somebody has to attempt it at the time that it is due. */
export const mustBeAttempted = (state: State, event: Promised): boolean =>
  event.state === 'open' &&
  event.accepted === 0 &&
  !event.stuck &&
  event.due <= state.now &&
  // It may be dead already.
  !mayBeDead(event) &&
  !(limitOf(state, event) !== null && hasStuck(state, event.hook)) &&
  !(event.ordered && mayWait(state, event));

export const limitOf = (state: State, { hook }: Promised): number | null =>
  hookOf(state, hook).definition.mostUnderWay;

/** What a dead process holds counts as under way until somebody takes over. */
const hasStuck = (state: State, hook: string): boolean =>
  state.events.some((event) => event.hook === hook && event.stuck);

/** After attempts of which some may have been written down. */
export const mayBeDead = ({ failures, unsure, pauses }: Promised): boolean =>
  failures + unsure > pauses.length;

/** Its turn may not have come; or it came before the clock was set back, and is due as it was then. */
const mayWait = (state: State, event: Promised): boolean =>
  state.now < state.latest || openBefore(state, event).length > 0;

/** In order by vehicle: what has to be over before this event goes out. */
export const predecessors = (state: State, event: Promised): Promised[] =>
  openBefore(state, event).filter((one) => one.accepted === 0 && !mayBeDead(one));

/** Earlier events of the same car; one that a process died over may be over already. */
const openBefore = (state: State, event: Promised): Promised[] =>
  state.events.filter(
    (one) =>
      one.number < event.number &&
      one.hook === event.hook &&
      one.car === event.car &&
      one.state === 'open',
  );

// What is pulled.

/** Whether a reader of the webhook may see it now. */
export const isReadable = (state: State, { hook, car }: Promised): boolean =>
  hookOf(state, hook).subscriptions.has(car);

/** What a reader of the webhook has to see before it sees anything of a later turn; all of it, in the end. */
export const mustBeRead = (state: State, hook: string, before: number): Promised[] =>
  state.events.filter(
    (event) =>
      event.hook === hook &&
      event.state === 'held' &&
      event.turn < before &&
      !event.passable &&
      isReadable(state, event),
  );
