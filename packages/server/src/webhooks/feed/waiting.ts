import type { Logger } from '../../platform/logger.js';
import type { Store } from '../../store/store.js';
import { type FeedPlace, lookAhead } from './feed.store.js';

/** Readers who wait for the next event of their feeds. */
export interface FeedWaiting {
  /** True as soon as there may be something to read; false once the signal gives up, or at the stop. */
  wait(place: FeedPlace, until: AbortSignal): Promise<boolean>;
  /** Something was committed; looks for all who wait at once. */
  wake(): void;
  /** Lets everybody go, also whoever comes later. */
  stop(): void;
}

/** Should an announcement get lost. */
const LOOK_EVERY_MS = 1_000;
/** While an event that is committed stands behind a transaction that is not. */
const SOON_MS = 15;
const LATER_MS = 250;

interface Waiter {
  readonly place: FeedPlace;
  readonly leave: (ready: boolean) => void;
}

export const createFeedWaiting = ({
  store,
  log,
}: {
  readonly store: Pick<Store, 'db' | 'listen'>;
  readonly log: Logger;
}): FeedWaiting => {
  const waiters = new Set<Waiter>();
  let listening = false;
  let stopped = false;
  let looking = false;
  let missed = false;
  let timer: NodeJS.Timeout | undefined;

  const lookIn = (milliseconds: number, pause = SOON_MS): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(pause), milliseconds);
    timer.unref();
  };

  /** One look for all. Whoever has something to read leaves. */
  const lookOnce = async (): Promise<boolean> => {
    const present = [...waiters];
    const found = await lookAhead(
      store.db,
      present.map(({ place }) => place),
    );
    for (const [index, waiter] of present.entries()) {
      if (found[index]?.ready) waiter.leave(true);
    }
    return found.some(({ soon }) => soon);
  };

  const look = async (pause: number): Promise<void> => {
    if (waiters.size === 0) return;
    if (looking) {
      missed = true;
      return;
    }
    looking = true;
    missed = false;
    const soon = await lookOnce().catch((error: unknown) => {
      log.error({ err: error }, 'cannot look for events that are waited for');
      return false;
    });
    looking = false;
    if (missed) return look(SOON_MS);
    if (soon) lookIn(pause, Math.min(pause * 2, LATER_MS));
    else lookIn(LOOK_EVERY_MS);
  };

  const wake = (): void => void look(SOON_MS);

  const listen = (): void => {
    if (listening) return;
    listening = true;
    store.listen('outbox', wake).catch((error: unknown) => {
      listening = false;
      log.error({ err: error }, 'cannot listen for new events');
    });
  };

  return {
    wake,
    wait: (place, until) =>
      new Promise((resolve) => {
        if (stopped || until.aborted) return resolve(false);
        const leave = (ready: boolean): void => {
          waiters.delete(waiter);
          until.removeEventListener('abort', giveUp);
          resolve(ready);
        };
        const giveUp = (): void => leave(false);
        const waiter = { place, leave };
        until.addEventListener('abort', giveUp);
        waiters.add(waiter);
        listen();
        // What was committed since the reader looked has been announced already.
        wake();
      }),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const { leave } of [...waiters]) leave(false);
    },
  };
};
