import { randomUUID } from 'node:crypto';

interface Options {
  readonly eventId?: string;
  readonly code?: string;
  readonly body?: Record<string, unknown>;
}

/** A delivery of version 4.0 with one changed signal; locks unless told otherwise. */
export const stateEvent = (carId: string, options: Options = {}): object => {
  const code = options.code ?? 'closure-islocked';
  const names = { code, name: code, group: 'Group' };
  return {
    eventId: options.eventId ?? randomUUID(),
    eventType: 'VEHICLE_STATE',
    vehicleId: carId,
    data: {
      user: { id: randomUUID() },
      vehicle: { id: carId, make: 'TESLA', model: 'Model 3', year: 2022 },
      triggers: [names],
      signals: [
        {
          ...names,
          body: options.body ?? { value: false },
          status: { value: 'SUCCESS' },
          meta: { retrievedAt: 1 },
        },
      ],
    },
    meta: { version: '4.0', webhookName: 'Demo app', mode: 'SIMULATED', signalCount: 1 },
  };
};
