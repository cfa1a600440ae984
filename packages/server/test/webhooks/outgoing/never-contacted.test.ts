import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type LookupFunction, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import { insertApplication, insertCar, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { type RecordedConnections, recordConnections } from '../../support/recorded-connections.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, STATE_OF_CHARGE } from '../engine.js';

/*
 * Every way to write an address that callbacks must not reach, through the whole engine: definition, verification,
 * deliveries of both versions, errors, redirects. What sockets really do is recorded below every library, and this
 * machine's own addresses have a listener that would notice.
 */

const FORBIDDEN = 'the callback leads to an address that is not public';
const HOUR = 3_600_000;

// Against hanging: hundreds of webhooks are made, and the machine may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

const ADDRESSES = [
  ...['169.254.169.254', '127.0.0.1', '::1', '10.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  ...['0.0.0.0', '::', '127.8.9.1', '100.64.0.1', '100.100.100.200', '192.168.0.1', '172.16.0.1'],
  ...['172.31.255.254', '168.63.129.16', '192.0.0.192', '198.18.0.1', '203.0.113.7'],
  ...['fd00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe'],
  ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::7f00:1', '2002:7f00:1::', '::7f00:1'],
  ...['2001:0:7f00:1::', '224.0.0.1', 'ff02::1', '255.255.255.255', '240.0.0.1', '2001:db8::1'],
] as const;

/** The same places, spelled so that a check of the text alone may overlook them. */
const SPELLINGS = [
  ...['2130706433', '0x7f000001', '017700000001', '0x7f.1', '127.1', '0177.0.0.1', '127.0.0.1.'],
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0',
    '2852039166',
    '0xa9fea9fe',
  ],
  ...[
    '0251.0376.0251.0376',
    '10.1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'ⓛocalhost',
    'hook.example@127.0.0.1',
  ],
] as const;

const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

let database: TestStore;
let recorded: RecordedConnections;
/** Listens on every address of this machine; nobody may knock. */
let tripwire: Server;
let knocks = 0;
let port: number;

beforeAll(async () => {
  database = await createTestStore();
  tripwire = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  }).listen(0, '::');
  await once(tripwire, 'listening');
  port = (tripwire.address() as AddressInfo).port;
  recorded = recordConnections({ except: database.url });
});
afterAll(async () => {
  recorded.stop();
  tripwire.close();
  await database.close();
});

const triedSince = (before: number): readonly string[] => recorded.tried.slice(before);

test('the recorder and the listener notice what happens', async () => {
  const before = recorded.tried.length;
  for (const host of ['127.0.0.1', '::1', 'localhost']) {
    await once(dial({ host, port, autoSelectFamily: true }), 'close');
  }
  expect(triedSince(before).slice(0, 2)).toEqual([`127.0.0.1 ${port}`, `::1 ${port}`]);
  expect(triedSince(before).length).toBeGreaterThan(2);
  expect(knocks).toBeGreaterThan(2);
});

