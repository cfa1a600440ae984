import type { Projection } from '../signal-view.js';

export const attributes: Projection = ({ vehicle: { id, make, model, year } }) => ({
  id,
  make,
  model,
  year,
});
