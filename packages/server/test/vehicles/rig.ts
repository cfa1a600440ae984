import type { OemAdapter } from '../../src/oem/contract.js';
import { createOemRegistry, type OemRegistry } from '../../src/oem/registry.js';
import { createManualClock, type ManualClock } from '../../src/platform/clock.js';
import { createKeyring, type Keyring } from '../../src/platform/keyring.js';
import type { Signals, WebhookOutbox } from '../../src/signals/contract.js';
import { createSignals } from '../../src/signals/signals.js';
import type { Store } from '../../src/store/store.js';
import type { Vehicles } from '../../src/vehicles/contract.js';
import { createVehicles } from '../../src/vehicles/vehicles.js';
import { silentLog } from '../support/log.js';

export const START = Date.UTC(2026, 0, 5, 8);
export const CHARGE = 'tractionbattery-stateofcharge';
export const LOCKED = 'closure-islocked';

export interface Rig {
  readonly clock: ManualClock;
  readonly keyring: Keyring;
  readonly registry: OemRegistry;
  readonly signals: Signals;
  readonly vehicles: Vehicles;
}

const deafOutbox: WebhookOutbox = {
  recordChanges: async () => false,
  recordErrors: async () => false,
  wake: () => undefined,
};

/** Signals and vehicles over the given adapters, on a clock that stands still. */
export const createRig = (store: Store, ...adapters: OemAdapter[]): Rig => {
  const clock = createManualClock(START);
  const keyring = createKeyring({ id: 'test', key: Buffer.alloc(32, 1) });
  const registry = createOemRegistry(adapters);
  const signals = createSignals({ store, clock, outbox: deafOutbox, log: silentLog });
  const deps = { store, keyring, clock, signals, registry, log: silentLog };
  return { clock, keyring, registry, signals, vehicles: createVehicles(deps) };
};
