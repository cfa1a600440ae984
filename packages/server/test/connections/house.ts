import type { MakeRow, Mode, Permission } from '@carport/catalog';
import { sql } from 'kysely';
import { vi } from 'vitest';
import { createApplications } from '../../src/applications/applications.js';
import type { Application, ApplicationCredentials } from '../../src/applications/contract.js';
import { createConnections } from '../../src/connections/connections.js';
import type { AutoSubscribe, Consent } from '../../src/connections/contract.js';
import type { OemVehicle } from '../../src/oem/contract.js';
import { createManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { createKeyring } from '../../src/platform/keyring.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { createTokens } from '../../src/tokens/tokens.js';
import { silentLog } from '../support/log.js';
import { createTestStore } from '../support/store.js';

export const START = Date.UTC(2026, 2, 1, 8);
export const REDIRECT_URI = 'https://app.example/callback';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const keyring = createKeyring({ id: 'k1', key: Buffer.alloc(32, 7) });

/** The services that hold authorisation, on one store. */
const createServices = (
  store: Store,
  clock: ReturnType<typeof createManualClock>,
  refreshGraceMs: number,
) => {
  const subscribed: { applicationId: string; vehicleId: string; userId: string }[] = [];
  const autoSubscribe: AutoSubscribe = {
    connectionCreated: async (_tx, connection) => {
      subscribed.push(connection);
    },
    connectionsEnded: async () => undefined,
  };
  const common = { store, keyring, clock, entropy: systemEntropy };
  const tokens = createTokens({ ...common, settings: { refreshGraceMs } });
  return {
    store,
    subscribed,
    tokens,
    applications: createApplications(common),
    connections: createConnections({ ...common, tokens, autoSubscribe }),
  };
};

export type Services = ReturnType<typeof createServices>;

const CONNECTIONS = 8;

/** Opens every connection that the store may hold, so that what a test starts at once runs at once. */
const warmUp = async ({ db }: Store): Promise<void> => {
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => sql`SELECT pg_sleep(0.05)`.execute(db)),
  );
};

/** A migrated database with the services on it; `another` is a second process on the same database. */
export const openHouse = async (settings: { refreshGraceMs?: number } = {}) => {
  const { store, url, close } = await createTestStore();
  await warmUp(store);
  const clock = createManualClock(START);
  const graceMs = settings.refreshGraceMs ?? 10 * MINUTE;
  const others: Store[] = [];
  return {
    ...createServices(store, clock, graceMs),
    clock,
    keyring,
    another: async (refreshGraceMs = graceMs): Promise<Services> => {
      const other = await openStore({ url, log: silentLog, maxConnections: CONNECTIONS });
      await warmUp(other);
      others.push(other);
      return createServices(other, clock, refreshGraceMs);
    },
    close: async () => {
      await Promise.all(others.map((other) => other.close()));
      await close();
    },
  };
};

/** For what another process only hears of: tries until it holds, with patience for a busy machine. */
export const eventually = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: 15_000 });

export type House = Awaited<ReturnType<typeof openHouse>>;

export const newApplication = (
  house: Services,
  options: { redirectUris?: string[]; requirePkce?: boolean } = {},
): Promise<{ application: Application; credentials: ApplicationCredentials }> =>
  house.applications.create({
    name: 'Route planner',
    redirectUris: [REDIRECT_URI],
    defaultPermissions: ['read_odometer'],
    ...options,
  });

export const MAKE: MakeRow = {
  id: 'VOLKSWAGEN',
  name: 'Volkswagen',
  aliases: ['VW'],
  wmi: 'WVW',
  regions: ['EUROPE'],
  connectedService: 'Volkswagen Connect',
  signIn: 'email',
  models: [],
};

export const car = (vin: string, changes: Partial<OemVehicle> = {}): OemVehicle => ({
  vin,
  make: 'Volkswagen',
  model: 'ID.4',
  year: 2023,
  powertrain: 'BEV',
  reference: { garage: vin },
  ...changes,
});

export interface ConsentChoices {
  readonly owner?: string;
  readonly mode?: Mode;
  readonly cars?: readonly OemVehicle[];
  readonly vins?: readonly string[];
  readonly permissions?: readonly Permission[];
  readonly redirectUri?: string;
  readonly codeChallenge?: string | null;
  readonly credentials?: string;
}

export const consent = (choices: ConsentChoices = {}): Consent => {
  const vehicles = choices.cars ?? [car('VIN00000000000001')];
  return {
    adapter: 'simulated',
    make: MAKE,
    mode: choices.mode ?? 'simulated',
    authorization: {
      subject: choices.owner ?? 'anna@example.com',
      credentials: choices.credentials ?? 'anna:secret',
      vehicles,
    },
    vins: choices.vins ?? vehicles.map(({ vin }) => vin),
    permissions: choices.permissions ?? ['read_odometer'],
    redirectUri: choices.redirectUri ?? REDIRECT_URI,
    codeChallenge: choices.codeChallenge ?? null,
  };
};
