import { GM } from './groups.js';
import { updateFrequencyOf } from './update-frequencies.js';

/**
 * How often one car may be asked: a bucket of `burst` requests that regains one every `refillMinutes`.
 * A batch is one request, and so is a command.
 */
export interface VehicleRateLimit {
  readonly burst: number;
  readonly refillMinutes: number;
  readonly note: string;
}

interface VehicleRateLimitRow extends VehicleRateLimit {
  readonly makes: readonly string[];
}

/** Makes whose limit is not simply the pace of their updates. */
export const VEHICLE_RATE_LIMITS: readonly VehicleRateLimitRow[] = [
  {
    makes: GM,
    burst: 1,
    refillMinutes: 30,
    note: 'GM counts every request, those of its own app too. Once in half an hour is safe; ask for several things in one batch.',
  },
];

const BRISK: VehicleRateLimit = {
  burst: 20,
  refillMinutes: 1,
  note: 'Reports within minutes, and may be asked every minute.',
};
const STEADY: VehicleRateLimit = {
  burst: 10,
  refillMinutes: 5,
  note: 'Has nothing new more often than every five minutes.',
};
const SLOW: VehicleRateLimit = {
  burst: 5,
  refillMinutes: 15,
  note: 'Reports a few times an hour; asking more often only wakes the car.',
};

/** A car should not be asked more often than its make usually has something new to say. */
export const vehicleRateLimitOf = (make: string): VehicleRateLimit => {
  const own = VEHICLE_RATE_LIMITS.find((row) => row.makes.includes(make));
  if (own) return own;
  const shortest = updateFrequencyOf(make, null)?.minutes[0] ?? STEADY.refillMinutes;
  if (shortest >= SLOW.refillMinutes) return SLOW;
  return shortest >= STEADY.refillMinutes ? STEADY : BRISK;
};
