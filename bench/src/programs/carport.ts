import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Composition, composePlatform } from '@carport/server/compose';
import { parseConfig } from '@carport/server/config';
import { createHttp } from '@carport/server/http/app';
import { systemClock } from '@carport/server/platform/clock';
import { systemEntropy } from '@carport/server/platform/entropy';
import { createKeyring, type Keyring } from '@carport/server/platform/keyring';
import { createLog } from '@carport/server/platform/log';
import { migrate } from '@carport/server/store/migrate';
import { openStore } from '@carport/server/store/open-store';
import type { Store } from '@carport/server/store/store';

export interface Carport extends Composition {
  readonly origin: string;
  readonly store: Store;
  readonly keyring: Keyring;
  close(): Promise<void>;
}

export interface CarportOptions {
  readonly databaseUrl: string;
  /** Before each request the caches hear what they hear after a lost line to the database: forget everything. */
  readonly cold?: boolean;
}

/** Carport as it runs, every request logged to a file. Limits are off; nothing runs in the background. */
export const startCarport = async ({ databaseUrl, cold }: CarportOptions): Promise<Carport> => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-bench-'));
  const log = createLog({ level: 'info', file: join(folder, 'server.log') });
  const opened = await openStore({ url: databaseUrl, log });
  await migrate(opened, log);
  const { store, forgetEverything } = eavesdrop(opened);
  const keyring = createKeyring({ id: 'bench', key: Buffer.alloc(32, 1) });
  const composition = composePlatform({
    config: parseConfig(['--data', folder, '--limits', 'off', '--allow-local-callbacks'], {}),
    ...{ store, keyring, log, clock: systemClock, entropy: systemEntropy },
  });
  const app = createHttp(composition.platform);
  if (cold) {
    app.addHook('onRequest', (_request, _reply, done) => {
      forgetEverything();
      done();
    });
  }
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...{ ...composition, app, origin, store, keyring },
    close: async () => {
      await app.close();
      await composition.background.stop();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
};

const eavesdrop = (store: Store): { store: Store; forgetEverything: () => void } => {
  const hearers: ((payload: string | null) => void)[] = [];
  return {
    store: {
      ...store,
      listen: (channel, hear) => {
        hearers.push(hear);
        return store.listen(channel, hear);
      },
    },
    forgetEverything: () => {
      for (const hear of hearers) hear(null);
    },
  };
};
