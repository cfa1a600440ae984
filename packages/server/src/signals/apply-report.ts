import { isDeepStrictEqual } from 'node:util';
import type { SignalCode } from '@carport/catalog';
import { keepingOwnersBattery } from './nominal-capacity.js';
import type { SignalEntry, StoredSignal, VehicleSnapshot } from './report.js';

type SignalTable = Partial<Record<SignalCode, StoredSignal>>;

export interface Applied {
  /** The state after the report; its revision is one more when anything changed. */
  readonly snapshot: VehicleSnapshot;
  readonly changed: readonly SignalCode[];
  readonly changes: SignalTable;
  /** The car could not be read before, and now it can. */
  readonly recovered: boolean;
}

/** What the state becomes by the entries. A later moment of the car is never overwritten by an earlier one. */
export const applyReport = (
  before: VehicleSnapshot,
  entries: ReadonlyMap<SignalCode, SignalEntry>,
  now: number,
  partial: boolean,
): Applied => {
  const signals: SignalTable = { ...before.signals };
  const changes: SignalTable = {};
  for (const [code, told] of entries) {
    const known = before.signals[code];
    const entry = keepingOwnersBattery(told, known);
    if (known && isLate(entry, known)) continue;
    const next = 'error' in entry ? failed(entry.error, known, now) : succeeded(entry, known, now);
    signals[code] = next;
    if (!sameToAReader(known, next)) changes[code] = next;
  }
  const changed = Object.keys(changes) as SignalCode[];
  const snapshot: VehicleSnapshot = {
    vehicleId: before.vehicleId,
    signals,
    fetchedAt: partial ? before.fetchedAt : Math.max(now, before.fetchedAt),
    revision: changed.length > 0 ? before.revision + 1 : before.revision,
    // What a command changed says nothing about reading.
    ...(partial && before.failure ? { failure: before.failure } : {}),
  };
  return { snapshot, changed, changes, recovered: before.failure !== undefined && !partial };
};

const isLate = (entry: SignalEntry, known: StoredSignal): boolean =>
  'oemUpdatedAt' in entry && entry.oemUpdatedAt < (known.oemUpdatedAt ?? 0);

/**
 * A car's clock that runs ahead must not make its later reports look late, and neither must ours when it steps back:
 * what is kept is no later than now, and no earlier than what is known.
 */
const succeeded = (
  { body, oemUpdatedAt }: { readonly body: unknown; readonly oemUpdatedAt: number },
  known: StoredSignal | undefined,
  now: number,
): StoredSignal => ({
  body,
  oemUpdatedAt: Math.max(Math.min(oemUpdatedAt, now), known?.oemUpdatedAt ?? 0),
  retrievedAt: now,
});

/** The last good value stays beside the error, with its own times. */
const failed = (
  error: NonNullable<StoredSignal['error']>,
  known: StoredSignal | undefined,
  now: number,
): StoredSignal => ({ retrievedAt: now, ...known, error });

const sameToAReader = (known: StoredSignal | undefined, next: StoredSignal): boolean =>
  known !== undefined &&
  isDeepStrictEqual(known.body, next.body) &&
  isDeepStrictEqual(known.error, next.error);
