import { UNIT_SYSTEMS, type UnitSystem } from '@carport/catalog';
import { fault } from '../platform/fault.js';

export const UNIT_HEADER = 'sc-unit-system';

/** The unit system that a request asks for; metric when it does not say. */
export const unitSystemOf = (header: string | string[] | undefined): UnitSystem => {
  if (header === undefined || header === 'metric') return 'metric';
  const asked = String(header).trim().toLowerCase();
  const known = UNIT_SYSTEMS.find((system) => system === asked);
  if (known) return known;
  throw fault('VALIDATION', null, {
    detail: [{ field: UNIT_HEADER, message: `must be one of: ${UNIT_SYSTEMS.join(', ')}` }],
  });
};
