import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMake } from '@carport/catalog';
import { composePlatform } from '@carport/server/compose';
import { parseConfig } from '@carport/server/config';
import { createHttp } from '@carport/server/http/app';
import { systemClock } from '@carport/server/platform/clock';
import { systemEntropy } from '@carport/server/platform/entropy';
import { createKeyring } from '@carport/server/platform/keyring';
import { startEmbeddedDatabase } from '@carport/server/store/embedded-database';
import { migrate } from '@carport/server/store/migrate';
import { openStore } from '@carport/server/store/open-store';
import { pino } from 'pino';
import { announce, endWithParent } from './served.js';

/**
 * Carport as it runs, with one connected car: embedded database, full authentication, every request logged to a
 * file. Limits are off.
 */
const REDIRECT_URI = 'https://example.com/callback';

const folder = await mkdtemp(join(tmpdir(), 'carport-bench-'));
const log = pino(
  { base: null },
  pino.destination({ dest: join(folder, 'server.log'), sync: false, minLength: 16_384 }),
);
const database = await startEmbeddedDatabase({ dir: join(folder, 'database'), log });
const store = await openStore({ url: database.url, log });
await migrate(store, log);
const { platform, services, background } = composePlatform({
  config: parseConfig(['--data', folder], {}),
  keyring: createKeyring({ id: 'bench', key: Buffer.alloc(32, 1) }),
  ...{ store, log, clock: systemClock, entropy: systemEntropy },
});
const app = await createHttp(platform);
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
endWithParent(async () => {
  await app.close();
  await background.stop();
  await store.close();
  await database.stop();
  await rm(folder, { recursive: true });
});

const { application } = await platform.applications.create({
  name: 'Bench',
  redirectUris: [REDIRECT_URI],
  defaultPermissions: ['read_battery'],
});
const make = findMake('TESLA');
const adapter = make && services.registry.find(make, 'simulated');
if (!make || !adapter) throw new Error('no adapter serves the car of this benchmark');
const authorization = await adapter.authorize({
  ...{ make, username: 'bev@example.com', password: 'any', country: 'US', mode: 'simulated' },
});
const vin = authorization.vehicles[0]?.vin ?? '';
const { code } = await platform.connections.approve(application.id, {
  ...{ adapter: adapter.id, make, mode: 'simulated', authorization, vins: [vin] },
  ...{ permissions: ['read_battery'], redirectUri: REDIRECT_URI, codeChallenge: null },
});
const tokens = await platform.tokens.exchangeCode({
  ...{ applicationId: application.id, code },
  ...{ redirectUri: REDIRECT_URI, codeVerifier: undefined },
});
if (!tokens.ok) throw new Error(tokens.description);
const grant = await platform.tokens.authenticate(tokens.value.accessToken);
if (grant?.kind !== 'connection') throw new Error('the token of this benchmark is not known');
const [vehicleId = ''] = grant.vehicles.keys();

announce({
  url: `${origin}/v2.0/vehicles/${vehicleId}/battery`,
  headers: { authorization: `Bearer ${tokens.value.accessToken}` },
});
