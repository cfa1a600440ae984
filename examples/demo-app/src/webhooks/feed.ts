import { signalLabel, signalValue } from './describe.js';
import type { Signal, WebhookEvent } from './event.js';

/** One webhook as the page tells it. */
export interface Happening {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'state' | 'error';
  readonly changes: readonly Change[];
  /** How many signals the delivery carried in all. */
  readonly signalCount: number;
}

export interface Change {
  readonly label: string;
  readonly code: string;
  /** Empty for what has no short form. */
  readonly before: string;
  readonly after: string;
  readonly docUrl: string | null;
}

export interface Feed {
  /** False for an event that was there already: deliveries come at least once. */
  add(event: WebhookEvent): boolean;
  /** Newest first. */
  recent(carId: string): readonly Happening[];
  follow(carId: string, listener: (happening: Happening) => void): () => void;
}

/** What these were before says nothing that the new value does not. */
const SELF_EVIDENT = new Set(['location-preciselocation', 'odometer-traveleddistance']);
const KEPT_A_CAR = 40;
const REMEMBERED_IDS = 2000;

export const createFeed = (now: () => number): Feed => {
  const seen = new Set<string>();
  const byCar = new Map<string, Happening[]>();
  const lastValues = new Map<string, Map<string, string>>();
  const listeners = new Map<string, Set<(happening: Happening) => void>>();

  const isNew = (eventId: string): boolean => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    const [oldest] = seen;
    if (seen.size > REMEMBERED_IDS && oldest !== undefined) seen.delete(oldest);
    return true;
  };

  const tell = (carId: string, event: WebhookEvent): void => {
    const known = lastValues.get(carId) ?? new Map<string, string>();
    const happening = happeningOf(event, known, new Date(now()));
    for (const signal of event.signals) known.set(signal.code, signalValue(signal));
    lastValues.set(carId, known);
    byCar.set(carId, [happening, ...(byCar.get(carId) ?? [])].slice(0, KEPT_A_CAR));
    for (const listener of listeners.get(carId) ?? []) listener(happening);
  };

  return {
    add: (event) => {
      if (!isNew(event.eventId)) return false;
      if (event.vehicleId !== null) tell(event.vehicleId, event);
      return true;
    },
    recent: (carId) => byCar.get(carId) ?? [],
    follow: (carId, listener) => {
      const followers = listeners.get(carId) ?? new Set();
      listeners.set(carId, followers.add(listener));
      return () => {
        followers.delete(listener);
        if (followers.size === 0) listeners.delete(carId);
      };
    },
  };
};

const happeningOf = (
  event: WebhookEvent,
  known: ReadonlyMap<string, string>,
  at: Date,
): Happening => ({
  id: event.eventId,
  at,
  kind: event.errors.length > 0 ? 'error' : 'state',
  changes: [...errorChanges(event), ...stateChanges(event, known)],
  signalCount: event.signals.length,
});

const stateChanges = (event: WebhookEvent, known: ReadonlyMap<string, string>): Change[] => {
  const signals = new Map<string, Signal>(event.signals.map((signal) => [signal.code, signal]));
  return event.triggers.map(({ code, name }) => {
    const signal = signals.get(code);
    const after = signal === undefined ? '' : signalValue(signal);
    const before = known.get(code) ?? '';
    return {
      label: signalLabel(code, name),
      code,
      before: before === after || after === '' || SELF_EVIDENT.has(code) ? '' : before,
      after: code === 'FIRST_DELIVERY' ? `${told(event)} signals to begin with` : after,
      docUrl: null,
    };
  });
};

/** A signal that the car does not have comes without a body. */
const told = ({ signals }: WebhookEvent): number =>
  signals.filter(({ body }) => Object.keys(body).length > 0).length;

const errorChanges = (event: WebhookEvent): Change[] =>
  event.errors.map((error) => ({
    label: error.resolved ? 'Back in order' : 'Trouble',
    code: event.eventType,
    before: '',
    after: error.description,
    docUrl: error.docUrl,
  }));
