import { findMake, PERMISSIONS, type Permission } from '@carport/catalog';
import type { Application, ApplicationCredentials } from '@carport/server/applications/contract';
import type { Carport } from './carport.js';

/** An application and its consent to everything about one electric car. */
export interface ConnectedCar {
  readonly application: Application;
  readonly credentials: ApplicationCredentials;
  readonly vehicleId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

const REDIRECT_URI = 'https://example.com/callback';
const EVERYTHING: readonly Permission[] = PERMISSIONS.map(({ name }) => name);

export const createApplication = ({ platform }: Carport) =>
  platform.applications.create({
    ...{ name: 'Bench', redirectUris: [REDIRECT_URI], defaultPermissions: EVERYTHING },
  });

type Created = Awaited<ReturnType<typeof createApplication>>;

export const connectCar = async (
  { platform, services }: Carport,
  { application, credentials }: Created,
  username: string,
): Promise<ConnectedCar> => {
  const make = findMake('TESLA');
  const adapter = make && services.registry.find(make, 'simulated');
  if (!make || !adapter) throw new Error('no adapter serves the car of this benchmark');
  const authorization = await adapter.authorize({
    ...{ make, username, password: 'any', country: 'US', mode: 'simulated' },
  });
  const { code } = await platform.connections.approve(application.id, {
    ...{ adapter: adapter.id, make, mode: 'simulated', authorization, permissions: EVERYTHING },
    vins: authorization.vehicles.slice(0, 1).map(({ vin }) => vin),
    ...{ redirectUri: REDIRECT_URI, codeChallenge: null },
  });
  const tokens = await platform.tokens.exchangeCode({
    ...{ applicationId: application.id, code },
    ...{ redirectUri: REDIRECT_URI, codeVerifier: undefined },
  });
  if (!tokens.ok) throw new Error(tokens.description);
  const grant = await platform.tokens.authenticate(tokens.value.accessToken);
  if (grant?.kind !== 'connection') throw new Error('the token of this benchmark is not known');
  const [vehicleId = ''] = grant.vehicles.keys();
  return { application, credentials, vehicleId, userId: grant.userId, ...tokens.value };
};
