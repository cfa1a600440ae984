import { findMake, makeVin } from '@carport/catalog';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestApplication } from '../../packages/server/test/support/platform.js';
import { type Receiver, startReceiver } from '../../packages/server/test/support/receiver.js';
import { type Carport, startCarport } from '../support/carport.js';
import { type Consent, consentThrough, EVERYTHING, pointSdksAt } from '../support/consent.js';
import { goThroughConnect } from '../support/scriptless-owner.js';
import { SDKS, type Sdk, SMARTCAR_10 } from '../support/sdk.js';
import { createWebhook } from '../support/webhooks.js';

/*
 * Whatever the published packages export is called here once and must succeed. What is exported is asked of the
 * packages themselves: a method that a new version brings fails this test until it has a row.
 */

interface World {
  readonly sdk: Sdk;
  readonly application: TestApplication;
  readonly webhookId: string;
  readonly electric: Consent;
  /** Another make, for what the first does not tell. */
  readonly hybrid: Consent;
  readonly leaving: Consent;
}

type Call = (world: World) => unknown;

const VIN = makeVin({ wmi: findMake('TESLA')?.wmi ?? '', year: 2022, seed: Buffer.alloc(32, 1) });
const managementTokenOf = ({ application }: World): string =>
  application.credentials.managementToken;
const tokenOf = ({ electric }: World): string => electric.access.accessToken;
const carIn = ({ electric }: World) => electric.vehicle;
const hybridIn = ({ hybrid }: World) => hybrid.vehicle;

const MODULE: Readonly<Record<string, Call>> = {
  setApiVersion: ({ sdk }) =>
    (sdk as unknown as { setApiVersion(version: string): void }).setApiVersion('2.0'),
  getApiVersion: ({ sdk }) => sdk.getApiVersion(),
  getUser: (world) => world.sdk.getUser(tokenOf(world)),
  getVehicles: (world) => world.sdk.getVehicles(tokenOf(world)),
  getVehicle: ({ sdk, hybrid }) =>
    sdk.getVehicle?.(hybrid.access.accessToken, hybrid.vehicleIds[0] ?? ''),
  getCompatibility: ({ sdk }) => sdk.getCompatibility(VIN, ['read_odometer']),
  getCompatibilityMatrix: ({ sdk }) => sdk.getCompatibilityMatrix?.('US', { make: ['TESLA'] }),
  hashChallenge: (world) => world.sdk.hashChallenge(managementTokenOf(world), 'challenge'),
  verifyPayload: ({ sdk }) => {
    const signature = sdk.hashChallenge('token', JSON.stringify({ vehicles: [] }));
    expect(sdk.verifyPayload('token', signature, { vehicles: [] })).toBe(true);
    return true;
  },
  getConnections: (world) => world.sdk.getConnections(managementTokenOf(world)),
  deleteConnections: (world) =>
    world.sdk.deleteConnections(managementTokenOf(world), {
      vehicleId: world.leaving.vehicleIds[0] ?? '',
    }),
};

const AUTH_CLIENT: Readonly<Record<string, Call>> = {
  getAuthUrl: ({ electric }) => electric.client.getAuthUrl(['read_odometer']),
  exchangeCode: async ({ electric: { client } }) => {
    const back = await goThroughConnect(client.getAuthUrl(EVERYTHING), { make: 'FORD' });
    return client.exchangeCode(back.searchParams.get('code') ?? '');
  },
  exchangeRefreshToken: ({ hybrid }) =>
    hybrid.client.exchangeRefreshToken(hybrid.access.refreshToken),
};

