import { setTimeout as sleep } from 'node:timers/promises';
import { createConnections } from '../../../src/connections/connections.js';
import type { Connections } from '../../../src/connections/contract.js';
import type { ManualClock } from '../../../src/platform/clock.js';
import { systemEntropy } from '../../../src/platform/entropy.js';
import { createKeyring } from '../../../src/platform/keyring.js';
import { openStore } from '../../../src/store/open-store.js';
import type { WebhookSettings } from '../../../src/webhooks/settings.js';
import { type Death, type FrailLine, openFrailLine } from '../../support/frail-line.js';
import { silentLog } from '../../support/log.js';
import { createEngine, type Engine } from '../engine.js';

/** A server process of the model: its own engine, caches and way to the database, and it can die. */
export interface Process {
  readonly engine: Engine;
  readonly connections: Connections;
  readonly line: FrailLine;
  /** Tells that it lives, and takes over from those that have said nothing since it looked before. */
  look(): Promise<void>;
  /** Dies now, or has just died: afterwards it sends nothing and changes nothing any more. */
  die(death?: Death): Promise<void>;
  stop(): Promise<void>;
}

/** Small enough that events wait for one another; the time limit is in real time. */
const SETTINGS: Partial<WebhookSettings> = {
  ...{ slots: 4, slotsPerWebhook: 2, timeoutMs: 1_000, drainMs: 0 },
};
/** A process that is told to stop interrupts its attempts within this. */
const INTERRUPTED_MS = 10;
const CONNECTIONS = 4;

export const startProcess = async (databaseUrl: string, clock: ManualClock): Promise<Process> => {
  const line = await openFrailLine(databaseUrl);
  const store = await openStore({ url: line.url, log: silentLog, maxConnections: CONNECTIONS });
  const engine = createEngine(store, SETTINGS, clock, null, { silentAfterMs: 0 });
  const connections = createConnections({
    ...{ store, clock, entropy: systemEntropy, autoSubscribe: engine.autoSubscribe },
    keyring: createKeyring({ id: 'test', key: Buffer.alloc(32, 1) }),
    tokens: {
      issueCode: () => Promise.reject(new Error('the model has no codes')),
      forget: () => undefined,
    },
  });
  return {
    ...{ engine, connections, line },
    look: async () => {
      await engine.processes.tick();
    },
    die: async (death) => {
      await line.cut(death);
      // What is left of it finds no database, and is given up on rather than waited for.
      const stopped = engine.dispatcher.stop().then(() => store.close());
      void stopped.catch(() => undefined);
      await sleep(INTERRUPTED_MS);
    },
    stop: async () => {
      await engine.dispatcher.stop();
      await engine.processes.stop();
      await store.close();
      await line.cut();
    },
  };
};
