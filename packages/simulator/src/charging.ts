import type { Supply } from './profile.js';

/**
 * The charging curve: full power up to `taperFrom`, then less in a straight line down to `taperTo` at
 * a full battery. Fractions of the battery go in and out; time is in hours.
 */
export interface ChargeCurve {
  readonly supply: Supply;
  readonly capacityKwh: number;
}

/** Share of full power at a fraction of the battery. */
export const powerShare = ({ supply }: ChargeCurve, fraction: number): number =>
  fraction <= supply.taperFrom ? 1 : 1 - steepness(supply) * (fraction - supply.taperFrom);

const steepness = (supply: Supply): number => (1 - supply.taperTo) / (1 - supply.taperFrom);

/** Fraction of the battery that an hour at full power fills. */
const fullRate = ({ supply, capacityKwh }: ChargeCurve): number =>
  (supply.powerKw * supply.efficiency) / capacityKwh;

export const fractionAfter = (curve: ChargeCurve, start: number, hours: number): number => {
  const { taperFrom } = curve.supply;
  const rate = fullRate(curve);
  const steady = start + rate * hours;
  if (steady <= taperFrom) return steady;
  const begun = Math.max(start, taperFrom);
  const tapered = hours - (begun - start) / rate;
  // The power falls with the distance that is left to where it would be nothing.
  const slope = steepness(curve.supply);
  const nothingAt = taperFrom + 1 / slope;
  return nothingAt - (nothingAt - begun) * Math.exp(-rate * slope * tapered);
};

export const hoursUntil = (curve: ChargeCurve, start: number, target: number): number => {
  if (target <= start) return 0;
  const { taperFrom } = curve.supply;
  const rate = fullRate(curve);
  const steady = Math.max(0, Math.min(target, taperFrom) - start) / rate;
  if (target <= taperFrom) return steady;
  const begun = Math.max(start, taperFrom);
  const slope = steepness(curve.supply);
  const nothingAt = taperFrom + 1 / slope;
  return steady + Math.log((nothingAt - begun) / (nothingAt - target)) / (rate * slope);
};
