import { join } from 'node:path';
import { startEmbeddedDatabase } from '../../packages/server/src/store/embedded-database.js';
import { silentLog } from '../../packages/server/test/support/log.js';
import { openGateway } from './gateway.js';

/** A PostgreSQL of one's own that can be restarted under those who use it. */
export interface OwnDatabase {
  readonly url: string;
  /** A fast shutdown, which cuts every connection, and a start. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const startOwnDatabase = async (folder: string): Promise<OwnDatabase> => {
  const gateway = await openGateway();
  const start = async () => {
    const database = await startEmbeddedDatabase({ dir: join(folder, 'own'), log: silentLog });
    gateway.leadTo(Number(new URL(database.url).port));
    return database;
  };
  let database = await start();
  const url = new URL(database.url);
  url.port = String(gateway.port);
  return {
    url: url.href,
    restart: async () => {
      await database.stop();
      database = await start();
    },
    stop: async () => {
      await gateway.close();
      await database.stop();
    },
  };
};
