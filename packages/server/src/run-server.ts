import { join, relative } from 'node:path';
import { readCompatibleModels } from './compatible-models-file.js';
import { type Composition, composePlatform } from './compose.js';
import { type Config, insecureSettings } from './config.js';
import { type Demo, seedDemo } from './demo/seed-demo.js';
import { createHttp } from './http/app.js';
import { openRedis, type RedisConnection } from './limits/buckets/redis-connection.js';
import { createMetrics, type Metrics } from './operations/metrics.js';
import { listenForScrapes } from './operations/metrics-listener.js';
import { createSmtpMailer } from './operations/smtp-mailer.js';
import { systemClock } from './platform/clock.js';
import { systemEntropy } from './platform/entropy.js';
import { createKeyring } from './platform/keyring.js';
import { createLog } from './platform/log.js';
import type { Logger } from './platform/logger.js';
import { loadMasterKey } from './platform/master-key.js';
import { startEmbeddedDatabase } from './store/embedded-database.js';
import { migrate } from './store/migrate.js';
import { openStore } from './store/open-store.js';

/** What a parent process is told over IPC once requests are served. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url: string;
  readonly demo: Pick<Demo, 'environment' | 'file'> | null;
}

/** Starts everything in order, tells when it is ready, and undoes it in reverse on SIGINT or SIGTERM. */
export const runServer = async (config: Config): Promise<void> => {
  const log = createLog({ level: config.logLevel });
  const shutdown = createShutdown(log);
  process.once('SIGINT', () => void shutdown.run('SIGINT'));
  process.once('SIGTERM', () => void shutdown.run('SIGTERM'));
  try {
    for (const warning of insecureSettings(config)) log.warn(warning);
    await start(config, log, shutdown);
  } catch (error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : 'the server cannot start');
    process.exitCode = 1;
    await shutdown.run('failure');
  }
};

const start = async (config: Config, log: Logger, shutdown: Shutdown): Promise<void> => {
  const file = config.compatibilityFile;
  const compatibleModels = file === null ? [] : await readCompatibleModels(file);
  const store = await openStore({ url: await databaseUrl(config, log, shutdown), log });
  await shutdown.started('database connections', () => store.close());
  await migrate(store, log);
  const redis = await connectRedis(config, log, shutdown);

  const keyring = createKeyring(await loadMasterKey(config.masterKey, config.dataDir));
  const metrics = config.metricsPort === null ? undefined : createMetrics();
  const composition = composePlatform({
    ...{ config, store, redis, keyring, log, compatibleModels, metrics },
    mailer: config.smtpUrl === null ? null : createSmtpMailer(config.smtpUrl, config.mailFrom),
    ...{ clock: systemClock, entropy: systemEntropy },
  });
  const demo = config.demo ? await seed(config, composition) : null;
  const app = await createHttp({
    ...composition.platform,
    demo: demo && {
      environment: demo.environment,
      environmentFile: shownPath(demo.file),
      appUrl: config.demoApp ? `http://localhost:${config.demoAppPort}` : null,
    },
  });
  await shutdown.started('requests', () => app.close());
  await app.listen({ host: config.host, port: config.port });
  await tellMetrics(config, metrics, log, shutdown);
  composition.background.start();
  await shutdown.started('background work', () => composition.background.stop());

  log.info({ url: config.publicUrl }, 'Carport is ready');
  const ready: ReadyMessage = { type: 'ready', url: config.publicUrl, demo };
  process.send?.(ready);
};

/** As one would type it where the server was started. */
const shownPath = (file: string): string => {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
};

const databaseUrl = async (config: Config, log: Logger, shutdown: Shutdown): Promise<string> => {
  if (config.databaseUrl) return config.databaseUrl;
  const embedded = await startEmbeddedDatabase({ dir: join(config.dataDir, 'database'), log });
  await shutdown.started('embedded database', () => embedded.stop());
  return embedded.url;
};

const tellMetrics = async (
  { metricsPort, metricsHost, metricsToken }: Config,
  metrics: Metrics | undefined,
  log: Logger,
  shutdown: Shutdown,
): Promise<void> => {
  if (!metrics || metricsPort === null) return;
  const listener = await listenForScrapes({
    ...{ metrics, log, host: metricsHost, port: metricsPort, token: metricsToken },
  });
  await shutdown.started('metrics', () => listener.close());
};

const connectRedis = async (
  { redisUrl }: Config,
  log: Logger,
  shutdown: Shutdown,
): Promise<RedisConnection | null> => {
  if (!redisUrl) return null;
  const redis = await openRedis({ url: redisUrl, log });
  await shutdown.started('connection to Redis', () => redis.close());
  return redis;
};

const seed = (config: Config, { platform }: Composition): Promise<Demo> =>
  seedDemo(platform.applications, {
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    redirectUri: `http://localhost:${config.demoAppPort}/callback`,
  });

interface Shutdown {
  /** Registers how to undo what was just started; undone last to first. Rejects when it is already too late. */
  started(what: string, undo: () => Promise<void>): Promise<void>;
  run(reason: string): Promise<void>;
}

const createShutdown = (log: Logger): Shutdown => {
  const steps: { what: string; undo: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;
  const undoAll = async (reason: string): Promise<void> => {
    log.info({ reason }, 'stopping');
    for (const { what, undo } of steps.reverse()) {
      await undo().catch((error: unknown) => log.error({ err: error, what }, 'could not stop'));
    }
    log.info('stopped');
  };
  return {
    started: async (what, undo) => {
      if (!running) {
        steps.push({ what, undo });
        return;
      }
      await undo();
      throw new Error('told to stop while starting');
    },
    run: (reason) => {
      running ??= undoAll(reason);
      return running;
    },
  };
};
