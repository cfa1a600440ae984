import { sql } from 'kysely';
import { systemEntropy } from '../../src/platform/entropy.js';
import type { Processes } from '../../src/processes/contract.js';
import { createProcesses, type ProcessRegister } from '../../src/processes/processes.js';
import type { Store } from '../../src/store/store.js';
import { silentLog } from './log.js';

/** A server process on this database, as far as its claims are concerned. */
export const createTestProcess = (store: Store): ProcessRegister =>
  createProcesses({ store, entropy: systemEntropy, log: silentLog });

/**
 * The process says nothing for as long as it takes, and another looks twice; answers with how many that one has taken
 * over from.
 */
export const foundDead = async (
  store: Store,
  dead: Pick<Processes, 'self'>,
  by: Pick<ProcessRegister, 'tick'>,
): Promise<number> => {
  await sql`UPDATE server_processes SET beat_at = beat_at - interval '10 seconds'
    WHERE id = ${await dead.self()}`.execute(store.db);
  const first = await by.tick();
  return first + (await by.tick());
};
