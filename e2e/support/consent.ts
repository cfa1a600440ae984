import { PERMISSIONS } from '@carport/catalog';
import { vi } from 'vitest';
import { demoEnvironment } from '../../packages/server/src/demo/demo-environment.js';
import {
  createTestApplication,
  TEST_REDIRECT_URI,
  type TestApplication,
} from '../../packages/server/test/support/platform.js';
import type { Carport } from './carport.js';
import { goThroughConnect, type Wishes } from './scriptless-owner.js';
import type { Access, AuthorizeOptions, Sdk, SdkAuthClient, SdkVehicle } from './sdk.js';

/**
 * An application whose credentials are in the environment, in the words that `demo.env` uses: all that an app
 * on an official SDK needs to be turned to this server.
 */
export const pointSdksAt = async (carport: Carport): Promise<TestApplication> => {
  const made = await createTestApplication(carport);
  const environment = demoEnvironment(made.credentials, carport.origin, TEST_REDIRECT_URI);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return made;
};

export interface Consent {
  readonly client: SdkAuthClient;
  readonly access: Access;
  readonly vehicleIds: readonly string[];
  /** The first, or only, car. */
  readonly vehicle: SdkVehicle;
  readonly userId: string;
}

export const EVERYTHING: readonly string[] = PERMISSIONS.map(({ name }) => name);

export interface ConsentWishes extends Wishes {
  readonly scope?: readonly string[];
  readonly mode?: 'test' | 'live' | 'simulated';
  readonly authorize?: AuthorizeOptions;
}

/** The whole loop as an app and an owner go through it: authorize URL, Connect, code, tokens, cars. */
export const consentThrough = async (sdk: Sdk, wishes: ConsentWishes): Promise<Consent> => {
  const { scope = EVERYTHING, mode = 'simulated', authorize = {} } = wishes;
  const client = new sdk.AuthClient({ mode, redirectUri: TEST_REDIRECT_URI });
  const back = await goThroughConnect(client.getAuthUrl(scope, authorize), wishes);
  const access = await client.exchangeCode(back.searchParams.get('code') ?? '');
  const { vehicles } = await sdk.getVehicles(access.accessToken);
  const vehicle = new sdk.Vehicle(vehicles[0] ?? '', access.accessToken);
  return {
    ...{ client, access, vehicle, vehicleIds: vehicles },
    userId: back.searchParams.get('user_id') ?? '',
  };
};