describe('without the setting for development', () => {
  let engine: Engine;
  let car: VehicleAccess;
  /** What names lead to; each answer once, the last one for ever. */
  const names = new Map<string, string[][]>();
  const lookup: LookupFunction = (name, options, callback) => {
    const answers = names.get(name) ?? [[]];
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };

  beforeEach(async () => {
    names.clear();
    engine = createEngine(database.store, { allowLocalCallbacks: false, lookup });
    car = await insertCar(database.store, await insertApplication(database.store));
  });

  const expectSilence = async (work: () => Promise<void>): Promise<void> => {
    const [tried, knocked] = [recorded.tried.length, knocks];
    await work();
    expect(triedSince(tried)).toEqual([]);
    expect(knocks).toBe(knocked);
  };

  test.each([...ADDRESSES.map(inUrl), ...SPELLINGS])('%s cannot be defined', async (host) => {
    const { applicationId } = car;
    await expectSilence(async () => {
      for (const uri of [`https://${host}:${port}/`, `http://${host}/`, `https://${host}/`]) {
        const state: WebhookDefinition = {
          ...{ name: 'Fleet', triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
          callbackUri: 'https://hook.example/',
        };
        const scheduled: WebhookDefinition = {
          ...{ name: 'Fleet', type: 'scheduled', triggers: [], signals: [], callbackUri: uri },
          legacy: { frequency: 'hourly', endpoints: ['/battery'] },
        };
        for (const definition of [
          { ...state, callbackUri: uri },
          { ...state, errorUri: uri },
          scheduled,
        ]) {
          await expect(engine.webhooks.create(applicationId, definition)).rejects.toMatchObject({
            row: { type: 'VALIDATION' },
          });
        }
        const { id } = await engine.webhooks.create(applicationId, state);
        for (const change of [{ callbackUri: uri }, { errorUri: uri }]) {
          await expect(engine.webhooks.update(applicationId, id, change)).rejects.toMatchObject({
            row: { type: 'VALIDATION' },
          });
        }
      }
    });
  });

  /** As if it had been defined and verified under other rules. */
  const put = async (
    uri: string,
    definition: Partial<WebhookDefinition> = {},
  ): Promise<Webhook> => {
    const webhook = await engine.webhooks.create(car.applicationId, {
      ...{ name: 'Fleet', triggers: [STATE_OF_CHARGE], signals: [STATE_OF_CHARGE] },
      ...{ callbackUri: 'https://hook.example/', ...definition },
    });
    await database.store.db
      .updateTable('webhooks')
      .set({
        ...{ callback_uri: uri, verified_at: new Date(engine.clock.now()) },
        ...(webhook.type === 'signals' && { error_uri: uri }),
      })
      .where('id', '=', webhook.id)
      .execute();
    if (webhook.type !== 'operational') await engine.subscribe(webhook, car);
    return webhook;
  };

  /** Everything that makes the engine send, once. */
  const sendEverything = async (): Promise<void> => {
    const silent = await put('https://hook.example/');
    await engine.webhooks.update(car.applicationId, silent.id, { isEnabled: false });
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(20) });
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(30) });
    await engine.signals.noteFailure(car.vehicle, { type: 'VEHICLE_STATE', code: 'ASLEEP' });
    engine.clock.advance(HOUR);
    await engine.reports.tick();
    await engine.dispatcher.tick();
  };

  /** Which event came to which end at its first attempt. */
  const outcomesOf = async ({ id }: Webhook): Promise<Record<string, unknown>> => {
    const events = await engine.webhooks.events(car.applicationId, id, 50);
    return Object.fromEntries(
      events.map(({ type, attempts: [first] }) => [type, first?.statusCode ?? first?.error]),
    );
  };

  /** Verifications and deliveries of every kind; answers with what became of each, by its address. */
  const sendTo = async (uris: readonly string[]): Promise<Record<string, unknown>> => {
    const webhooks = new Map<string, Webhook[]>();
    for (const uri of uris) {
      const kinds: Partial<WebhookDefinition>[] = [
        {},
        {
          ...{ type: 'scheduled', triggers: [], signals: [] },
          legacy: { frequency: 'hourly', endpoints: ['/battery'] },
        },
        { type: 'operational', triggers: [], signals: [] },
      ];
      const made = [];
      for (const kind of kinds) made.push(await put(uri, kind));
      webhooks.set(uri, made);
    }
    const verifications = [...webhooks.values()].flat().map(async ({ id }) => {
      const result = await engine.webhooks.verify(car.applicationId, id);
      expect(result?.verified).toBe(false);
    });
    await Promise.all(verifications);
    await sendEverything();
    const outcomes: Record<string, unknown> = {};
    for (const [uri, made] of webhooks) {
      outcomes[uri] = Object.assign({}, ...(await Promise.all(made.map(outcomesOf))));
    }
    return outcomes;
  };

  /** Every kind of event was tried, and each ended so. */
  const everything = (end: unknown) => ({
    ...{ VERIFY: end, VEHICLE_STATE: end, VEHICLE_ERROR: end, scheduled: end },
    WEBHOOK_DISABLED: end,
  });

  test('what was defined all the same is told nothing', async () => {
    const uris = [
      ...ADDRESSES.map(inUrl),
      ...SPELLINGS.filter((host) => !/localhost/i.test(host)),
    ].map((host) => `https://${host}:${port}/`);
    await expectSilence(async () => {
      const outcomes = await sendTo([
        ...uris,
        `http://127.0.0.1:${port}/`,
        'http://93.184.216.34/',
      ]);
      for (const [uri, outcome] of Object.entries(outcomes)) {
        expect({ uri, ...Object(outcome) }).toEqual({ uri, ...everything(FORBIDDEN) });
      }
    });
  });

  test('names that lead there are told nothing, be it only one of their addresses', async () => {
    const uris = ADDRESSES.flatMap((address, index) => {
      names.set(`only-${index}.example`, [[address]]);
      names.set(`among-${index}.example`, [['93.184.216.34', address, '2606:4700:4700::1111']]);
      return [`https://only-${index}.example/`, `https://among-${index}.example:${port}/`];
    });
    await expectSilence(async () => {
      const outcomes = await sendTo(uris);
      for (const [uri, outcome] of Object.entries(outcomes)) {
        expect({ uri, ...Object(outcome) }).toEqual({ uri, ...everything(FORBIDDEN) });
      }
    });
  });

  test.each([21, 22, 25, 80, 110, 6_667])(
    'port %i of a public address is told nothing',
    async (odd) => {
      const uri = `https://hook.example:${odd}/`;
      names.set('hook.example', [['93.184.216.34']]);
      await expect(put('https://hook.example/', { callbackUri: uri })).rejects.toMatchObject({
        row: { type: 'VALIDATION' },
      });
      await expectSilence(async () => {
        expect(await sendTo([uri])).toEqual({
          [uri]: everything('the callback uses a port that is not for callbacks'),
        });
      });
    },
  );

  test('a network that the operator names can be defined, and nothing beside it', async () => {
    const allowedNetworks = ['10.20.0.0/16', '169.254.0.0/16', '127.0.0.0/8'];
    engine = createEngine(database.store, { allowLocalCallbacks: false, allowedNetworks });
    const made = await put('https://hook.example/', { callbackUri: 'https://10.20.0.5/hook' });
    expect(made.callbackUri).toBe('https://10.20.0.5/hook');
    for (const host of ['10.21.0.5', '169.254.169.254', '127.0.0.1']) {
      const refused = put('https://hook.example/', { callbackUri: `https://${host}/hook` });
      await expect(refused).rejects.toMatchObject({ row: { type: 'VALIDATION' } });
    }
    const plain = put('https://hook.example/', { callbackUri: 'http://10.20.0.5/hook' });
    await expect(plain).rejects.toMatchObject({ row: { type: 'VALIDATION' } });
  });

  test('an address changed between check and connect is not the one that is connected to', async () => {
    // Nobody lives in this range, so that trying it is harmless; the operator's setting opens it.
    engine = createEngine(database.store, {
      ...{
        allowLocalCallbacks: false,
        allowedNetworks: ['203.0.113.0/24'],
        timeoutMs: 100,
        lookup,
      },
    });
    const uri = `https://hook.example:${port}/`;
    for (const hostile of ['127.0.0.1', '169.254.169.254', '::ffff:127.0.0.1']) {
      names.set('hook.example', [['203.0.113.7'], [hostile]]);
      const [tried, knocked] = [recorded.tried.length, knocks];
      const { id } = await put(uri);
      const first = await engine.webhooks.verify(car.applicationId, id);
      const second = await engine.webhooks.verify(car.applicationId, id);
      expect([first?.verified, second?.error]).toEqual([false, FORBIDDEN]);
      // The first answer was taken at its word, and asked for once.
      expect(triedSince(tried)).toEqual([`203.0.113.7 ${port}`]);
      expect(knocks).toBe(knocked);
    }
  });
});

