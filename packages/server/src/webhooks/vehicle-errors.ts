import { type ErrorRow, errorRow, errorRowOf, type SignalCode, signalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import { isLasting } from '../signals/failures.js';
import type { VehicleSnapshot } from '../signals/report.js';
import type { Tx } from '../store/store.js';
import { type ErrorAudience, lockErrorAudience, saveReported } from './error-audience.store.js';
import { errorPayload } from './error-envelope.js';
import { aboutVehicle, type NewEventDeps, newEvent } from './new-event.js';
import type { RecordOperational } from './operational-events.js';
import { writeEvents } from './write-events.js';

export interface VehicleErrorDeps extends NewEventDeps {
  readonly recordOperational: RecordOperational;
  readonly settings: { readonly publicUrl: string };
}

/** The errors of a car by `TYPE:CODE`, with the signals that each is about. */
export type ErrorsBySignal = Readonly<Record<string, readonly SignalCode[]>>;

/** What one subscriber may know of a car's errors: those of the car, and of signals that it gets and the owner granted. */
export const errorsFor = (
  { failure, signals }: VehicleSnapshot,
  { webhook, permissions }: Pick<ErrorAudience, 'webhook' | 'permissions'>,
): ErrorsBySignal => {
  const visible = webhook.signals.filter((code) => permissions.has(signalRow(code).permission));
  const errors: Record<string, readonly SignalCode[]> = {};
  for (const code of visible) {
    const error = signals[code]?.error;
    if (error && isLasting(error)) errors[keyOf(error)] = [...(errors[keyOf(error)] ?? []), code];
  }
  return failure ? { ...errors, [keyOf(failure)]: visible } : errors;
};

/**
 * Tells every active subscriber of the car what it does not know yet: each error once when it begins and once
 * when it is over. One event an error, those that are over first.
 */
export const recordErrors =
  (deps: VehicleErrorDeps) =>
  async (tx: Tx, vehicle: Vehicle, snapshot: VehicleSnapshot): Promise<boolean> => {
    const events = [];
    for (const audience of await lockErrorAudience(tx, vehicle)) {
      const known = audience.reported;
      const present = errorsFor(snapshot, audience);
      const news = [
        ...entriesWithout(known, present).map((entry) => ({
          ...entry,
          state: 'RESOLVED' as const,
        })),
        ...entriesWithout(present, known).map((entry) => ({ ...entry, state: 'ERROR' as const })),
      ];
      if (news.length === 0) continue;
      await saveReported(tx, vehicle.applicationId, audience.subscriptionId, present);
      for (const one of news) events.push(errorEvent(deps, audience, vehicle, one));
    }
    await writeEvents(deps, tx, events);
    return events.length > 0;
  };

interface News {
  readonly key: string;
  readonly signals: readonly SignalCode[];
  readonly state: 'ERROR' | 'RESOLVED';
}

const entriesWithout = (errors: ErrorsBySignal, others: ErrorsBySignal) =>
  Object.entries(errors).flatMap(([key, signals]) => (key in others ? [] : [{ key, signals }]));

const errorEvent = (
  deps: VehicleErrorDeps,
  audience: ErrorAudience,
  vehicle: Vehicle,
  { key, signals, state }: News,
) =>
  newEvent(deps, aboutVehicle(vehicle, audience.webhook.id, 'VEHICLE_ERROR'), (eventId) =>
    errorPayload({
      ...{ eventId, vehicle, state, signals },
      webhook: audience.webhook,
      user: audience.user,
      row: rowOf(key),
      addressee: {
        publicUrl: deps.settings.publicUrl,
        applicationId: vehicle.applicationId,
        applicationName: audience.applicationName,
        vehicleId: vehicle.id,
        language: audience.language,
      },
    }),
  );

const keyOf = ({ type, code }: { type: string; code: string | null }): string => `${type}:${code}`;

const rowOf = (key: string): ErrorRow => errorRowOf(key) ?? errorRow('UPSTREAM', 'UNKNOWN_ISSUE');
