import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import type { Store } from '../store/store.js';
import type { GiveBack, Processes } from './contract.js';
import {
  beat,
  forgetProcess,
  forgetProcesses,
  type Silent,
  silentProcesses,
} from './processes.store.js';

export interface ProcessesDeps {
  readonly store: Store;
  readonly entropy: Entropy;
  readonly log: Logger;
  readonly settings?: Partial<ProcessSettings>;
}

export interface ProcessSettings {
  readonly beatEveryMs: number;
  /** So long without a beat, in two looks in a row, and a process counts as gone. */
  readonly silentAfterMs: number;
}

const DEFAULTS: ProcessSettings = { beatEveryMs: 1_000, silentAfterMs: 3_000 };

export interface ProcessRegister extends Processes {
  /** Tells that this process lives, and takes over from those that do not; answers with their number. */
  tick(): Promise<number>;
  start(): void;
  /** Gives back what this process still holds. Call it when its work has ended. */
  stop(): Promise<void>;
}

/**
 * Every process renews a row each second. One that was killed is found within seconds by the others, or by the one
 * that is started in its place. Time is the database's, so that no process looks dead to another whose clock is
 * different; and since that clock may jump, too, a process is gone only when it was silent between two looks.
 * One that was merely stopped for a while (a suspended machine) loses its claims and registers itself anew.
 */
export const createProcesses = (deps: ProcessesDeps): ProcessRegister => {
  const { store, entropy, log } = deps;
  const { beatEveryMs, silentAfterMs } = { ...DEFAULTS, ...deps.settings };
  const id = entropy.uuid();
  const givingBack: GiveBack[] = [];
  let registered: Promise<void> | undefined;
  let suspects: readonly Silent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const giveBack: GiveBack = async (tx, processIds) => {
    for (const give of givingBack) await give(tx, processIds);
  };

  const takeOver = async (silent: readonly Silent[]): Promise<number> => {
    const gone = await store.transaction(async (tx) => {
      const forgotten = await forgetProcesses(tx, silent);
      if (forgotten.length > 0) await giveBack(tx, forgotten);
      return forgotten;
    });
    if (gone.length === 0) return 0;
    log.warn({ processes: gone }, 'took over from processes that are gone');
    await store.notify('outbox', '');
    return gone.length;
  };

  const look = async (): Promise<number> => {
    const before = suspects;
    suspects = (await silentProcesses(store.queues, silentAfterMs)).filter((one) => one.id !== id);
    const dead = suspects.filter((one) =>
      before.some((other) => other.id === one.id && other.beatAt === one.beatAt),
    );
    return dead.length > 0 ? takeOver(dead) : 0;
  };

  const tick = async (): Promise<number> => {
    await beat(store.queues, id);
    return look();
  };

  const again = (): void => {
    ticking = tick()
      .catch((error: unknown) => log.error({ err: error }, 'cannot tell that this process lives'))
      .finally(() => {
        if (!stopped) timer = setTimeout(again, beatEveryMs);
      });
  };

  const register = (): Promise<void> => {
    registered ??= beat(store.queues, id).catch((error: unknown) => {
      registered = undefined;
      throw error;
    });
    return registered;
  };

  return {
    self: async () => {
      await register();
      return id;
    },
    selfWithin: async (tx) => {
      await register();
      await beat(tx, id);
      return id;
    },
    whenGone: (give) => {
      givingBack.push(give);
    },
    tick,
    start: () => {
      if (!timer) again();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await ticking;
      if (!registered && !timer) return;
      await store.transaction(async (tx) => {
        await forgetProcess(tx, id);
        await giveBack(tx, [id]);
      });
    },
  };
};
