import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  attempted,
  attemptedUnsurely,
  hookOf,
  isActive,
  type Promised,
  predecessors,
  type State,
  sendFirst,
} from './rules.js';
import { ACCEPTED, type Arrival } from './sink.js';

/** Something that the documents do not allow. */
export class Violation extends Error {}

export interface Reading {
  readonly state: State;
  /** What signs this application's deliveries. */
  readonly key: string;
  /** A process died while these were made: nobody knows which of them were written down. */
  readonly unsure: boolean;
  /** Dropped while an attempt was already under way; that one attempt may still arrive. */
  readonly excusable: Set<Promised>;
  /** Ids of all deliveries that arrived. */
  readonly seenDeliveries: Set<string>;
  /** Whether the delivery log says that this attempt was given up on before its answer came. */
  readonly gaveUpOn: (event: Promised) => Promise<boolean>;
}

/** What arrives, however it does. */
export type Delivery = Pick<Arrival, 'at' | 'raw' | 'body' | 'signature' | 'userAgent'>;

type Recognising = Pick<Reading, 'state' | 'key' | 'seenDeliveries'>;

/** The event that a delivery tells of, as the documents want it; null for a VERIFY. */
export const recognise = (delivery: Delivery, reading: Recognising): Promised | null => {
  const { body } = delivery;
  checkEnvelope(delivery, reading);
  if (body.eventType === 'VERIFY') return null;
  const event = eventOf(delivery, reading.state);
  checkTold(delivery, event);
  reading.seenDeliveries.add(body.meta.deliveryId);
  return event;
};

/** Holds one attempt against the model, and tells the model of it. Answers with the event; null for a VERIFY. */
export const read = async (arrival: Arrival, reading: Reading): Promise<Promised | null> => {
  const event = recognise(arrival, reading);
  if (!event) return null;
  const attempt = `attempt at ${describe(event)}, answered ${arrival.answer}`;

  const { state } = reading;
  if (event.state === 'delivered' && (await reading.gaveUpOn(event))) {
    event.state = 'open';
    event.failures += 1;
  }
  const excused = reading.excusable.delete(event);
  if (!excused) {
    if (event.state !== 'open') {
      const why = event.reason ? ` (${event.reason})` : '';
      throw new Violation(`${attempt}: it must not be sent any more, it is ${event.state}${why}`);
    }
    if (!isActive(hookOf(state, event.hook))) {
      throw new Violation(`${attempt}: its webhook is not active`);
    }
    if (arrival.path !== hookOf(state, event.hook).definition.path) {
      throw new Violation(`${attempt}: it went to ${arrival.path}`);
    }
    if (event.failures > event.pauses.length) {
      throw new Violation(`${attempt}: there are ${event.pauses.length + 1} attempts and no more`);
    }
    if (arrival.at < event.notBefore) {
      throw new Violation(`${attempt}: it is ${event.notBefore - arrival.at} ms too early`);
    }
    const [before] = event.ordered ? predecessors(state, event) : [];
    if (before) throw new Violation(`${attempt}: ${describe(before)} has to come first`);
  }
  const accepted = ACCEPTED.has(arrival.answer);
  if (reading.unsure) attemptedUnsurely(event, arrival.at, accepted);
  else attempted(event, arrival.at, accepted);
  return event;
};

export const describe = (event: Promised): string =>
  `event ${event.number} (${event.triggers.join(' + ')}, car ${event.car}, sequence ${event.sequence})`;

const checkEnvelope = (
  { raw, body, signature, at, userAgent }: Delivery,
  reading: Recognising,
): void => {
  const { deliveryId, deliveredAt } = body.meta;
  const demand = (holds: boolean, what: string): void => {
    if (!holds) throw new Violation(`delivery ${deliveryId}: ${what}: ${raw}`);
  };
  const expected = createHmac('sha256', reading.key).update(raw).digest('hex');
  demand(signature === expected, `signed ${signature} instead of ${expected}`);
  demand(raw === JSON.stringify(body), 'the body is not as JSON.stringify writes it');
  demand(!reading.seenDeliveries.has(deliveryId), 'its deliveryId came before');
  demand(deliveredAt === at, `deliveredAt is not ${at}`);
  demand(userAgent?.startsWith('Smartcar/') === true, `its User-Agent is ${userAgent}`);
};

/**
 * The promise that the delivery keeps: known by its id, or else the oldest that it fits. Two errors of a car may read
 * alike, and where the clock was set back in between, the younger one is due first.
 */
const eventOf = ({ body, raw }: Delivery, state: State): Promised => {
  const known = state.events.find(({ eventId }) => eventId === body.eventId);
  if (known) return known;
  const car = state.cars.findIndex(({ vehicleId }) => vehicleId === body.vehicleId);
  const triggers = triggersOf(body);
  const fits = (event: Promised): boolean =>
    event.eventId === null &&
    event.type === body.eventType &&
    event.hook === body.meta.webhookId &&
    event.car === car &&
    event.sequence === (body.meta.sequence ?? null) &&
    isDeepStrictEqual(event.triggers, triggers);
  const find = (): Promised | undefined => {
    const fitting = state.events.filter(fits);
    const wanted =
      fitting.find((event) => event.state === 'open' && event.due <= state.now) ??
      fitting.find((event) => event.state === 'open' || isHeld(event));
    const found = wanted ?? fitting[0];
    // It may be any of them: which was passed is not known.
    if (found && fitting.some(({ passable }) => passable)) found.passable = true;
    return found;
  };
  let event = find();
  if (!event && isDeepStrictEqual(triggers, ['FIRST_DELIVERY'])) {
    // Owed so far; whoever made it may have died before it was known.
    const subscription = state.hooks.get(body.meta.webhookId)?.subscriptions.get(car);
    if (subscription?.owed) sendFirst(state, body.meta.webhookId, car);
    event = find();
  }
  if (!event) throw new Violation(`nobody was promised this delivery: ${raw}`);
  event.eventId = body.eventId;
  return event;
};

interface Coded {
  readonly code: string;
}

/** What the delivery is about, as the model writes it. */
const triggersOf = ({ eventType, data }: Arrival['body']): string[] => {
  const codesOf = (entries: readonly Coded[]) => entries.map(({ code }) => code);
  if (eventType !== 'VEHICLE_ERROR') return codesOf(data.triggers).sort();
  return data.errors
    .flatMap(({ type, code, state, signals }: ToldError) => [
      ...[`${type}:${code}`, state],
      ...codesOf(signals),
    ])
    .sort();
};

interface ToldError extends Coded {
  readonly type: string;
  readonly state: string;
  readonly signals: readonly Coded[];
}

interface Entry {
  readonly code: string;
  readonly body?: unknown;
  readonly status: { readonly value: string; readonly error?: unknown };
}

const isHeld = ({ state, passable }: Promised): boolean => state === 'held' && !passable;

const checkTold = ({ body, raw }: Delivery, event: Promised): void => {
  // What is told of an error is what it was found by.
  if (event.type === 'VEHICLE_ERROR') return;
  const entries: Entry[] = body.data.signals;
  const told = Object.fromEntries(
    entries.map(({ code, body: value, status }) => [
      code,
      status.value === 'SUCCESS' ? value : status.error,
    ]),
  );
  if (isDeepStrictEqual(told, event.told) && body.meta.signalCount === entries.length) return;
  throw new Violation(`${describe(event)} tells ${raw} instead of ${JSON.stringify(event.told)}`);
};
