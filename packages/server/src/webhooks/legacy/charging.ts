import type { StoredSignal, VehicleSnapshot } from '../../signals/report.js';
import type { ChargingEvent } from './contract.js';

const STATES = ['CHARGING', 'FULLY_CHARGED', 'NOT_CHARGING'] as const;
type ChargingState = (typeof STATES)[number];

interface Known {
  readonly state: ChargingState;
  /** When the car recorded it, epoch milliseconds. */
  readonly at: number;
}

/** What remains to be known while the car is silent about charging. */
export const CHARGING_MARK = 'charging';

export interface ChargingChange {
  readonly eventType: ChargingEvent;
  readonly eventTime: number;
}

export interface ChargingJudged {
  readonly change: ChargingChange | undefined;
  /** To be remembered; undefined when the next change will know by itself. */
  readonly mark: string | undefined;
}

/** What a change of the car's state means for a charging session. */
export const judgeCharging = (
  before: VehicleSnapshot,
  after: VehicleSnapshot,
  mark: unknown,
): ChargingJudged => {
  const known = stateNamed(mark) ?? chargingState(before)?.state;
  const now = chargingState(after);
  if (!now) return { change: undefined, mark: known };
  const eventType = known && eventOf(known, now.state);
  return { change: eventType && { eventType, eventTime: now.at }, mark: undefined };
};

/** A session that ends at the charge limit is complete; any other end is a stop. */
const eventOf = (before: ChargingState, now: ChargingState): ChargingEvent | undefined => {
  if (before === now) return undefined;
  if (now === 'CHARGING') return 'CHARGING_STARTED';
  if (before !== 'CHARGING') return undefined;
  return now === 'FULLY_CHARGED' ? 'CHARGING_COMPLETED' : 'CHARGING_STOPPED';
};

/** Two signals tell it; the newer one counts, and of two of the same age the one that says more. */
const chargingState = ({ signals }: VehicleSnapshot): Known | undefined => {
  const detailed = told(signals['charge-detailedchargingstatus'], stateNamed);
  const simple = told(signals['charge-ischarging'], (value) =>
    typeof value === 'boolean' ? (value ? 'CHARGING' : 'NOT_CHARGING') : undefined,
  );
  if (!detailed || !simple) return detailed ?? simple;
  return simple.at > detailed.at && contradicts(simple.state, detailed.state) ? simple : detailed;
};

const contradicts = (simple: ChargingState, detailed: ChargingState): boolean =>
  (simple === 'CHARGING') !== (detailed === 'CHARGING');

const told = (
  stored: StoredSignal | undefined,
  stateOf: (value: unknown) => ChargingState | undefined,
): Known | undefined => {
  const state = stateOf((stored?.body as { readonly value?: unknown } | undefined)?.value);
  return state && stored && { state, at: stored.oemUpdatedAt ?? stored.retrievedAt };
};

const stateNamed = (value: unknown): ChargingState | undefined =>
  STATES.find((state) => state === value);
