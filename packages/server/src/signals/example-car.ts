import { INTERNAL_SIGNALS, SIGNALS, type SignalRow } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { StoredSignal, VehicleSnapshot } from './report.js';

/** A car that does not exist, for what is shown or sent as an example. */
export const EXAMPLE_CAR: Vehicle = {
  ...{ id: '00000000-0000-4000-8000-000000000000', applicationId: '', oemAccountId: '' },
  ...{ adapter: 'simulated', mode: 'test', vin: '5YJSA1CN5DFP00101', make: 'TESLA' },
  ...{ model: 'Model 3', year: 2024, powertrain: 'BEV', country: 'US', reference: null },
};

/** It has every signal, each with the catalogue's example. */
export const exampleSnapshot = (now: number): VehicleSnapshot => {
  const rows: readonly SignalRow[] = [...SIGNALS, ...INTERNAL_SIGNALS];
  const times = { oemUpdatedAt: now, retrievedAt: now };
  const signals: Record<string, StoredSignal> = {};
  for (const { code, example } of rows) signals[code] = { body: example, ...times };
  return { vehicleId: EXAMPLE_CAR.id, signals, fetchedAt: now, revision: 1 };
};
