import { fractionOf, type Projection, type SignalView } from '../signal-view.js';

export const chargeLimit: Projection = (view) => ({ limit: limitOf(view) });

/** The limit in force, or the general one when no other holds. */
export const limitOf = (view: SignalView): number | null => {
  const body = view.body('charge-chargelimits');
  const general = body?.values.find(({ type }) => type?.toUpperCase() === 'GLOBAL');
  return fractionOf(body?.activeLimit ?? general?.limit);
};
