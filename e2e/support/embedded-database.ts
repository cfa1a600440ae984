import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of the embedded database in the test's own folder; null when there is none. */
export const databasePid = async (dataDir: string): Promise<number | null> => {
  const file = join(dataDir, 'database', 'cluster', 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return pid > 1 ? pid : null;
};
