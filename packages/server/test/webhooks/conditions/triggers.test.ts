import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../../src/access/access.js';
import type { Trigger, Webhook } from '../../../src/webhooks/contract.js';
import { insertApplication, insertCar, kilometers, percent } from '../../support/fixtures.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { createEngine, type Engine, LOCATION, ODOMETER, STATE_OF_CHARGE } from '../engine.js';

let database: TestStore;
let receiver: Receiver;
let engine: Engine;
let car: VehicleAccess;
let webhook: Webhook;

beforeEach(async () => {
  database = await createTestStore();
  receiver = await startReceiver();
  engine = createEngine(database.store);
  car = await insertCar(database.store, await insertApplication(database.store));
});
afterEach(async () => {
  await engine.dispatcher.stop();
  await receiver.close();
  await database.close();
});

const LOW: Trigger = { code: STATE_OF_CHARGE, condition: { type: 'crossesBelow', value: 20 } };
const FULL: Trigger = { code: STATE_OF_CHARGE, condition: { type: 'crossesAbove', value: 80 } };
const MOVED: Trigger = { code: LOCATION, condition: { type: 'movesBy', value: 300 } };

const watch = async (triggers: readonly Trigger[], value = 50): Promise<void> => {
  await charge(value);
  webhook = await engine.verified(car.applicationId, { triggers, signals: [ODOMETER] }, receiver);
  await engine.subscribe(webhook, car);
  await engine.dispatcher.tick();
};
const charge = (value: number) => engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(value) });

/** The triggers of what came after the VERIFY and the first delivery. */
const told = async () => {
  await engine.dispatcher.tick();
  return receiver.received
    .slice(2)
    .map(({ body }) => body.data.triggers.map(({ code }: { code: string }) => code));
};

test('only a change by which the condition holds is told, and with every configured signal', async () => {
  await watch([LOW]);
  for (const value of [40, 21, 19, 15]) await charge(value);
  expect(await told()).toEqual([[STATE_OF_CHARGE]]);
  const { data, meta } = receiver.received[2]?.body ?? {};
  expect(data.signals.map(({ code }: { code: string }) => code)).toEqual([
    ODOMETER,
    STATE_OF_CHARGE,
  ]);
  expect(data.signals[1].body.value).toBe(19);
  expect(meta.signalCount).toBe(2);
});

test('two conditions on one signal are told each by itself', async () => {
  await watch([LOW, FULL]);
  for (const value of [10, 90, 85, 15]) await charge(value);
  expect(await told()).toEqual([[STATE_OF_CHARGE], [STATE_OF_CHARGE], [STATE_OF_CHARGE]]);
});

test('a plain trigger beside it is told by any change, in the same event', async () => {
  await watch([LOW, ODOMETER]);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(30), [ODOMETER]: kilometers(1) });
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(10), [ODOMETER]: kilometers(2) });
  expect(await told()).toEqual([[ODOMETER], [STATE_OF_CHARGE, ODOMETER]]);
});

test('a car that creeps is told of when it has come far enough, by whichever process', async () => {
  await engine.report(car.vehicle, { [LOCATION]: { latitude: 52, longitude: 5 } });
  await watch([MOVED]);
  const other = createEngine(database.store, {}, engine.clock);
  for (const [index, step] of [1, 2, 3, 4].entries()) {
    const { report } = index % 2 ? engine : other;
    await report(car.vehicle, { [LOCATION]: { latitude: 52 + step / 1_000, longitude: 5 } });
  }
  expect(await told()).toEqual([[LOCATION]]);
  await other.dispatcher.stop();
});

test('what the owner did not grant is not judged', async () => {
  const shy = await insertCar(database.store, car.applicationId, {
    permissions: ['read_odometer'],
  });
  await watch([LOW, ODOMETER]);
  await engine.report(shy.vehicle, { [STATE_OF_CHARGE]: percent(50), [ODOMETER]: kilometers(1) });
  await engine.subscribe(webhook, shy);
  await engine.dispatcher.tick();
  await engine.report(shy.vehicle, { [STATE_OF_CHARGE]: percent(5), [ODOMETER]: kilometers(2) });
  expect((await told()).at(-1)).toEqual([ODOMETER]);
});

describe('a webhook', () => {
  const shown = () => engine.webhooks.get(car.applicationId, webhook.id);

  test('shows its triggers as they were given', async () => {
    await watch([LOW, FULL, ODOMETER]);
    expect((await shown())?.triggers).toEqual([LOW, FULL, ODOMETER]);
  });

  test('whose condition is changed begins anew', async () => {
    const by = (value: number): Trigger => ({
      code: STATE_OF_CHARGE,
      condition: { type: 'changesBy', value },
    });
    await watch([by(10)]);
    await charge(55);
    await engine.webhooks.update(car.applicationId, webhook.id, { triggers: [by(7)] });
    await charge(60);
    expect(await told()).toEqual([]);
    await charge(62);
    expect(await told()).toEqual([[STATE_OF_CHARGE]]);
  });

  test('that is enabled again remembers nothing of before', async () => {
    await watch([{ code: STATE_OF_CHARGE, condition: { type: 'changesBy', value: 10 } }]);
    await charge(55);
    await engine.webhooks.update(car.applicationId, webhook.id, { isEnabled: false });
    await charge(59);
    await engine.webhooks.update(car.applicationId, webhook.id, { isEnabled: true });
    await charge(61);
    expect(await told()).toEqual([['FIRST_DELIVERY']]);
    await charge(70);
    expect((await told()).at(-1)).toEqual([STATE_OF_CHARGE]);
  });

  test.each<[string, readonly Trigger[]]>([
    ['that does not fit the signal', [{ ...LOW, condition: { type: 'opens' } }]],
    ['that no value can meet', [{ ...LOW, condition: { type: 'crossesAbove', value: 101 } }]],
    ['beside the same signal without one', [LOW, STATE_OF_CHARGE]],
    [
      'on an attribute',
      [{ code: 'vehicleidentification-vin', condition: { type: 'becomes', value: 'x' } }],
    ],
    ['on nothing', [{ ...LOW, code: 'charge-mood' as never }]],
  ])('is refused with a condition %s', async (_what, triggers) => {
    const attempt = engine.webhooks.create(car.applicationId, {
      ...{ name: 'Fleet', callbackUri: receiver.url, triggers, signals: [] },
    });
    await expect(attempt).rejects.toMatchObject({
      occasion: { detail: [{ field: 'triggers' }] },
    });
  });
});
