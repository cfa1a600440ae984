import { expect, vi } from 'vitest';
import { databasePid } from '../support/embedded-database.js';
import { freePort } from '../support/free-port.js';
import { type ServerProcess, startServer } from '../support/server-process.js';
import { createWebhookAt } from '../support/webhooks.js';
import { type App, createApp } from './app.js';
import { type CustomerReceiver, startCustomerReceiver } from './customer.js';
import { createLedger, type Ledger, newest } from './ledger.js';
import { expectOk, type Moment, putUnderLoad } from './load.js';
import type { KillPoint } from './plan.js';
import { byEvent, verifyDeliveries, verifyLedger } from './verify.js';

export interface StoryOptions {
  readonly plan: readonly KillPoint[];
  readonly dataDir: string;
  readonly databaseArgs: readonly string[];
}

const CARS = 3;
const SETTINGS = [
  ...['--webhook-timeout-seconds', '1'],
  ...['--webhook-backoff-seconds', '1,1,1,1,1,1,1,1'],
  ...['--poll-interval-ms', '60000'],
];

interface Scene {
  readonly app: App;
  readonly ledger: Ledger;
  readonly receiver: CustomerReceiver;
  server: ServerProcess;
  /** Told of every acknowledgement and every delivery. */
  happened: (moment: Moment) => void;
}

/** A server under load is killed and started again, time after time; each time nothing may be missing. */
export const survivesKills = async (options: StoryOptions): Promise<void> => {
  const { plan, dataDir, databaseArgs } = options;
  const port = await freePort();
  const start = () => startServer({ port, dataDir, args: [...SETTINGS, ...databaseArgs] });
  const server = await start();
  const { CARPORT_MANAGEMENT_TOKEN: managementToken = '' } = server.environment;
  const receiver = await startCustomerReceiver(managementToken, () => scene.happened('delivery'));
  const scene: Scene = {
    ...{ server, receiver, app: createApp(server), ledger: createLedger() },
    happened: () => undefined,
  };
  try {
    const webhookId = await createWebhookAt(server.origin, managementToken, {
      callbackUri: receiver.url,
      triggers: ['closure-islocked'],
      data: ['closure-islocked'],
      autoSubscribe: true,
    });
    await prepareCars(scene);
    for (const point of plan) {
      await killUnderLoad(scene, point, dataDir);
      scene.server = await start();
      await verifyLedger(scene.app, scene.ledger);
    }
    receiver.recover();
    await verifyDeliveries(scene.app, webhookId, scene.ledger, receiver.received);
    await nothingIsDeliveredAgain(scene);
  } finally {
    await scene.server.stop();
    await receiver.close();
  }
};

/** Cars whose locks will be turned, acknowledged before the first kill; read once, so that every turn is a change. */
const prepareCars = async ({ app, ledger }: Scene): Promise<void> => {
  for (let index = 0; index < CARS; index += 1) {
    const owner = await app.consent(`bev-${index}@example.com`);
    const { body } = expectOk(await app.exchange(owner.code));
    const family = {
      ...{ userId: owner.userId, busy: false, verified: 0 },
      ...{ accessTokens: [body.access_token], refreshTokens: [body.refresh_token] },
    };
    const [{ vehicleId } = { vehicleId: '' }] = await app.connections(owner.userId);
    expectOk(await app.get(`/v2.0/vehicles/${vehicleId}/security`, body.access_token));
    ledger.consents.push({ ...owner, exchange: 'answered' });
    ledger.families.push(family);
    ledger.cars.push({ vehicleId, family, locked: true, unanswered: false, turns: 0 });
  }
};

const killUnderLoad = async (scene: Scene, point: KillPoint, dataDir: string): Promise<void> => {
  const { app, ledger } = scene;
  let count = 0;
  let killed: Promise<void> | undefined;
  scene.happened = (moment) => {
    if (moment === point.moment) count += 1;
    if (count >= point.after) killed ??= kill(scene.server, point, dataDir);
  };
  await putUnderLoad({
    ...{ app, ledger },
    happened: (moment) => scene.happened(moment),
    isOver: () => killed !== undefined,
  });
  await killed;
  scene.happened = () => undefined;
};

const kill = async (
  server: ServerProcess,
  { withDatabase }: KillPoint,
  dataDir: string,
): Promise<void> => {
  const gone = server.kill();
  const database = withDatabase ? await databasePid(dataDir) : null;
  if (database !== null) process.kill(database, 'SIGKILL');
  await gone;
};

/** Another event goes through the whole dispatcher; none of the old ones comes with it. */
const nothingIsDeliveredAgain = async ({ app, ledger, receiver }: Scene): Promise<void> => {
  const before = byEvent(receiver.received);
  const [car] = ledger.cars;
  if (!car) throw new Error('there is no car');
  expectOk(await app.setLock(car.vehicleId, newest(car.family.accessTokens), !car.locked));
  await vi.waitFor(() => expect(byEvent(receiver.received).size).toBeGreaterThan(before.size), {
    timeout: 15_000,
  });
  const after = byEvent(receiver.received);
  for (const [eventId, deliveries] of before) {
    expect(after.get(eventId)?.length, `deliveries of ${eventId}`).toBe(deliveries.length);
  }
};
