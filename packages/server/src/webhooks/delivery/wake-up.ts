import type { Logger } from '../../platform/logger.js';
import type { Store } from '../../store/store.js';

const APART_MS = 50;

/**
 * Announces that the outbox has something new: to this process at once, to the others at most every few
 * milliseconds. It is not part of the transactions that write events: PostgreSQL lets only one transaction with
 * a notification commit at a time, and dispatchers look by themselves anyway.
 */
export const createWakeUp = (
  store: Pick<Store, 'notify'>,
  log: Logger,
): { wake(): void; onWake(hear: () => void): void } => {
  let hear: (() => void) | undefined;
  let quiet = false;
  let missed = false;

  const announce = (): void => {
    if (quiet) {
      missed = true;
      return;
    }
    quiet = true;
    missed = false;
    store
      .notify('outbox', '')
      .catch((error: unknown) => log.warn({ err: error }, 'cannot wake other dispatchers'));
    setTimeout(() => {
      quiet = false;
      if (missed) announce();
    }, APART_MS).unref();
  };

  return {
    wake: () => {
      hear?.();
      announce();
    },
    onWake: (hearer) => {
      hear = hearer;
    },
  };
};
