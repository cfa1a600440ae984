import type { Patient } from './alerts.store.js';
import type { Suspicion } from './failing-cars.store.js';
import { isDown, THRESHOLDS } from './thresholds.js';

/**
 * From when on a webhook's failures are to be looked at by car; null: not at all. Where it fails as a whole every car
 * has failures, which have been told with it: neither then nor afterwards are they told again.
 */
export const suspicionOf = (patient: Patient, now: number): Suspicion | null => {
  const { webhookId, isEnabled, lastFailureAt, open, recoveredAt } = patient;
  const failsAsAWhole = isDown(patient) || open.some(({ kind }) => kind === 'CONSECUTIVE_FAILURES');
  if (!isEnabled || failsAsAWhole) return null;
  const alert = open.find(({ kind }) => kind === 'VEHICLE_FAILURES');
  if (!alert && lastFailureAt === null) return null;
  // An alert goes by what it began with, however long ago: a car that is silent since has not recovered.
  const began = alert ? alert.beganAt.getTime() : now;
  const recovered = recoveredAt === null ? 0 : recoveredAt.getTime();
  const since = Math.max(began - THRESHOLDS.windowMs, recovered <= began ? recovered : 0);
  return { webhookId, since: new Date(since) };
};
