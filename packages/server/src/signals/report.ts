import type { SignalCode } from '@carport/catalog';

/** What an adapter says about a car at one moment. Only signals that the car has are in it. */
export interface SignalReport {
  readonly entries: readonly SignalEntry[];
  /** The other signals were not asked for: the state as a whole gets no fresher by this report. */
  readonly partial?: boolean;
}

export type SignalEntry = SignalValue | SignalFailure;

export interface SignalValue {
  readonly code: SignalCode;
  /** Fits the catalogue's schema of the signal, in metric units. */
  readonly body: unknown;
  /** When the car recorded it, epoch milliseconds. */
  readonly oemUpdatedAt: number;
}

/** The car has the signal but could not give it this time. */
export interface SignalFailure {
  readonly code: SignalCode;
  readonly error: { readonly type: string; readonly code: string | null };
}

/** One signal as the store keeps it; a failure keeps the last good body beside the error. */
export interface StoredSignal {
  readonly body?: unknown;
  readonly oemUpdatedAt?: number;
  /** When Carport last got this signal from the carmaker. */
  readonly retrievedAt: number;
  readonly error?: { readonly type: string; readonly code: string | null };
}

/** The newest state of one car. */
export interface VehicleSnapshot {
  readonly vehicleId: string;
  readonly signals: Readonly<Partial<Record<SignalCode, StoredSignal>>>;
  readonly fetchedAt: number;
  /** Counts reports; orders snapshots of the same car. */
  readonly revision: number;
  /** Set while the car as a whole cannot be read. */
  readonly failure?: VehicleFailure;
}

/** What every reading of a car fails with. */
export interface VehicleFailure {
  readonly type: string;
  readonly code: string | null;
  /** Epoch milliseconds. */
  readonly since: number;
}
