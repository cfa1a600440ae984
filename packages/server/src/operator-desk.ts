import { join } from 'node:path';
import { createApplications } from './applications/applications.js';
import type { Config } from './config.js';
import { type Desk, Refusal } from './operator/surroundings.js';
import { systemClock } from './platform/clock.js';
import { systemEntropy } from './platform/entropy.js';
import { createKeyring } from './platform/keyring.js';
import type { Logger } from './platform/logger.js';
import { findMasterKey } from './platform/master-key.js';
import { type EmbeddedDatabase, visitEmbeddedDatabase } from './store/embedded-database.js';
import { isMigrated } from './store/migrate.js';
import { openStore } from './store/open-store.js';
import type { Store } from './store/store.js';

const CONNECTIONS = 2;

/** Opens the database beside the servers, for as long as the work takes. */
export const withOperatorDesk = async <T>(
  config: Config,
  log: Logger,
  work: (desk: Desk) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config, log).catch(refuse);
  try {
    const store = await openStore({ url: database.url, log, maxConnections: CONNECTIONS }).catch(
      refuse,
    );
    try {
      return await work(await deskOn(store, config));
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
};

const refuse = (error: unknown): never => {
  const where = 'name the data folder of a Carport with --data, or its CARPORT_DATABASE_URL';
  throw new Refusal(`${(error as Error).message}; ${where}`, { cause: error });
};

const openDatabase = async (
  { databaseUrl, dataDir }: Config,
  log: Logger,
): Promise<Pick<EmbeddedDatabase, 'url' | 'stop'>> =>
  databaseUrl === null
    ? visitEmbeddedDatabase({ dir: join(dataDir, 'database'), log })
    : { url: databaseUrl, stop: async () => undefined };

const deskOn = async (store: Store, config: Config): Promise<Desk> => {
  if (!(await isMigrated(store))) {
    throw new Refusal('the database is not of this version; start its server once');
  }
  const key = await findMasterKey(config.masterKey, config.dataDir);
  if (!key) {
    throw new Refusal(`there is no master key in ${config.dataDir}; set CARPORT_MASTER_KEY`);
  }
  const applications = createApplications({
    ...{ store, keyring: createKeyring(key), clock: systemClock, entropy: systemEntropy },
  });
  const { rateLimitBurst: burst, rateLimitPerMinute: perMinute } = config;
  return {
    ...{ applications, defaults: { burst, perMinute } },
    now: () => new Date(systemClock.now()),
  };
};
