import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { execute, inDatabase } from './global-setup.js';
import { silentLog } from './log.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export interface TestStore {
  readonly store: Store;
  /** For a second store, or a server process, on the same database. */
  readonly url: string;
  /** Closes the store and drops the database. */
  close(): Promise<void>;
}

/** A database of its own, migrated and empty (or, when asked for, without any table). */
export const createTestDatabase = async (
  content: 'migrated' | 'bare' = 'migrated',
): Promise<TestDatabase> => {
  const server = inject('databaseUrl');
  const name = `carport_test_${randomBytes(6).toString('hex')}`;
  const template = content === 'migrated' ? inject('databaseTemplate') : 'template0';
  await execute(
    server,
    `CREATE DATABASE ${name} TEMPLATE ${template} ${inject('databaseStrategy')}`,
  );
  return {
    url: inDatabase(server, name),
    drop: () => execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
};

/** A store on a database of its own; call `close` when the file is done. */
export const createTestStore = async (): Promise<TestStore> => {
  const { url, drop } = await createTestDatabase();
  const store = await openStore({ url, log: silentLog, maxConnections: 8 });
  return {
    store,
    url,
    close: async () => {
      await store.close();
      await drop();
    },
  };
};
