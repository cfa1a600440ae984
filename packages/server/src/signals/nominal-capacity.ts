import type { SignalBody } from '@carport/catalog';
import type { SignalEntry, SignalValue, StoredSignal, VehicleSnapshot } from './report.js';

/*
 * Which battery a car has. Where the carmaker cannot tell, it names the candidates, and the owner says which of them
 * it is. What the owner has said holds for as long as the carmaker knows no better.
 */

const CODE = 'tractionbattery-nominalcapacity';
type Body = SignalBody<typeof CODE>;

export interface Battery {
  /** In kWh; null while nobody knows. */
  readonly capacity: number | null;
  readonly source: 'SMARTCAR' | 'USER_SELECTED';
  readonly candidates: readonly BatteryCandidate[];
  /** Whether it is for the owner to say. */
  readonly isOpen: boolean;
}

export interface BatteryCandidate {
  readonly capacity: number;
  readonly description: string | null;
}

/** What the signal's body tells; undefined for a car that has no such battery. */
export const batteryOf = (body: Body | undefined): Battery | undefined => {
  if (body === undefined) return undefined;
  const candidates = body.availableCapacities.flatMap(({ capacity, description }) =>
    capacity === null ? [] : [{ capacity, description }],
  );
  const { capacity } = body;
  const source = body.source ?? 'SMARTCAR';
  const isTold = capacity !== null && source === 'SMARTCAR';
  return { capacity, source, candidates, isOpen: !isTold && candidates.length > 0 };
};

/** The battery as a car has reported it last, however long ago. */
export const latestBattery = (snapshot: VehicleSnapshot | null): Battery | undefined =>
  batteryOf(snapshot?.signals[CODE]?.body as Body | undefined);

/**
 * A report of what the owner says; undefined where it is not for them to say, or no candidate. The offered ones count
 * while the car itself has reported nothing.
 */
export const ownersBattery = (
  known: VehicleSnapshot | null,
  capacity: number,
  now: number,
  offered: readonly BatteryCandidate[] = [],
): SignalValue | undefined => {
  const body = (known?.signals[CODE]?.body as Body | undefined) ?? untold(offered);
  const battery = batteryOf(body);
  if (!battery?.isOpen || !isAmong(battery, capacity)) return undefined;
  return { code: CODE, body: { ...body, capacity, source: 'USER_SELECTED' }, oemUpdatedAt: now };
};

const untold = (candidates: readonly BatteryCandidate[]): Body => ({
  source: 'SMARTCAR',
  capacity: null,
  availableCapacities: [...candidates],
  unit: 'kWh',
});

/** A carmaker's report in which what the owner has said still stands. */
export const keepingOwnersBattery = (
  entry: SignalEntry,
  known: StoredSignal | undefined,
): SignalEntry => {
  if (entry.code !== CODE || !('body' in entry)) return entry;
  const told = entry.body as Body;
  const said = known?.body as Body | undefined;
  const battery = batteryOf(told);
  if (said?.source !== 'USER_SELECTED' || said.capacity === null) return entry;
  if (battery?.capacity !== null || !isAmong(battery, said.capacity)) return entry;
  return { ...entry, body: { ...told, capacity: said.capacity, source: 'USER_SELECTED' } };
};

const isAmong = ({ candidates }: Battery, wanted: number): boolean =>
  candidates.some(({ capacity }) => capacity === wanted);
