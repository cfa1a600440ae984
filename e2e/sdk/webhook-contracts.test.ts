import { SIGNALS, type SignalCode, signalRow } from '@carport/catalog';
import Value from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VehicleAccess } from '../../packages/server/src/access/access.js';
import { documentedEvents } from '../../packages/server/src/http/pages/docs/webhook-events.js';
import type { WebhookDefinition } from '../../packages/server/src/webhooks/contract.js';
import { CHARGING_EVENTS } from '../../packages/server/src/webhooks/legacy/contract.js';
import {
  OPERATIONAL_EVENTS,
  type OperationalEventType,
} from '../../packages/server/src/webhooks/operational-events.js';
import { WEBHOOK_ERRORS } from '../../packages/server/test/documented/errors.js';
import {
  insertApplication,
  insertCar,
  kilometers,
  percent,
} from '../../packages/server/test/support/fixtures.js';
import {
  type Received,
  type Receiver,
  startReceiver,
} from '../../packages/server/test/support/receiver.js';
import { createTestStore, type TestStore } from '../../packages/server/test/support/store.js';
import {
  createEngine,
  type Engine,
  keyOf,
  ODOMETER,
  STATE_OF_CHARGE,
} from '../../packages/server/test/webhooks/engine.js';
import { DOCUMENTED_EVENTS, OPERATIONAL_EVENT } from '../support/documented-events.js';
import { SDKS } from '../support/sdk.js';
import {
  getSignalByCode,
  hashChallenge,
  parseEnvelope,
  type Signal,
  verifySignature,
} from '../support/webhook-packages.js';

/*
 * Every kind of event that the engine sends, as it arrives at a receiver, is accepted byte for byte by the official
 * SDK in both of its versions and by what is documented of the packages for receivers.
 */

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const MOST_BYTES = 50 * 1_024;
/** What a careless serialisation would change on its way through JSON.parse and JSON.stringify. */
const NAME = 'Flotte "Süd" \\ 東京 🚗 \u2028 </script>';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let applicationId: string;
let key: string;
let deliveries: readonly Received[] = [];

/** In words that tell kinds apart which the documents tell apart. */
const kindsOf = ({ body }: Pick<Received, 'body'>): string[] => {
  if (body.version === '2.0') {
    return [
      ['2.0', body.eventName, body.payload.eventType, body.mode === 'test' && 'test']
        .filter(Boolean)
        .join(' '),
    ];
  }
  const { eventType, data, meta } = body;
  if (eventType === 'VEHICLE_ERROR') {
    return data.errors.map(
      (one: { type: string; code: string | null; state: string }) =>
        `VEHICLE_ERROR ${one.type}:${one.code} ${one.state}`,
    );
  }
  if (eventType !== 'VEHICLE_STATE') return [eventType];
  if (meta.mode === 'TEST') return ['VEHICLE_STATE test'];
  const codes = data.triggers.map(({ code }: { code: string }) => code);
  const first = codes.includes('FIRST_DELIVERY');
  return [
    ...(first ? [`VEHICLE_STATE FIRST_DELIVERY${codes.length > 1 ? ' and changes' : ''}`] : []),
    ...codes
      .filter((code: string) => !first && code !== 'FIRST_DELIVERY')
      .map((code: string) => `VEHICLE_STATE ${code}`),
  ];
};

const TRIGGERS = SIGNALS.filter(({ kind }) => kind === 'signal').map(
  ({ code }) => code as SignalCode,
);
const LEGACY = [
  '2.0 scheduled',
  '2.0 dynamic',
  ...CHARGING_EVENTS.map((type) => `2.0 eventBased ${type}`),
];
const EXPECTED: readonly string[] = [
  'VERIFY',
  ...['VEHICLE_STATE FIRST_DELIVERY', 'VEHICLE_STATE test'],
  ...TRIGGERS.map((code) => `VEHICLE_STATE ${code}`),
  ...WEBHOOK_ERRORS.flatMap((error) => [
    `VEHICLE_ERROR ${error} ERROR`,
    `VEHICLE_ERROR ${error} RESOLVED`,
  ]),
  ...Object.keys(OPERATIONAL_EVENTS),
  ...['2.0 verify', ...LEGACY],
  ...['2.0 scheduled test', '2.0 dynamic test', '2.0 eventBased CHARGING_STARTED test'],
];

