import { DIAGNOSTIC_SYSTEMS } from '@carport/catalog';
import type { Projection } from '../signal-view.js';

/** The systems that the car told about, and no others. */
export const systemStatus: Projection = (view) => ({
  systems: DIAGNOSTIC_SYSTEMS.flatMap(({ systemId, signal }) => {
    const body = view.body(signal);
    return body ? [{ systemId, status: body.status, description: body.description ?? null }] : [];
  }),
});

export const diagnosticTroubleCodes: Projection = (view) => ({
  activeCodes: (view.body('diagnostics-dtclist')?.values ?? []).filter(({ code }) => code !== null),
});
