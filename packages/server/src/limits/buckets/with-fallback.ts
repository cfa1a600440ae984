import type { Logger } from '../../platform/logger.js';
import type { Buckets } from './contract.js';

/**
 * While the shared buckets fail, every process counts for itself: better than to refuse everybody, and better
 * than to let everything through.
 */
export const withFallback = (shared: Buckets, own: Buckets, log: Logger): Buckets => {
  let failing = false;
  return {
    take: async (bucket) => {
      try {
        const taken = await shared.take(bucket);
        if (failing) log.info('rate limits are shared between processes again');
        failing = false;
        return taken;
      } catch (error) {
        if (!failing) log.error({ err: error }, 'rate limits are counted by each process alone');
        failing = true;
        return own.take(bucket);
      }
    },
  };
};
