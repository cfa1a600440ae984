import { fractionOf, type Projector } from '../signal-view.js';

/** The limit in force, or the general one when no other holds. */
export const chargeLimit: Projector = {
  followsUnits: false,
  project: (view) => {
    const body = view.body('charge-chargelimits');
    const general = body?.values.find(({ type }) => type?.toUpperCase() === 'GLOBAL');
    return { limit: fractionOf(body?.activeLimit ?? general?.limit) };
  },
};