beforeAll(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store);
  applicationId = await insertApplication(database.store);
  key = keyOf(applicationId);
  await sendEveryKind();
  deliveries = receiver.received;
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await database.close();
});

const verified = (definition: Partial<WebhookDefinition>) =>
  engine.verified(applicationId, { name: NAME, ...definition }, receiver);
const newCar = () => insertCar(database.store, applicationId);
const OPERATIONAL = { type: 'operational', triggers: [], signals: [] } as const;

const sendEveryKind = async (): Promise<void> => {
  await verified(OPERATIONAL);
  await sendStates();
  await sendErrors();
  await sendLegacy();
  await sendOperational();
};

/** Each signal with its example, as data and as a trigger, in as many events as the limit of their size asks for. */
const sendStates = async (): Promise<void> => {
  const MOST_SIGNALS = 40;
  for (let from = 0; from < SIGNALS.length; from += MOST_SIGNALS) {
    const rows = SIGNALS.slice(from, from + MOST_SIGNALS);
    const codes = rows.map(({ code }) => code as SignalCode);
    const webhook = await verified({
      triggers: codes.filter((code) => TRIGGERS.includes(code)),
      signals: codes,
    });
    const car = await newCar();
    await engine.subscribe(webhook, car);
    // Known before anything of this part is: the first delivery has nothing but failed signals.
    const unrelated =
      from === 0 ? { [ODOMETER]: kilometers(1) } : { [STATE_OF_CHARGE]: percent(1) };
    await engine.report(car.vehicle, unrelated);
    await engine.dispatcher.tick();
    const examples = Object.fromEntries(rows.map(({ code, example }) => [code, example]));
    await engine.report(car.vehicle, examples);
    await engine.dispatcher.tick();
    await engine.webhooks.sendSample(applicationId, webhook.id);
    await engine.dispatcher.tick();
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
  }
};

const sendErrors = async (): Promise<void> => {
  for (const error of WEBHOOK_ERRORS) {
    const [type = '', code] = error.split(':');
    const car = await newCar();
    const webhook = await verified({ errorUri: receiver.url });
    await engine.subscribe(webhook, car);
    if (type === 'PERMISSION' || type === 'COMPATIBILITY') await partlyFails(car, type, code);
    else
      await engine.signals.noteFailure(car.vehicle, {
        type,
        code: code === 'null' ? null : (code ?? null),
      });
    await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(50) });
    await engine.dispatcher.tick();
    await engine.webhooks.update(applicationId, webhook.id, { isEnabled: false });
  }
};

const partlyFails = async ({ vehicle }: VehicleAccess, type: string, code: string | undefined) => {
  await engine.signals.ingest(vehicle, {
    entries: [
      { code: STATE_OF_CHARGE, error: { type, code: code === 'null' ? null : (code ?? null) } },
    ],
  });
};

const sendLegacy = async (): Promise<void> => {
  const car = await newCar();
  const charging = 'charge-detailedchargingstatus';
  await engine.report(car.vehicle, {
    [STATE_OF_CHARGE]: percent(50),
    [charging]: { value: 'NOT_CHARGING' },
  });
  const endpoints = ['/battery', '/location'];
  for (const definition of [
    { type: 'scheduled', legacy: { frequency: 'hourly', endpoints } },
    { type: 'dynamic', legacy: { endpoints: ['/battery'] } },
    { type: 'eventBased', legacy: {} },
  ] as const) {
    const webhook = await verified({ ...definition, triggers: [], signals: [] });
    await engine.subscribe(webhook, car);
    await engine.webhooks.sendSample(applicationId, webhook.id);
  }
  for (const value of ['CHARGING', 'FULLY_CHARGED', 'CHARGING', 'NOT_CHARGING']) {
    engine.clock.advance(SECOND);
    await engine.report(car.vehicle, { [charging]: { value } });
  }
  engine.clock.advance(HOUR);
  await engine.reports.tick();
  await engine.dispatcher.tick();
};

