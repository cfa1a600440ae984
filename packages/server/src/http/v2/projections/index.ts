import type { ProjectionName } from '@carport/catalog';
import type { Projection } from '../signal-view.js';
import { attributes } from './attributes.js';
import { batteryCapacity, nominalCapacity } from './battery-capacity.js';
import { chargeLimit } from './charge-limit.js';
import { diagnosticTroubleCodes, systemStatus } from './diagnostics.js';
import { audiCharge, chargeCompletion, chargeDetails, wattmeter } from './makes/charging.js';
import { climateCabin, defroster, steeringWheel } from './makes/climate.js';
import { billingRecords, chargedDays, chargeRecords } from './makes/records.js';
import { chargeSchedules, chargeTimers, chargingLocations } from './makes/schedules.js';
import * as vehicle from './makes/vehicle.js';
import { security } from './security.js';
import { serviceHistory } from './service-history.js';
import { tirePressure } from './tire-pressure.js';

/** Bodies that are no mere selection of fields; the catalogue's endpoint rows name them. */
export const PROJECTIONS: Readonly<Record<ProjectionName, Projection>> = {
  attributes,
  'audi-charge': audiCharge,
  'battery-capacity': batteryCapacity,
  'battery-details': vehicle.batteryDetails,
  'billing-records': billingRecords,
  'charge-completion': chargeCompletion,
  'charge-details': chargeDetails,
  'charge-limit': chargeLimit,
  'charge-records': chargeRecords,
  'charge-schedules': chargeSchedules,
  'charge-timers': chargeTimers,
  'charged-days': chargedDays,
  'charging-locations': chargingLocations,
  'climate-cabin': climateCabin,
  defroster,
  'diagnostic-trouble-codes': diagnosticTroubleCodes,
  'extended-attributes': vehicle.extendedAttributes,
  migration: vehicle.migration,
  'nominal-capacity': nominalCapacity,
  'recent-alerts': vehicle.recentAlerts,
  security,
  'service-history': serviceHistory,
  'steering-wheel': steeringWheel,
  'system-status': systemStatus,
  'tire-pressure': tirePressure,
  'user-access': vehicle.userAccess,
  'vehicle-status': vehicle.vehicleStatus,
  wattmeter,
};