describe('where callbacks may go', () => {
  let receiver: Receiver;
  let engine: Engine;
  let car: VehicleAccess;
  beforeEach(async () => {
    receiver = await startReceiver();
    engine = createEngine(database.store, { timeoutMs: 500 });
    car = await insertCar(database.store, await insertApplication(database.store));
  });
  afterEach(() => receiver.close());

  const HOSTILE = ['169.254.169.254', '127.0.0.1', '[::1]', '10.0.0.1', '[::ffff:127.0.0.1]'];

  test.each(
    [301, 302, 303, 307, 308].flatMap((status) => HOSTILE.map((host) => [status, host] as const)),
  )('a %i to %s is a failure like any other and is not followed', async (status, host) => {
    const location = `http://${host}:${port}/latest/meta-data`;
    const webhook = await engine.verified(car.applicationId, { errorUri: receiver.url }, receiver);
    await engine.subscribe(webhook, car);
    const [tried, knocked] = [recorded.tried.length, knocks];
    receiver.otherwise((response) => response.writeHead(status, { location }).end());
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(20) });
    await engine.signals.noteFailure(car.vehicle, { type: 'VEHICLE_STATE', code: 'ASLEEP' });
    await engine.dispatcher.tick();
    const result = await engine.webhooks.verify(car.applicationId, webhook.id);

    expect(result).toMatchObject({ verified: false, statusCode: status });
    const events = await engine.webhooks.events(car.applicationId, webhook.id, 50);
    const deliveries = events.filter(({ type }) => type !== 'VERIFY');
    expect(deliveries.map(({ status: end, attempts }) => [end, attempts[0]?.statusCode])).toEqual([
      ...[
        ['pending', status],
        ['pending', status],
      ],
    ]);
    const own = `127.0.0.1 ${new URL(receiver.url).port}`;
    expect(triedSince(tried).filter((address) => address !== own)).toEqual([]);
    expect(knocks).toBe(knocked);
  });

  test('a proxy of the environment sees nothing', async () => {
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy']) {
      vi.stubEnv(name, `http://127.0.0.1:${port}`);
      vi.stubEnv(name.toUpperCase(), `http://127.0.0.1:${port}`);
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const knocked = knocks;
    engine = createEngine(database.store, { timeoutMs: 500 });
    await engine.verified(car.applicationId, {}, receiver);
    vi.unstubAllEnvs();
    expect(receiver.received).toHaveLength(1);
    expect(knocks).toBe(knocked);
  });
});
