import type { ErrorCode } from '@carport/catalog';
import type { Clock } from '../platform/clock.js';
import { type Eventually, whenKnown } from '../platform/eventually.js';
import { type Fault, fault } from '../platform/fault.js';
import { levelOf, microsecondsOf } from './buckets/arithmetic.js';
import type { Bucket, Buckets, Taken } from './buckets/contract.js';
import type { Quota, Verdict } from './contract.js';
import { monthAt } from './monthly-requests.js';
import type { Counted } from './monthly-requests.store.js';

/** What one limit says to a request. */
export interface Outcome {
  readonly refusal?: Fault;
  readonly quota?: Quota;
}

export type Check = () => Eventually<Outcome>;

/** One object for all: the way of requests that nothing counts makes none. */
export const NOTHING_COUNTED: Verdict = { quotas: [] };

/** Asks one limit after the other; the first that refuses is the last that is asked. */
export const inTurn = (
  checks: readonly Check[],
  quotas: readonly Quota[] = [],
): Eventually<Verdict> => {
  const [check, ...others] = checks;
  if (!check) return quotas.length === 0 ? NOTHING_COUNTED : { quotas };
  return whenKnown(check(), ({ refusal, quota }) => {
    const counted = quota ? [...quotas, quota] : quotas;
    return refusal ? { refusal, quotas: counted } : inTurn(others, counted);
  });
};

const MICROSECONDS_PER_SECOND = 1_000_000;
const MILLISECONDS_PER_SECOND = 1_000;

/** Takes a token, or refuses with RATE_LIMIT and the given code. */
export const createBucketCheck =
  ({ buckets, clock }: { readonly buckets: Buckets; readonly clock: Clock }) =>
  (code: ErrorCode<'RATE_LIMIT'>, bucket: Bucket): Check =>
  () =>
    whenKnown(buckets.take(bucket), (taken) =>
      bucketOutcome(code, bucket, taken, microsecondsOf(clock)),
    );

const bucketOutcome = (
  code: ErrorCode<'RATE_LIMIT'>,
  bucket: Bucket,
  { granted, fullAt }: Taken,
  now: number,
): Outcome => {
  const { tokens, secondsToNext } = levelOf(bucket, fullAt, now);
  const quota: Quota = {
    policy: code === 'VEHICLE' ? 'vehicle' : 'application',
    limit: bucket.burst,
    windowSeconds: Math.ceil((bucket.burst * bucket.interval) / MICROSECONDS_PER_SECOND),
    remaining: tokens,
    secondsToMore: secondsToNext,
  };
  if (granted) return { quota };
  return { quota, refusal: fault('RATE_LIMIT', code, { retryAfterSeconds: secondsToNext }) };
};

export const monthOutcome = ({ granted, used }: Counted, limit: number, now: number): Outcome => {
  const { start, end } = monthAt(now);
  const quota: Quota = {
    ...{ policy: 'vehicle-month', limit },
    windowSeconds: (end - start) / MILLISECONDS_PER_SECOND,
    remaining: Math.max(0, limit - used),
    secondsToMore: used === 0 ? 0 : Math.ceil((end - now) / MILLISECONDS_PER_SECOND),
  };
  return granted ? { quota } : { quota, refusal: fault('BILLING', 'VEHICLE_REQUEST_LIMIT') };
};
