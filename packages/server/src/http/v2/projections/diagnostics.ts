import { DIAGNOSTIC_SYSTEMS } from '@carport/catalog';
import type { Projector } from '../signal-view.js';

/** The systems that the car told about, and no others. */
export const systemStatus: Projector = {
  followsUnits: false,
  project: (view) => ({
    systems: DIAGNOSTIC_SYSTEMS.flatMap(({ systemId, signal }) => {
      const body = view.body(signal);
      return body ? [{ systemId, status: body.status, description: body.description ?? null }] : [];
    }),
  }),
};

export const diagnosticTroubleCodes: Projector = {
  followsUnits: false,
  project: (view) => ({
    activeCodes: (view.body('diagnostics-dtclist')?.values ?? []).filter(
      ({ code }) => code !== null,
    ),
  }),
};
