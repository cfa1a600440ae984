import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';
import { connectV3Car, type V3Car } from './cars.js';

let platform: TestPlatform;
let car: V3Car;

beforeAll(async () => {
  platform = await createTestPlatform();
  car = await connectV3Car(platform);
});
afterAll(() => platform.close());

const advance = (seconds: unknown) =>
  car.call('POST', '/simulation/advance', { body: { data: { attributes: { seconds } } } });

const odometer = async (): Promise<number> =>
  (await car.call('GET', '/signals/odometer-traveleddistance')).json().data.attributes.body.value;

test('a day passes in a moment, and the car has been driven', async () => {
  const before = await odometer();
  const response = await advance(24 * 60 * 60);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    data: { id: car.id, type: 'simulation', attributes: { seconds: 86_400 } },
  });
  expect(await odometer()).toBeGreaterThan(before);
});

test.each([0, -1, 1.5, '60', null, 31 * 24 * 60 * 60])(
  '%j seconds are refused',
  async (seconds) => {
    const response = await advance(seconds);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({ type: 'VALIDATION', status: '400' });
  },
);

test('without a body it is refused', async () => {
  expect((await car.call('POST', '/simulation/advance')).statusCode).toBe(400);
});
