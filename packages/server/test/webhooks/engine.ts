import type { SignalCode } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../../src/access/access.js';
import { createEndpointReader } from '../../src/http/v2/endpoint-reader.js';
import { createPostgresBuckets } from '../../src/limits/buckets/postgres-buckets.js';
import { createManualClock, type ManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { fault } from '../../src/platform/fault.js';
import { createKeyring } from '../../src/platform/keyring.js';
import type { Mailer } from '../../src/platform/mailer.js';
import {
  createProcesses,
  type ProcessRegister,
  type ProcessSettings,
} from '../../src/processes/processes.js';
import type { Signals } from '../../src/signals/contract.js';
import type { VehicleSnapshot } from '../../src/signals/report.js';
import { createSignals } from '../../src/signals/signals.js';
import type { Store } from '../../src/store/store.js';
import type { Webhook, WebhookDefinition } from '../../src/webhooks/contract.js';
import type { WebhookSettings } from '../../src/webhooks/settings.js';
import { createWebhooks, type WebhookServices } from '../../src/webhooks/webhooks.js';
import { reportOf } from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import type { Answer, Receiver } from '../support/receiver.js';
import { smartcar } from '../support/smartcar.js';

export const START = Date.UTC(2026, 0, 5, 8);
export const STATE_OF_CHARGE = 'tractionbattery-stateofcharge';
export const ODOMETER = 'odometer-traveleddistance';
export const LOCATION = 'location-preciselocation';

/** Each application's key is told apart by its name. */
export const keyOf = (applicationId: string): string => `amt-${applicationId}`;

const keyring = createKeyring({ id: 'test', key: Buffer.alloc(32, 1) });

export interface Engine extends WebhookServices {
  readonly clock: ManualClock;
  readonly processes: ProcessRegister;
  readonly signals: Signals;
  /** The car says so now. */
  report(vehicle: Vehicle, bodies: Partial<Record<SignalCode, unknown>>): Promise<void>;
  /** A webhook whose callback has just been verified by the receiver. */
  verified(
    applicationId: string,
    definition: Partial<WebhookDefinition>,
    receiver: Receiver,
  ): Promise<Webhook>;
  subscribe(webhook: Webhook, access: VehicleAccess): Promise<void>;
}

/** One process's webhook engine and signals, on a clock that stands still. */
export const createEngine = (
  store: Store,
  settings: Partial<WebhookSettings> = {},
  clock: ManualClock = createManualClock(START),
  mailer: Mailer | null = null,
  processSettings: Partial<ProcessSettings> = {},
): Engine => {
  const processes = createProcesses({
    ...{ store, entropy: systemEntropy, log: silentLog, settings: processSettings },
  });
  const services = createWebhooks({
    ...{ store, clock, entropy: systemEntropy, log: silentLog, keyring, processes },
    buckets: createPostgresBuckets({ store, clock }),
    applications: {
      managementToken: async (applicationId) => keyOf(applicationId),
      managementTokens: async (applicationId) => [keyOf(applicationId)],
    },
    settings: { allowLocalCallbacks: true, ...settings },
    endpoints: createEndpointReader({
      ...{ clock, log: silentLog, publicUrl: 'https://carport.example' },
      vehicles: { snapshot: (access) => known(access) },
      batteryLink: () => 'https://carport.example/battery-capacity',
    }),
    signals: { latest: (vehicle) => signals.latest(vehicle) },
    mailer,
  });
  const { webhooks, outbox } = services;
  const signals = createSignals({ store, clock, outbox, log: silentLog });
  const known = async ({ vehicle }: VehicleAccess): Promise<VehicleSnapshot> => {
    const state = await signals.latest(vehicle);
    if (!state) throw fault('VEHICLE_STATE', 'UNREACHABLE');
    if (state.failure) throw fault('VEHICLE_STATE', 'ASLEEP');
    return state;
  };
  return {
    ...{ ...services, clock, processes, signals },
    report: async (vehicle, bodies) => {
      await signals.ingest(vehicle, reportOf(bodies, clock.now()));
    },
    verified: async (applicationId, definition, receiver) => {
      const webhook = await webhooks.create(applicationId, {
        ...{ name: 'Fleet', callbackUri: receiver.url },
        ...{ triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
        ...definition,
      });
      receiver.script(answerChallenge(keyOf(applicationId)));
      const result = await webhooks.verify(applicationId, webhook.id);
      if (!result?.verified) throw new Error(`not verified: ${result?.error}`);
      return webhook;
    },
    subscribe: async (webhook, { applicationId, vehicle, userId }) => {
      await webhooks.subscribe(applicationId, webhook.id, vehicle.id, userId);
    },
  };
};

/** As a receiver on the official SDK answers VERIFY. */
export const answerChallenge =
  (key: string): Answer =>
  (response, { body }) => {
    const challenge = smartcar.hashChallenge(key, (body.data ?? body.payload).challenge);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ challenge }));
  };
