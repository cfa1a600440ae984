import type { VehicleRow } from '../store/schema.js';
import type { Vehicle } from './access.js';

/** A vehicle as the queries of several rooms read it: the whole row, as JSON. */
export type VehicleJson = Omit<VehicleRow, 'created_at'>;

export const toVehicle = (row: VehicleJson): Vehicle => ({
  id: row.id,
  applicationId: row.application_id,
  oemAccountId: row.oem_account_id,
  adapter: row.adapter,
  mode: row.mode,
  vin: row.vin,
  make: row.make,
  model: row.model,
  year: row.year,
  powertrain: row.powertrain,
  reference: row.reference,
  country: row.country,
});
