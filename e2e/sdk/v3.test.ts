import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Carport, startCarport } from '../support/carport.js';
import { type Consent, consentThrough, pointSdksAt } from '../support/consent.js';
import { type SdkVehicle, SMARTCAR_10 as sdk } from '../support/sdk.js';

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

describe.each([
  ['BEV', 'TESLA', 'bev@example.com', 'tractionbattery-stateofcharge'],
  ['PHEV', 'CHEVROLET', 'phev@example.com', 'internalcombustionengine-fuellevel'],
  ['ICE', 'FORD', 'ice@example.com', 'internalcombustionengine-fuellevel'],
])('v3 through smartcar 10: a %s', (_powertrain, make, username, ownSignal) => {
  let consent: Consent;
  let car: SdkVehicle;
  beforeAll(async () => {
    consent = await consentThrough(sdk, { make, username });
    car = consent.vehicle;
  });

  test('getVehicle', async () => {
    const id = consent.vehicleIds[0] ?? '';
    const answer = await sdk.getVehicle?.(consent.access.accessToken, id);
    expect(answer?.body).toMatchObject({
      ...{ id, type: 'vehicle' },
      attributes: { make, model: expect.any(String), year: expect.any(Number) },
      links: { self: `/vehicles/${id}` },
    });
    expect(answer?.headers['sc-request-id']).toHaveLength(36);
  });

  test('getSignals lists what the car has', async () => {
    const answer = await car.getSignals?.();
    const { data = [] } = answer?.body ?? {};
    expect(answer?.headers['sc-request-id']).toHaveLength(36);
    const codes = data.map(({ id }) => id);
    expect(codes).toEqual(expect.arrayContaining(['odometer-traveleddistance', ownSignal]));
    for (const { type, attributes, id, links, meta } of data) {
      expect(type).toBe('signal');
      expect(attributes.code).toBe(id);
      expect(['SUCCESS', 'ERROR']).toContain(attributes.status.value);
      expect(links.self).toContain(id);
      expect(meta).toMatchObject({
        retrievedAt: expect.any(Number),
        oemUpdatedAt: expect.any(Number),
      });
    }
  });

  test('getSignal', async () => {
    const answer = await car.getSignal?.('odometer-traveleddistance');
    const { distance } = await car.odometer();
    expect(answer?.body).toMatchObject({
      id: 'odometer-traveleddistance',
      attributes: {
        status: { value: 'SUCCESS' },
        group: 'Odometer',
        name: 'TraveledDistance',
        body: { value: distance, unit: expect.any(String) },
      },
    });
    expect(answer?.headers['sc-request-id']).toHaveLength(36);
  });
});

test('a signal that this kind of car cannot have says so and is no failure', async () => {
  const { vehicle } = await consentThrough(sdk, { make: 'TESLA', username: 'bev@example.com' });
  const answer = await vehicle.getSignal?.('internalcombustionengine-fuellevel');
  expect(answer?.body.attributes.status).toMatchObject({
    value: 'ERROR',
    error: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' },
  });
});

test('a signal that there is not is 404', async () => {
  const { vehicle } = await consentThrough(sdk, { make: 'TESLA', username: 'bev@example.com' });
  await expect(vehicle.getSignal?.('no-such-signal')).rejects.toMatchObject({ statusCode: 404 });
});
