import type { Place } from './observe.js';

const EARTH_RADIUS_METERS = 6_371_008.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in meters. */
export const metersBetween = (one: Place, other: Place): number => {
  const across = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const along = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const share =
    along + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * across;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(share)));
};