const sendOperational = async (): Promise<void> => {
  const webhook = await engine.verified(applicationId, { name: NAME }, receiver);
  await database.store.transaction(async (tx) => {
    for (const type of Object.keys(OPERATIONAL_EVENTS) as OperationalEventType[]) {
      const about = { type, webhookId: webhook.id, data: { reason: NAME } };
      await engine.recordOperational(tx, applicationId, about);
    }
  });
  await engine.dispatcher.tick();
};

test('nothing else is sent, and everything is', () => {
  const seen = new Set(deliveries.flatMap(kindsOf));
  expect([...seen].filter((kind) => !EXPECTED.includes(kind))).toEqual([]);
  expect(EXPECTED.filter((kind) => !seen.has(kind))).toEqual([]);
});

test('the examples of the documentation are such events, too', () => {
  const { operational, charging, ...others } = documentedEvents('https://carport.example');
  for (const { body } of [
    ...[...Object.values(others), ...Object.values(operational), ...Object.values(charging)],
  ]) {
    const event = JSON.parse(body.toString());
    const schema = DOCUMENTED_EVENTS[event.eventType ?? event.eventName] ?? OPERATIONAL_EVENT;
    expect(Value.Errors(schema, event), body.toString()).toEqual([]);
    expect(body.toString()).toBe(JSON.stringify(event));
  }
});

const named = (one: Received): string => `${kindsOf(one).join(', ')}: ${one.raw.slice(0, 400)}`;

test('each has the documented fields and no others, in compact JSON of at most 50 KB', () => {
  for (const one of deliveries) {
    const { body, raw, headers } = one;
    const schema = DOCUMENTED_EVENTS[body.eventType ?? body.eventName] ?? OPERATIONAL_EVENT;
    expect(Value.Errors(schema, body), named(one)).toEqual([]);
    expect(raw).toBe(JSON.stringify(body));
    expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(MOST_BYTES);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(raw)),
      'user-agent': expect.stringMatching(/^Smartcar\/\d/),
    });
  }
});

test.each(SDKS)('each is accepted by %s', (_name, sdk) => {
  for (const one of deliveries) {
    const { body, headers } = one;
    const signature = String(headers['sc-signature']);
    expect(sdk.verifyPayload(key, signature, body), named(one)).toBe(true);
    expect(sdk.verifyPayload(`${key}x`, signature, body), named(one)).toBe(false);
    const challenge = body.data?.challenge ?? body.payload?.challenge;
    if (challenge !== undefined) {
      expect(sdk.hashChallenge(key, challenge)).toBe(hashChallenge(key, challenge));
    }
  }
});

test('each is accepted by the packages for receivers, as the recipe uses them', () => {
  for (const one of deliveries) {
    const { raw, body, headers } = one;
    const signature = headers['sc-signature'] ?? '';
    const envelope = parseEnvelope(raw);
    expect(verifySignature(key, raw, signature), named(one)).toBe(true);
    expect(verifySignature(key, JSON.stringify(envelope), signature), named(one)).toBe(true);
    expect(verifySignature(key, `${raw} `, signature), named(one)).toBe(false);
    for (const { code } of body.data?.signals ?? []) {
      const signal = getSignalByCode<Signal>(envelope.data?.signals ?? [], code);
      const { name, group, body: schema } = signalRow(code);
      expect(signal).toMatchObject({ code, name, group });
      if (signal?.status.value === 'SUCCESS') {
        expect(Value.Errors(schema, signal.body), code).toEqual([]);
      }
    }
  }
});