/** In this order: what a car is told comes after what it is asked, and its end last. */
const VEHICLE: Readonly<Record<string, Call>> = {
  attributes: (world) => carIn(world).attributes(),
  vin: (world) => carIn(world).vin(),
  odometer: (world) => carIn(world).odometer(),
  location: (world) => carIn(world).location(),
  tirePressure: (world) => carIn(world).tirePressure(),
  lockStatus: (world) => carIn(world).lockStatus(),
  permissions: (world) => carIn(world).permissions(),
  battery: (world) => carIn(world).battery(),
  batteryCapacity: (world) => carIn(world).batteryCapacity(),
  nominalCapacity: (world) => carIn(world).nominalCapacity(),
  charge: (world) => carIn(world).charge(),
  getChargeLimit: (world) => carIn(world).getChargeLimit(),
  batch: (world) => carIn(world).batch(['/odometer', '/charge']),
  request: (world) => carIn(world).request('GET', 'odometer'),
  getSignals: (world) => carIn(world).getSignals?.(),
  getSignal: (world) => carIn(world).getSignal?.('odometer-traveleddistance'),
  fuel: (world) => hybridIn(world).fuel(),
  engineOil: (world) => hybridIn(world).engineOil(),
  diagnosticSystemStatus: (world) => hybridIn(world).diagnosticSystemStatus(),
  diagnosticTroubleCodes: (world) => hybridIn(world).diagnosticTroubleCodes(),
  serviceHistory: (world) => world.leaving.vehicle.serviceHistory(),
  unlock: (world) => carIn(world).unlock(),
  lock: (world) => carIn(world).lock(),
  stopCharge: (world) => carIn(world).stopCharge(),
  startCharge: (world) => carIn(world).startCharge(),
  setChargeLimit: (world) => carIn(world).setChargeLimit(0.8),
  sendDestination: (world) => carIn(world).sendDestination(48.137, 11.576),
  subscribe: (world) => carIn(world).subscribe(world.webhookId),
  unsubscribe: (world) => carIn(world).unsubscribe(managementTokenOf(world), world.webhookId),
  disconnect: (world) => carIn(world).disconnect(),
};

const CLASSES = { AuthClient: AUTH_CLIENT, Vehicle: VEHICLE, SmartcarError: {} } as const;

const membersOf = (sdk: Sdk, name: keyof typeof CLASSES): string[] =>
  Object.getOwnPropertyNames(sdk[name].prototype).filter((member) => member !== 'constructor');

const exportsOf = (sdk: Sdk): string[] => Object.keys(sdk).filter((name) => !(name in CLASSES));

let carport: Carport;
let application: TestApplication;
let receiver: Receiver;

beforeAll(async () => {
  carport = await startCarport();
  application = await pointSdksAt(carport);
  receiver = await startReceiver();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await receiver.close();
  await carport.close();
});

describe.each(SDKS)('%s', (name, sdk) => {
  let world: World;
  beforeAll(async () => {
    receiver.script((response, { body }) => {
      const { managementToken } = application.credentials;
      const challenge = SMARTCAR_10.hashChallenge(managementToken, body.data.challenge);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ challenge }));
    });
    const owner = name.replace(' ', '-');
    const consent = (make: string, powertrain: string) =>
      consentThrough(sdk, { make, username: `${powertrain}-${make}@${owner}.com` });
    world = {
      ...{ sdk, application },
      webhookId: await createWebhook(carport, application, { callbackUri: receiver.url }),
      electric: await consent('TESLA', 'bev'),
      hybrid: await consent('CHEVROLET', 'phev'),
      leaving: await consent('FORD', 'ice'),
    };
  });

  test('exports nothing that is not called here', () => {
    expect(exportsOf(sdk).filter((member) => !(member in MODULE))).toEqual([]);
    for (const [type, calls] of Object.entries(CLASSES)) {
      const members = membersOf(sdk, type as keyof typeof CLASSES);
      expect(
        members.filter((member) => !(member in calls)),
        type,
      ).toEqual([]);
    }
  });

  const has = (members: readonly string[]) => (entry: readonly [string, Call]) =>
    members.includes(entry[0]);
  const inOrder = [
    ...Object.entries(AUTH_CLIENT).filter(has(membersOf(sdk, 'AuthClient'))),
    ...Object.entries(VEHICLE).filter(has(membersOf(sdk, 'Vehicle'))),
    ...Object.entries(MODULE).filter(has(exportsOf(sdk))),
  ];

  test.each(inOrder)('%s succeeds', async (member, call) => {
    const answer = await call(world);
    if (member !== 'setApiVersion') expect(answer).toBeTruthy();
  });

  test('a failure is a SmartcarError', async () => {
    await expect(sdk.getUser('no token')).rejects.toBeInstanceOf(sdk.SmartcarError);
  });
});
