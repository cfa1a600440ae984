import { errorRow } from '@carport/catalog';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { Fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import { deleteExecutions, findExecution, saveExecution } from './executions.store.js';
import type { Execution, Executions } from './executions-contract.js';

export interface ExecutionsDeps {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
}

export const createExecutions = ({ store, clock, entropy, log }: ExecutionsDeps): Executions => ({
  run: (access, subject, work) => {
    const begun: Execution = {
      ...{ id: entropy.uuid(), subject, mode: 'sync', status: 'IN_PROGRESS', error: null },
      ...{ executedAt: clock.now(), completedAt: null },
    };
    let announced: Promise<void> | undefined;

    /** The car has done it or not, whether that can be written down or not. */
    const keep = (execution: Execution): Promise<void> =>
      saveExecution(store.db, access, execution).catch((error: unknown) => {
        log.error({ err: error, execution: execution.id }, 'cannot keep what became of a command');
      });

    const end = async (status: 'SUCCESS' | 'ERROR', error: Execution['error']) => {
      await announced;
      const mode = announced ? 'async' : 'sync';
      const ended: Execution = { ...begun, mode, status, error, completedAt: clock.now() };
      await keep(ended);
      return ended;
    };

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
        announced ??= keep({ ...begun, mode: 'async' });
        return announced;
      },
    };
  },

  get: async (access, kind, id) =>
    isUuid(id) ? findExecution(store.db, access, kind, id) : undefined,

  prune: (before) => deleteExecutions(store.db, before),
});

const nameOf = (error: unknown): NonNullable<Execution['error']> => {
  const { type, code } = error instanceof Fault ? error.row : errorRow('SERVER', 'INTERNAL');
  return { type, code };
};
