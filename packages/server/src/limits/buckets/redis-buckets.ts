import { defineScript } from '@redis/client';
import type { Clock } from '../../platform/clock.js';
import { microsecondsOf } from './arithmetic.js';
import type { Bucket, Buckets, Taken } from './contract.js';

/** A full bucket is kept for this long, so that clocks of servers may differ a little. */
const SPARE_MS = 60_000;

/** The arithmetic of a bucket where it stands: Redis runs a script as one step. */
const SCRIPT = `
local now, burst, interval = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full_at = tonumber(redis.call('GET', KEYS[1]) or '0')
local next = math.max(full_at, now) + interval
if next - now > burst * interval then return {0, full_at} end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + ${SPARE_MS})
return {1, next}
`;

export const takeToken = defineScript({
  SCRIPT,
  NUMBER_OF_KEYS: 1,
  parseCommand: (parser, { key, burst, interval }: Bucket, now: number) => {
    parser.pushKey(`carport:bucket:${key}`);
    parser.push(String(now), String(burst), String(interval));
  },
  transformReply: ([granted, fullAt]: [number, number]): Taken => ({
    granted: granted === 1,
    fullAt,
  }),
});

/** The part of a Redis connection that buckets need. */
export interface BucketScripts {
  takeToken(bucket: Bucket, now: number): Promise<Taken>;
}

/** Buckets in Redis or Valkey, shared by every process that uses the server; a full one expires. */
export const createRedisBuckets = ({
  redis,
  clock,
}: {
  readonly redis: BucketScripts;
  readonly clock: Clock;
}): Buckets => ({ take: (bucket) => redis.takeToken(bucket, microsecondsOf(clock)) });
