import {
  MAKES,
  POWERTRAINS,
  type Powertrain,
  SIGNALS,
  type SignalRow,
  signalCapabilityOf,
  V3_COMMANDS,
} from '@carport/catalog';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { connectV3Car, type V3Car } from './cars.js';

/*
 * What v3 owes for every row of the catalogue: each signal can be read of a car that has it, each command is carried
 * out by a car that can.
 */

let platform: TestPlatform;
beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

const KINDS = MAKES.flatMap(({ id: make, models }) =>
  POWERTRAINS.filter((powertrain) => models.some((model) => model.powertrain === powertrain)).map(
    (powertrain) => ({ make, powertrain }),
  ),
);

const ROWS: readonly SignalRow[] = SIGNALS;

describe('every signal', () => {
  const cars = new Map<string, Promise<V3Car>>();
  const carOf = (make: string, powertrain: Powertrain): Promise<V3Car> => {
    const key = `${make} ${powertrain}`;
    const username = `${powertrain.toLowerCase()}@example.com`;
    const car = cars.get(key) ?? connectV3Car(platform, { make, username });
    cars.set(key, car);
    return car;
  };

  test.each(ROWS.map((row) => [row.code, row] as const))('%s', async (code, row) => {
    const kind = KINDS.find(
      ({ make, powertrain }) => signalCapabilityOf(make, powertrain, 'US', row).capable,
    );
    if (!kind) throw new Error('no car can have it');
    const car = await carOf(kind.make, kind.powertrain);
    const answer = await car.call('GET', `/signals/${code}`);
    expect(answer.statusCode, answer.body).toBe(200);
    const { status, body } = answer.json().data.attributes;
    expect(status).toEqual({ value: 'SUCCESS' });
    expect([...Value.Errors(row.body, body)], answer.body).toEqual([]);
  });
});

describe('every command', () => {
  const HOUR = 60 * 60 * 1000;

  /** What a car needs before it can do it; a new one is plugged in at home and charges. */
  const PREPARE: Readonly<Record<string, (car: V3Car) => Promise<unknown>>> = {
    'charge-start': (car) => car.call('POST', '/commands/charge/stop'),
    'charge-port-close': async (car) => {
      for (let hours = 0; hours < 48; hours += 1) {
        const cable = await car.call('GET', '/signals/charge-ischargingcableconnected');
        if (cable.json().data.attributes.body.value === false) return;
        await platform.platform.vehicles.advance(await accessTo(car), HOUR);
        await platform.clock.advance(2_000);
      }
    },
  };

  const accessTo = async ({ connection, id }: V3Car) => {
    const grant = await platform.platform.tokens.authenticate(connection.accessToken);
    const access =
      grant && (await platform.platform.connections.access(grant.applicationId, id, undefined));
    if (!access) throw new Error('not connected');
    return access;
  };

  test.each(V3_COMMANDS.map((row) => [row.id, row] as const))(
    '%s is carried out',
    async (id, { v3Path, parameters }) => {
      const car = await connectV3Car(platform);
      await PREPARE[id]?.(car);
      const attributes = { percent: 80, latitude: 48.1, longitude: 11.6 };
      const body = parameters && { data: { attributes } };
      const answer = await car.call('POST', `/commands/${v3Path}`, body ? { body } : {});
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.json().data.attributes).toMatchObject({
        commandType: id,
        status: { value: 'SUCCESS' },
      });
    },
  );
});
