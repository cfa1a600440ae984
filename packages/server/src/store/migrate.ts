import { type Kysely, type MigrationResultSet, Migrator, sql } from 'kysely';
import type { Logger } from '../platform/logger.js';
import { MIGRATIONS } from './migrations/index.js';
import type { Database } from './schema.js';
import type { Store } from './store.js';

/** Any number will do, as long as every Carport takes the same one. */
const LOCK = 7_271_905_344;

/** Brings the tables up to date. Processes that start together wait for the one that came first. */
export const migrate = (store: Store, log: Logger): Promise<void> =>
  withMigrator(store, async (migrator) => report(await migrator.migrateToLatest(), log));

/** Takes the newest migration back. Returns false when there is none left. */
export const migrateDown = (store: Store, log: Logger): Promise<boolean> =>
  withMigrator(store, async (migrator) => {
    const result = await migrator.migrateDown();
    report(result, log);
    return (result.results?.length ?? 0) > 0;
  });

/** Whether the tables are those that this Carport knows. */
export const isMigrated = async ({ db }: Pick<Store, 'db'>): Promise<boolean> =>
  (await createMigrator(db).getMigrations()).every(({ executedAt }) => executedAt !== undefined);

const withMigrator = <T>(store: Store, work: (migrator: Migrator) => Promise<T>): Promise<T> =>
  store.db.connection().execute(async (db) => {
    // Kysely's own lock is taken after its tables are made, which two processes can do at once.
    await sql`SET statement_timeout = 0`.execute(db);
    await sql`SELECT pg_advisory_lock(${LOCK})`.execute(db);
    try {
      return await work(createMigrator(db));
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(db);
      await sql`RESET statement_timeout`.execute(db);
    }
  });

const createMigrator = (db: Kysely<Database>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });

const report = ({ error, results = [] }: MigrationResultSet, log: Logger): void => {
  for (const { migrationName, direction, status } of results) {
    if (status === 'Success') log.info({ migration: migrationName, direction }, 'migrated');
  }
  if (error === undefined) return;
  const message = error instanceof Error ? error.message : String(error);
  throw new Error(`cannot migrate the database: ${message}`, { cause: error });
};
