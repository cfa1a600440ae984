import type { UnitSystem } from './vocabulary.js';

/**
 * Quantities that change with the unit system. Everything is held in metric; the imperial figure is
 * made on the way out. Percentages, kilowatt-hours and electrical units are the same in both.
 */
export const QUANTITIES = {
  distance: { metric: 'km', imperial: 'miles', perImperial: 1.609344 },
  volume: { metric: 'liters', imperial: 'gallons', perImperial: 3.785411784 },
  pressure: { metric: 'kPa', imperial: 'psi', perImperial: 6.894757293168 },
  speed: { metric: 'km/h', imperial: 'mph', perImperial: 1.609344 },
  length: { metric: 'mm', imperial: 'inches', perImperial: 25.4 },
  temperature: { metric: 'celsius', imperial: 'fahrenheit', perImperial: 5 / 9 },
} as const;

export type Quantity = keyof typeof QUANTITIES;

const FREEZING_POINT_FAHRENHEIT = 32;

/** The figure of a metric value in the wanted unit system, unrounded. */
export const fromMetric = (value: number, quantity: Quantity, system: UnitSystem): number => {
  if (system === 'metric') return value;
  const scaled = value / QUANTITIES[quantity].perImperial;
  return quantity === 'temperature' ? scaled + FREEZING_POINT_FAHRENHEIT : scaled;
};

/** The metric figure of a value given in a unit system, unrounded; inverse of `fromMetric`. */
export const toMetric = (value: number, quantity: Quantity, system: UnitSystem): number => {
  if (system === 'metric') return value;
  const shifted = quantity === 'temperature' ? value - FREEZING_POINT_FAHRENHEIT : value;
  return shifted * QUANTITIES[quantity].perImperial;
};

/** The unit's name as it stands in a signal body. */
export const unitName = (quantity: Quantity, system: UnitSystem): string =>
  QUANTITIES[quantity][system];

/** The figure as it is sent: metric as it came, imperial rounded to two decimals. */
export const figureIn = (value: number, quantity: Quantity, system: UnitSystem): number =>
  system === 'metric' ? value : Math.round(fromMetric(value, quantity, system) * 100) / 100;
