import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestApplication } from '../../packages/server/test/support/platform.js';
import { type Carport, startCarport } from '../support/carport.js';
import { type Consent, consentThrough, pointSdksAt } from '../support/consent.js';
import { SDKS } from '../support/sdk.js';

const UNAUTHENTICATED = { type: 'AUTHENTICATION', statusCode: 401 };

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
});
afterAll(() => carport.close());

describe.each(SDKS)('managing connections through %s', (_name, sdk) => {
  let application: TestApplication;
  let managementToken: string;
  let first: Consent;
  let second: Consent;

  beforeEach(async () => {
    application = await pointSdksAt(carport);
    managementToken = application.credentials.managementToken;
    first = await consentThrough(sdk, { username: 'one@example.com' });
    carport.clock.advance(1_000);
    second = await consentThrough(sdk, { username: '2-vehicles@example.com' });
  });

  test('getConnections lists the newest first', async () => {
    const { connections, paging, meta } = await sdk.getConnections(managementToken);
    expect(connections.map(({ userId }) => userId)).toEqual([
      second.userId,
      second.userId,
      first.userId,
    ]);
    expect(connections.at(-1)).toMatchObject({
      vehicleId: first.vehicleIds[0],
      connectedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(paging?.cursor).toBeNull();
    expect(meta.requestId).toHaveLength(36);
  });

  test('getConnections goes through pages by cursor', async () => {
    const page = await sdk.getConnections(managementToken, {}, { limit: 2 });
    const cursor = page.paging?.cursor ?? '';
    const rest = await sdk.getConnections(managementToken, {}, { limit: 2, cursor });
    expect(page.connections).toHaveLength(2);
    expect(rest.connections.map(({ userId }) => userId)).toEqual([first.userId]);
    expect(rest.paging?.cursor).toBeNull();
  });

  test('getConnections filters by user and by vehicle', async () => {
    const { userId } = second;
    const vehicleId = first.vehicleIds[0] ?? '';
    const byUser = await sdk.getConnections(managementToken, { userId });
    const byVehicle = await sdk.getConnections(managementToken, { vehicleId });
    expect(byUser.connections.map((one) => one.vehicleId).toSorted()).toEqual(
      second.vehicleIds.toSorted(),
    );
    expect(byVehicle.connections.map((one) => one.userId)).toEqual([first.userId]);
  });

  test('deleteConnections of a vehicle ends its owner’s access', async () => {
    const vehicleId = first.vehicleIds[0] ?? '';
    const deleted = await sdk.deleteConnections(managementToken, { vehicleId });
    expect(deleted.connections).toEqual([{ vehicleId, userId: first.userId }]);
    await expect(first.vehicle.odometer()).rejects.toMatchObject(UNAUTHENTICATED);
    expect((await second.vehicle.odometer()).distance).toBeGreaterThan(0);
  });

  test('deleteConnections of a user ends all their connections', async () => {
    const { userId } = second;
    const deleted = await sdk.deleteConnections(managementToken, { userId });
    expect(deleted.connections.map((one) => one.vehicleId).toSorted()).toEqual(
      second.vehicleIds.toSorted(),
    );
    await expect(second.vehicle.odometer()).rejects.toMatchObject(UNAUTHENTICATED);
    const { connections } = await sdk.getConnections(managementToken);
    expect(connections.map((one) => one.userId)).toEqual([first.userId]);
  });

  test('disconnect ends one car’s connection', async () => {
    const { meta, ...answer } = await second.vehicle.disconnect();
    expect(answer).toEqual({ status: 'success' });
    expect(meta.requestId).toHaveLength(36);
    await expect(second.vehicle.odometer()).rejects.toMatchObject(UNAUTHENTICATED);
    const { vehicles } = await sdk.getVehicles(second.access.accessToken);
    expect(vehicles).toEqual(second.vehicleIds.slice(1));
  });

  test('a wrong management token is refused', async () => {
    const wrong = crypto.randomUUID();
    await expect(sdk.getConnections(wrong)).rejects.toMatchObject(UNAUTHENTICATED);
    await expect(sdk.deleteConnections(wrong, { userId: first.userId })).rejects.toMatchObject(
      UNAUTHENTICATED,
    );
  });
});
