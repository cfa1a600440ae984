import { errorRow } from '@carport/catalog';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { Fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';
import { isUuid } from '../platform/uuid.js';
import type { Processes } from '../processes/contract.js';
import type { Store } from '../store/store.js';
import {
  deleteExecutions,
  failExecutionsOf,
  findExecution,
  saveExecution,
} from './executions.store.js';
import type { Execution, Executions } from './executions-contract.js';

export interface ExecutionsDeps {
  readonly store: Pick<Store, 'db' | 'transaction'>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly processes: Pick<Processes, 'selfWithin' | 'whenGone'>;
  readonly log: Logger;
}

/**
 * The request that brings a command carries it out, and nobody ever does so again. Of one whose process has died
 * before its end nobody knows whether the car has obeyed: it ends with the error that says so.
 */
export const createExecutions = (deps: ExecutionsDeps): Executions => {
  const { store, clock, entropy, processes, log } = deps;

  processes.whenGone(async (tx, processIds) => {
    const end = { error: NOBODY_KNOWS, completedAt: new Date(clock.now()) };
    const count = await failExecutionsOf(tx, processIds, end);
    if (count > 0) log.warn({ count }, 'commands were under way in processes that are gone');
  });

  return {
    run: (access, subject, work) => {
      const begun: Execution = {
        ...{ id: entropy.uuid(), subject, mode: 'sync', status: 'IN_PROGRESS', error: null },
        ...{ executedAt: clock.now(), completedAt: null },
      };
      let announced: Promise<void> | undefined;

      /**
       * The car has done it or not, whether that can be written down or not. Once more, because an owner who is being
       * deleted meanwhile makes it fail, and then there is nobody to keep it for.
       */
      const keep = (save: () => Promise<void>): Promise<void> =>
        save()
          .catch(save)
          .catch((error: unknown) => {
            log.error({ err: error, execution: begun.id }, 'cannot keep what became of a command');
          });

      const end = async (status: 'SUCCESS' | 'ERROR', error: Execution['error']) => {
        await announced;
        const mode = announced ? 'async' : 'sync';
        const ended: Execution = { ...begun, mode, status, error, completedAt: clock.now() };
        await keep(() => saveExecution(store.db, access, ended, null));
        return ended;
      };

      const announce = (): Promise<void> =>
        store.transaction(async (tx) => {
          const process = await processes.selfWithin(tx);
          await saveExecution(tx, access, { ...begun, mode: 'async' }, process);
        });

      const finished = work().then(
        () => end('SUCCESS', null),
        async (error: unknown) => {
          if (announced) await end('ERROR', nameOf(error));
          throw error;
        },
      );
      // Whoever waits for it hears of a failure; it may be that nobody does any more.
      finished.catch(() => undefined);

      return {
        id: begun.id,
        finished,
        goAsync: () => {
          announced ??= keep(announce);
          return announced;
        },
      };
    },

    get: async (access, kind, id) =>
      isUuid(id) ? findExecution(store.db, access, kind, id) : undefined,

    prune: (before) => deleteExecutions(store.db, before),
  };
};

const nameOf = (error: unknown): NonNullable<Execution['error']> => {
  const { type, code } = error instanceof Fault ? error.row : errorRow('SERVER', 'INTERNAL');
  return { type, code };
};

/** It may have succeeded: read the state before sending it again. */
const NOBODY_KNOWS = nameOf(undefined);
