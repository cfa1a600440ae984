import type { Projection } from '../signal-view.js';
import { cornerOf } from './positions.js';

export const tirePressure: Projection = (view) => {
  const pressures: Record<string, number | null> = {
    frontLeft: null,
    frontRight: null,
    backLeft: null,
    backRight: null,
  };
  for (const tire of view.body('wheel-tires')?.values ?? []) {
    const corner = cornerOf(tire);
    if (corner) pressures[corner] = tire.tirePressure;
  }
  return pressures;
};
