import {
  type ErrorRow,
  errorRow,
  findErrorRow,
  findSignalRow,
  SIGNALS,
  type SignalCode,
  type SignalRow,
  signalBodyIn,
  type UnitSystem,
} from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import { signalRefusal } from '../../access/capability.js';
import { fault } from '../../platform/fault.js';
import type { StoredSignal, VehicleSnapshot } from '../../signals/report.js';

/** One signal of one car as both forms of v3 write it. */
export interface SignalReading {
  readonly row: SignalRow;
  readonly error?: ErrorRow;
  /** In the reader's units; after a failure the last good one, when there was one. */
  readonly body?: unknown;
  /** Epoch milliseconds. */
  readonly oemUpdatedAt?: number;
  readonly retrievedAt?: number;
}

const ROWS: readonly SignalRow[] = SIGNALS;

/** Everything that the car has and the owner has allowed, in the catalogue's order. */
export const readAll = (
  access: VehicleAccess,
  snapshot: VehicleSnapshot,
  units: UnitSystem,
): SignalReading[] =>
  ROWS.flatMap((row) => {
    const stored = snapshot.signals[row.code as SignalCode];
    if (!stored || !access.permissions.has(row.permission)) return [];
    if (signalRefusal(access.vehicle, row)) return [];
    return [readingOf(row, stored, units)];
  });

/** The row of a signal that this access may ask for; throws otherwise. */
export const demandReadable = (access: VehicleAccess, code: string): SignalRow => {
  const row = findSignalRow(code);
  if (!row) throw fault('RESOURCE_NOT_FOUND', 'SIGNAL_NOT_FOUND');
  if (!access.permissions.has(row.permission)) throw fault('PERMISSION', null);
  return row;
};

/** One signal; that such a car cannot have it is an answer, that it was never stored is not. */
export const readOne = (
  access: VehicleAccess,
  row: SignalRow,
  snapshot: VehicleSnapshot,
  units: UnitSystem,
): SignalReading => {
  const refusal = signalRefusal(access.vehicle, row);
  if (refusal) return { row, error: refusal.row };
  const stored = snapshot.signals[row.code as SignalCode];
  if (!stored) throw fault('RESOURCE_NOT_FOUND', 'SIGNAL_NOT_FOUND');
  return readingOf(row, stored, units);
};

/** The rows that a client names, each once, in its order; throws when one of the codes is none. */
export const demandSignals = (codes: readonly string[]): SignalRow[] =>
  [...new Set(codes)].map((code) => {
    const row = findSignalRow(code);
    if (row) return row;
    const field = `signals.${codes.indexOf(code)}`;
    throw fault('VALIDATION', 'PARAMETER', { detail: [{ field, message: 'is no signal' }] });
  });

/** Signals that a client asked for by name: what stands against one of them is its status, not a failure. */
export const readNamed = (
  access: VehicleAccess,
  rows: readonly SignalRow[],
  snapshot: VehicleSnapshot,
  units: UnitSystem,
): SignalReading[] =>
  rows.map((row) => {
    if (!access.permissions.has(row.permission))
      return { row, error: errorRow('PERMISSION', null) };
    const refusal = signalRefusal(access.vehicle, row);
    if (refusal) return { row, error: refusal.row };
    const stored = snapshot.signals[row.code as SignalCode];
    return stored ? readingOf(row, stored, units) : { row };
  });

/** When the car recorded the oldest of them; undefined when none of them has a time. */
export const oldestOf = (readings: readonly SignalReading[]): number | undefined => {
  let oldest: number | undefined;
  for (const { oemUpdatedAt } of readings) {
    if (oemUpdatedAt !== undefined && (oldest === undefined || oemUpdatedAt < oldest)) {
      oldest = oemUpdatedAt;
    }
  }
  return oldest;
};

const readingOf = (row: SignalRow, stored: StoredSignal, units: UnitSystem): SignalReading => {
  const { error, body, oemUpdatedAt, retrievedAt } = stored;
  return {
    row,
    retrievedAt,
    ...(oemUpdatedAt === undefined ? {} : { oemUpdatedAt }),
    ...(body === undefined ? {} : { body: signalBodyIn(row, body, units) }),
    ...(error === undefined ? {} : { error: rowOf(error) }),
  };
};

const rowOf = (error: { type: string; code: string | null }): ErrorRow =>
  findErrorRow(error.type, error.code) ?? errorRow('UPSTREAM', 'UNKNOWN_ISSUE');
