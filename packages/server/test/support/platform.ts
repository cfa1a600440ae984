import {
  type CompatibleModel,
  findMake,
  type Mode,
  PERMISSIONS,
  type Permission,
} from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import type { Application, ApplicationCredentials } from '../../src/applications/contract.js';
import { type Composition, composePlatform } from '../../src/compose.js';
import { type Config, parseConfig } from '../../src/config.js';
import { createHttp } from '../../src/http/app.js';
import type { OemAdapter } from '../../src/oem/contract.js';
import type { Metrics } from '../../src/operations/metrics.js';
import { createManualClock, type ManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { createKeyring } from '../../src/platform/keyring.js';
import type { Logger } from '../../src/platform/logger.js';
import type { Store } from '../../src/store/store.js';
import type { TokenPair } from '../../src/tokens/contract.js';
import { type AnswersChecked, holdAnswersToDocument } from './documented-answers.js';
import { silentLog } from './log.js';
import { observeAnswers } from './observed-answers.js';
import { createTestStore } from './store.js';

export interface TestPlatform extends Composition {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly databaseUrl: string;
  readonly clock: ManualClock;
  readonly config: Config;
  readonly answersChecked: AnswersChecked;
  /** Listens on a free loopback port; answers with the origin. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface TestPlatformOptions {
  readonly config?: Partial<Config>;
  readonly adapters?: readonly OemAdapter[];
  readonly compatibleModels?: readonly CompatibleModel[];
  readonly metrics?: Metrics;
  /** Silent when absent. */
  readonly log?: Logger;
}

/** A Monday noon. */
export const TEST_START = Date.UTC(2026, 5, 1, 12);
export const TEST_REDIRECT_URI = 'https://example.com/auth';

/** The whole platform on a database of its own, with a clock that stands still until it is moved. */
export const createTestPlatform = async (
  options: TestPlatformOptions = {},
): Promise<TestPlatform> => {
  const { store, url, close } = await createTestStore();
  const clock = createManualClock(TEST_START);
  const config = { ...parseConfig([], {}), allowLocalCallbacks: true, ...options.config };
  const composition = composePlatform({
    ...{ config, store, clock, entropy: systemEntropy },
    log: options.log ?? silentLog,
    keyring: createKeyring({ id: 'test', key: Buffer.alloc(32, 1) }),
    ...(options.adapters ? { adapters: options.adapters } : {}),
    compatibleModels: options.compatibleModels ?? [],
    metrics: options.metrics,
  });
  const http = createHttp(composition.platform);
  const answersChecked = holdAnswersToDocument(http);
  observeAnswers(http);
  const app = await http;
  return {
    ...composition,
    ...{ app, store, databaseUrl: url, clock, config, answersChecked },
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await app.close();
      await composition.background.stop();
      await close();
    },
  };
};

export interface TestApplication {
  readonly application: Application;
  readonly credentials: ApplicationCredentials;
}

const EVERY_PERMISSION = PERMISSIONS.map((row) => row.name);

export const createTestApplication = (
  { platform }: Composition,
  name = 'Test app',
): Promise<TestApplication> =>
  platform.applications.create({
    name,
    redirectUris: [TEST_REDIRECT_URI],
    defaultPermissions: EVERY_PERMISSION,
  });

export interface TestConnection extends TokenPair {
  readonly userId: string;
  readonly vehicleIds: readonly string[];
}

export interface ConnectOptions {
  readonly make?: string;
  /** `bev@…`, `phev@…`, `ice@…` choose the powertrain. */
  readonly username?: string;
  readonly permissions?: readonly Permission[];
  readonly mode?: Mode;
  readonly country?: string;
}

/** What an owner's consent ends in, without the pages: connected cars and a pair of tokens. */
export const connectCar = async (
  { platform, services }: Composition,
  { application }: Pick<TestApplication, 'application'>,
  options: ConnectOptions = {},
): Promise<TestConnection> => {
  const {
    username = 'bev@example.com',
    permissions = EVERY_PERMISSION,
    mode = 'simulated',
    country = 'US',
  } = options;
  const make = findMake(options.make ?? 'TESLA');
  const adapter = make && services.registry.find(make, mode);
  if (!make || !adapter) throw new Error('no adapter serves this make');
  const authorization = await adapter.authorize({
    ...{ make, username, password: 'password', country, mode },
  });
  const { code, userId } = await platform.connections.approve(application.id, {
    ...{ adapter: adapter.id, make, mode, authorization, permissions },
    vins: authorization.vehicles.map(({ vin }) => vin),
    redirectUri: TEST_REDIRECT_URI,
    codeChallenge: null,
  });
  const exchanged = await platform.tokens.exchangeCode({
    ...{ applicationId: application.id, code },
    ...{ redirectUri: TEST_REDIRECT_URI, codeVerifier: undefined },
  });
  if (!exchanged.ok) throw new Error(exchanged.description);
  const grant = await platform.tokens.authenticate(exchanged.value.accessToken);
  if (grant?.kind !== 'connection') throw new Error('the new token is not known');
  return { ...exchanged.value, userId, vehicleIds: [...grant.vehicles.keys()] };
};
