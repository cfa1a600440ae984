import type { ProjectionName } from '@carport/catalog';
import type { Projector } from '../signal-view.js';
import { attributes } from './attributes.js';
import { batteryCapacity, nominalCapacity } from './battery-capacity.js';
import { chargeLimit } from './charge-limit.js';
import { diagnosticTroubleCodes, systemStatus } from './diagnostics.js';
import { security } from './security.js';
import { serviceHistory } from './service-history.js';
import { tirePressure } from './tire-pressure.js';

/** Bodies that are no mere selection of fields; the catalogue's endpoint rows name them. */
export const PROJECTIONS: Readonly<Record<ProjectionName, Projector>> = {
  attributes,
  'battery-capacity': batteryCapacity,
  'charge-limit': chargeLimit,
  'diagnostic-trouble-codes': diagnosticTroubleCodes,
  'nominal-capacity': nominalCapacity,
  security,
  'service-history': serviceHistory,
  'system-status': systemStatus,
  'tire-pressure': tirePressure,
};
