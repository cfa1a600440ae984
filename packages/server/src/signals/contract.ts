import type { SignalCode } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { Tx } from '../store/store.js';
import type { SignalReport, VehicleSnapshot } from './report.js';

export interface Signals {
  /**
   * Takes a report in: newest values, history, change detection and the webhook events of the change, all in
   * one transaction. Malformed entries are counted and left out, never fatal. A report that changes nothing
   * writes nothing. Throws AUTHENTICATION when the car is no longer connected.
   */
  ingest(vehicle: Vehicle, report: SignalReport): Promise<VehicleSnapshot>;
  /**
   * Keeps what a reading of the whole car failed with until one succeeds, and tells the webhooks of it. Failures
   * that say nothing about the next reading are not kept.
   */
  noteFailure(
    vehicle: Vehicle,
    failure: { readonly type: string; readonly code: string | null },
  ): Promise<void>;
  /** The newest stored state, from memory when this process knows it; null before the first report. */
  latest(
    vehicle: Pick<Vehicle, 'id' | 'applicationId'>,
  ): VehicleSnapshot | null | Promise<VehicleSnapshot | null>;
  /** Deletes history recorded before the given moment, of every application; answers with the number of reports. */
  pruneHistory(before: Date): Promise<number>;
}

/** What ingest calls inside its transaction: matching triggers become rows of the outbox. */
export interface WebhookOutbox {
  /** True when there is something new to send: then `wake` is due after the commit. */
  recordChanges(
    tx: Tx,
    vehicle: Vehicle,
    changed: readonly SignalCode[],
    snapshot: VehicleSnapshot,
    before: VehicleSnapshot,
  ): Promise<boolean>;
  /**
   * Tells subscribers what is wrong with the car and what no longer is, as far as they do not know yet. True as
   * above.
   */
  recordErrors(tx: Tx, vehicle: Vehicle, snapshot: VehicleSnapshot): Promise<boolean>;
  /** Tells the dispatchers of every process; what it misses they find by themselves a little later. */
  wake(): void;
}
