import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;
let other: TestApplication;
let car: TestConnection;
let owners = 0;

beforeAll(async () => {
  platform = await createTestPlatform();
  application = await createTestApplication(platform);
  other = await createTestApplication(platform, 'Other');
});
beforeEach(async () => {
  owners += 1;
  car = await connectCar(platform, application, { username: `bev-${owners}@example.com` });
});
afterAll(() => platform.close());

const basic = ({ credentials }: TestApplication): string =>
  `Basic ${Buffer.from(`default:${credentials.managementToken}`).toString('base64')}`;

const disconnect = (authorization: string, id = car.vehicleIds[0]) =>
  platform.app.inject({
    method: 'DELETE',
    url: `/v2.0/vehicles/${id}/application`,
    // As an official SDK sends it: JSON announced, no body.
    headers: { authorization, 'content-type': 'application/json' },
  });

const read = () =>
  platform.app.inject({
    url: `/v2.0/vehicles/${car.vehicleIds[0]}/odometer`,
    headers: { authorization: `Bearer ${car.accessToken}` },
  });

test('by the owner’s token: exactly the status, and no more access', async () => {
  expect((await read()).statusCode).toBe(200);
  const response = await disconnect(`Bearer ${car.accessToken}`);
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'success' }]);
  expect((await read()).statusCode).toBe(401);
  expect((await disconnect(`Bearer ${car.accessToken}`)).statusCode).toBe(401);
});

test('by the management token: every owner of the car', async () => {
  const response = await disconnect(basic(application));
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'success' }]);
  expect((await read()).statusCode).toBe(401);
});

test('somebody else’s credentials, or an id that is none, end nothing', async () => {
  expect((await disconnect(basic(other))).statusCode).toBe(401);
  expect((await disconnect(basic(application), 'not-an-id')).statusCode).toBe(401);
  expect((await disconnect('Basic !!')).statusCode).toBe(401);
  const stranger = await connectCar(platform, other);
  expect((await disconnect(`Bearer ${stranger.accessToken}`)).statusCode).toBe(401);
  expect((await read()).statusCode).toBe(200);
});

test('the management token as Bearer is not taken here', async () => {
  const token = application.credentials.managementToken;
  expect((await disconnect(`Bearer ${token}`)).statusCode).toBe(401);
  expect((await read()).statusCode).toBe(200);
});
