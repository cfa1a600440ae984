import type { Eventually } from '../../platform/eventually.js';

/** A token bucket: so many requests at once, and one more after every interval. */
export interface Bucket {
  readonly key: string;
  readonly burst: number;
  /** Microseconds in which one token comes back. */
  readonly interval: number;
}

export interface Taken {
  readonly granted: boolean;
  /** Epoch microseconds at which the bucket will be full again: all that is kept of a bucket. */
  readonly fullAt: number;
}

/** Where buckets stand. Whatever happens at the same time, a bucket never gives more than it has. */
export interface Buckets {
  /** Takes one token, or none when there is none. */
  take(bucket: Bucket): Eventually<Taken>;
}
