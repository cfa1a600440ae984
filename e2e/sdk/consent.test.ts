import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEST_REDIRECT_URI } from '../../packages/server/test/support/platform.js';
import { type Carport, startCarport } from '../support/carport.js';
import { consentThrough, pointSdksAt } from '../support/consent.js';
import { goThroughConnect } from '../support/scriptless-owner.js';
import { SDKS, SMARTCAR_9, SMARTCAR_10 } from '../support/sdk.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY_MS = 86_400_000;

let carport: Carport;

beforeAll(async () => {
  carport = await startCarport();
  await pointSdksAt(carport);
});
afterAll(() => carport.close());

describe.each(SDKS)('consent through %s', (_name, sdk) => {
  const clientFor = (mode: 'test' | 'simulated' = 'simulated') =>
    new sdk.AuthClient({ mode, redirectUri: TEST_REDIRECT_URI });

  test('leads from the authorize URL to tokens, a user and a car', async () => {
    const client = clientFor();
    const pages: string[] = [];
    const back = await goThroughConnect(
      client.getAuthUrl(['required:read_vin', 'read_odometer'], { state: 'a state & more' }),
      {
        make: 'CHEVROLET',
        username: `${crypto.randomUUID()}@email.com`,
        onPage: ({ url }) => pages.push(url.pathname.split('/').at(-1) ?? ''),
      },
    );

    expect(back.origin + back.pathname).toBe(TEST_REDIRECT_URI);
    expect(back.searchParams.get('state')).toBe('a state & more');
    expect(pages).toEqual(['preamble', 'brand', 'sign-in', 'permissions']);

    const access = await client.exchangeCode(back.searchParams.get('code') ?? '');
    expect(access.expiration.getTime() - Date.now()).toBeGreaterThan(7_000_000);
    expect(access.refreshExpiration.getTime() - Date.now()).toBeGreaterThan(59 * DAY_MS);

    const user = await sdk.getUser(access.accessToken);
    expect(user.id).toBe(back.searchParams.get('user_id'));
    expect(user.meta.requestId).toMatch(UUID);
    const { vehicles, paging } = await sdk.getVehicles(access.accessToken);
    expect(paging).toEqual({ count: 1, offset: 0 });
    expect(vehicles).toEqual([expect.stringMatching(UUID)]);

    const vehicle = new sdk.Vehicle(vehicles[0] ?? '', access.accessToken);
    const { permissions } = await vehicle.permissions();
    expect(permissions.toSorted()).toEqual(['read_odometer', 'read_vin']);
  });

  test('grants only what the owner left ticked', async () => {
    const { vehicle } = await consentThrough(sdk, {
      scope: ['required:read_vin', 'read_odometer', 'read_location'],
      username: `ticked-${sdk.getApiVersion()}@example.com`,
      permissions: ['read_location'],
      authorize: { forcePrompt: true },
    });
    const { permissions } = await vehicle.permissions();
    expect(permissions.toSorted()).toEqual(['read_location', 'read_vin']);
    await expect(vehicle.odometer()).rejects.toMatchObject({ type: 'PERMISSION' });
  });

  test('tells the app that the owner denied', async () => {
    const back = await goThroughConnect(
      clientFor('test').getAuthUrl(['read_vin'], { state: 's' }),
      {
        decision: 'deny',
      },
    );
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: 'User denied access to application.',
      state: 's',
    });
  });

  test('passes the brand page with makeBypass, and an approval that was given before', async () => {
    const client = clientFor();
    const visits: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      const pages: string[] = [];
      const back = await goThroughConnect(
        client.getAuthUrl(['read_vin'], { makeBypass: 'KIA', user: 'somebody' }),
        {
          username: `kia-${_name}@example.com`,
          onPage: ({ url }) => pages.push(url.pathname.split('/').at(-1) ?? ''),
        },
      );
      await client.exchangeCode(back.searchParams.get('code') ?? '');
      visits.push(pages);
    }
    expect(visits[0]).toEqual(['preamble', 'sign-in', 'permissions']);
    expect(visits[1]).not.toContain('permissions');
  });

  test('lists the cars of an account in pages', async () => {
    const { access, vehicleIds } = await consentThrough(sdk, {
      username: '13-vehicles@smartcar.com',
    });
    const first = await sdk.getVehicles(access.accessToken, { limit: 10, offset: 0 });
    const second = await sdk.getVehicles(access.accessToken, { limit: 10, offset: 10 });
    expect(vehicleIds).toHaveLength(10);
    expect(first.vehicles).toEqual(vehicleIds);
    expect(second.vehicles).toHaveLength(3);
    expect(second.paging).toEqual({ count: 13, offset: 10 });
    expect(new Set([...first.vehicles, ...second.vehicles]).size).toBe(13);
  });

  test('connects just the car that single select names', async () => {
    const vin = '0SCAUDI037A5ADB1C';
    const { vehicle, vehicleIds } = await consentThrough(sdk, {
      username: `${vin}@bev.smartcar.com`,
      authorize: { singleSelect: { vin }, makeBypass: 'AUDI' },
    });
    expect(vehicleIds).toHaveLength(1);
    expect((await vehicle.vin()).vin).toBe(vin);
  });

  test('refreshes: new tokens work, and the used one leads to the same successor', async () => {
    const { client, access } = await consentThrough(sdk, {
      username: `fresh-${_name}@example.com`,
    });
    const next = await client.exchangeRefreshToken(access.refreshToken);
    const again = await client.exchangeRefreshToken(access.refreshToken);
    const { vehicles } = await sdk.getVehicles(next.accessToken);

    expect(next.refreshToken).not.toBe(access.refreshToken);
    expect(next.accessToken).not.toBe(access.accessToken);
    expect(again.refreshToken).toBe(next.refreshToken);
    expect(vehicles).toHaveLength(1);
  });

  test('throws what the token endpoint answered', async () => {
    const client = clientFor();
    const unknown = client.exchangeCode(crypto.randomUUID());
    await expect(unknown).rejects.toBeInstanceOf(sdk.SmartcarError);
    await expect(unknown).rejects.toMatchObject({ type: 'invalid_grant', statusCode: 400 });
    await expect(client.exchangeRefreshToken('no such token')).rejects.toMatchObject({
      type: 'invalid_grant',
      description: expect.stringMatching(/\w/),
      requestId: expect.stringMatching(UUID),
    });
    const stranger = new sdk.AuthClient({ clientSecret: 'wrong', redirectUri: TEST_REDIRECT_URI });
    await expect(stranger.exchangeCode(crypto.randomUUID())).rejects.toMatchObject({
      type: 'invalid_client',
      statusCode: 401,
    });
  });
});

test('smartcar 9 takes its redirect URI from the environment', async () => {
  const client = new SMARTCAR_9.AuthClient({ mode: 'simulated' });
  const back = await goThroughConnect(client.getAuthUrl(['read_vin']));
  await client.exchangeCode(back.searchParams.get('code') ?? '');
  expect(back.href).toContain(TEST_REDIRECT_URI);
});

test('smartcar 10 may name neither redirect URI nor scope: the application has both', async () => {
  const client = new SMARTCAR_10.AuthClient({ mode: 'simulated' });
  const back = await goThroughConnect(client.getAuthUrl({ state: 's' }), {
    username: 'plain@example.com',
  });
  const access = await client.exchangeCode(back.searchParams.get('code') ?? '');
  const { vehicles } = await SMARTCAR_10.getVehicles(access.accessToken);
  const { paging } = await new SMARTCAR_10.Vehicle(
    vehicles[0] ?? '',
    access.accessToken,
  ).permissions();
  expect(back.href).toContain(TEST_REDIRECT_URI);
  expect(paging.count).toBeGreaterThan(20);
});
