import type { Projector } from '../signal-view.js';

export const attributes: Projector = {
  followsUnits: false,
  project: ({ vehicle: { id, make, model, year } }) => ({ id, make, model, year }),
};
