import { type VehicleRateLimit, vehicleRateLimitOf } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import { intervalOf } from './buckets/arithmetic.js';
import type { Bucket } from './buckets/contract.js';

const byMake = new Map<string, VehicleRateLimit>();

const limitOf = (make: string): VehicleRateLimit => {
  const known = byMake.get(make);
  if (known) return known;
  const limit = vehicleRateLimitOf(make);
  byMake.set(make, limit);
  return limit;
};

/** How often this car may be asked, by its make. */
export const vehicleBucket = ({ id, make }: Pick<Vehicle, 'id' | 'make'>): Bucket => {
  const { burst, refillMinutes } = limitOf(make);
  return { key: `vehicle:${id}`, burst, interval: intervalOf(1 / refillMinutes) };
};
