import type { Clock } from '../../platform/clock.js';
import type { Logger } from '../../platform/logger.js';
import type { Store } from '../../store/store.js';
import type { Buckets } from './contract.js';
import { createMemoryBuckets } from './memory-buckets.js';
import { createPostgresBuckets } from './postgres-buckets.js';
import { type BucketScripts, createRedisBuckets } from './redis-buckets.js';
import { rememberRefusals } from './remembered-refusals.js';
import { withFallback } from './with-fallback.js';

export interface BucketsDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Pick<Store, 'db'>;
  readonly redis: BucketScripts | null;
  /** False when this is the only process on its database. */
  readonly severalProcesses: boolean;
}

/** Redis where there is one, the database where processes share it, otherwise memory. */
export const createBuckets = (deps: BucketsDeps): Buckets => {
  const { clock, log, store, redis } = deps;
  const memory = createMemoryBuckets({ clock });
  if (redis) {
    const shared = createRedisBuckets({ redis, clock });
    return rememberRefusals(withFallback(shared, memory, log), { clock });
  }
  if (!deps.severalProcesses) return memory;
  return rememberRefusals(createPostgresBuckets({ store, clock }), { clock });
};
