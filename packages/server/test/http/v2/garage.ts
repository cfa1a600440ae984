import type { Permission, Powertrain } from '@carport/catalog';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { ConnectionGrant, VehicleAccess } from '../../../src/access/access.js';
import { accessOf } from '../../../src/http/authorize.js';
import { connectCar, type TestApplication, type TestPlatform } from '../../support/platform.js';

/** A connected car as a client of v2.0 has it. */
export interface ClientCar {
  readonly id: string;
  readonly accessToken: string;
  /** A request below the car's path. */
  ask(method: string, path: string, options?: AskOptions): Promise<LightMyRequestResponse>;
  /** Moves the simulated car's time. */
  travel(milliseconds: number): Promise<void>;
}

export interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: InjectOptions['payload'];
}

export interface WantedCar {
  readonly make: string;
  readonly powertrain: Powertrain;
  readonly permissions?: readonly Permission[];
  readonly country?: string;
  /** Circumstances of the account, as sign-in names spell them: `+parked`. */
  readonly tags?: string;
}

/** Connects cars of one application, each to an owner of its own. */
export const createGarage = (platform: TestPlatform, application: TestApplication) => {
  let owners = 0;
  return async ({
    make,
    powertrain,
    permissions,
    country,
    tags = '',
  }: WantedCar): Promise<ClientCar> => {
    owners += 1;
    const username = `${powertrain.toLowerCase()}-${owners}${tags}@example.com`;
    const options = {
      make,
      username,
      ...(permissions && { permissions }),
      ...(country && { country }),
    };
    const { accessToken, vehicleIds } = await connectCar(platform, application, options);
    const id = vehicleIds[0] ?? '';
    return {
      id,
      accessToken,
      ask: (method, path, { headers = {}, payload } = {}) =>
        platform.app.inject({
          method: method as 'GET',
          url: `/v2.0/vehicles/${id}${path}`,
          headers: { authorization: `Bearer ${accessToken}`, ...headers },
          ...(payload === undefined ? {} : { payload }),
        }),
      travel: async (milliseconds) => {
        const grant = await platform.platform.tokens.authenticate(accessToken);
        const access = accessOf(grant as ConnectionGrant, id) as VehicleAccess;
        await platform.platform.vehicles.advance(access, milliseconds);
      },
    };
  };
};

export type Garage = ReturnType<typeof createGarage>;
