import type { ConnectionGrant } from '../../packages/server/src/access/access.js';
import {
  connectCar,
  createTestApplication,
  type TestApplication,
  type TestPlatform,
} from '../../packages/server/test/support/platform.js';

/** An application with a connected car and everything that it may send. */
export interface Tenant {
  readonly name: string;
  readonly applicationId: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly api: { readonly id: string; readonly secret: string };
  readonly managementToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly applicationToken: string;
  /** By the name of the path parameter that takes it. */
  readonly ids: Readonly<Record<string, string>>;
  readonly vin: string;
}

/** What nobody may ever be told. */
export const secretsOf = ({ client, api, managementToken, ...tenant }: Tenant): string[] => [
  ...[client.secret, api.secret, managementToken],
  ...[tenant.accessToken, tenant.refreshToken, tenant.applicationToken],
];

/** What no other application may be told. */
export const marksOf = ({ applicationId, api, ids, vin }: Tenant): string[] => [
  ...[applicationId, api.id, vin],
  ...Object.values(ids),
];

let owners = 0;

/** A new car for an application, and tokens for it. */
export const moveIn = async (
  platform: TestPlatform,
  made: TestApplication,
  make: string,
): Promise<Tenant> => {
  const { application, credentials } = made;
  const { tokens, webhooks, connections } = platform.platform;
  owners += 1;
  const owner = await connectCar(platform, made, { make, username: `phev-${owners}@example.com` });
  const grant = (await tokens.authenticate(owner.accessToken)) as ConnectionGrant;
  const [vehicleId = ''] = owner.vehicleIds;
  const webhook = await webhooks.create(application.id, {
    name: `Hook of ${application.name}`,
    callbackUri: 'https://hook.invalid/',
    triggers: ['odometer-traveleddistance'],
    signals: ['odometer-traveleddistance'],
  });
  await webhooks.subscribe(application.id, webhook.id, vehicleId, owner.userId);
  const { subscriptions } = await webhooks.subscriptionPage(
    application.id,
    { vehicleId },
    { offset: 0, limit: 1 },
  );
  const [connection] = await connections.page(application.id, { vehicleId }, 0, 1);
  return {
    name: application.name,
    applicationId: application.id,
    client: { id: credentials.clientId, secret: credentials.clientSecret },
    api: { id: credentials.apiClientId, secret: credentials.apiClientSecret },
    managementToken: credentials.managementToken,
    accessToken: owner.accessToken,
    refreshToken: owner.refreshToken,
    applicationToken: (await tokens.issueApplicationToken(application.id)).accessToken,
    vin: grant.vehicles.get(vehicleId)?.vin ?? '',
    ids: {
      vehicleId,
      userId: owner.userId,
      webhookId: webhook.id,
      applicationId: application.id,
      subscriptionId: subscriptions[0]?.id ?? '',
      connectionId: connection?.id ?? '',
    },
  };
};

/** Two that send requests, and one that never does: nothing of it may change or be told. */
export interface World {
  readonly senders: readonly [Tenant, Tenant];
  readonly bystander: Tenant;
}

/** Every kind of make that has endpoints of its own. */
const MAKES = ['TESLA', 'FORD', 'TESLA', 'NISSAN', 'TESLA', 'CHEVROLET', 'AUDI', 'TESLA', 'BMW'];

/** A world for every round: requests that delete things succeed as well. */
export const createWorlds = async (platform: TestPlatform) => {
  const [first, second, third] = [
    await createTestApplication(platform, 'First sender'),
    await createTestApplication(platform, 'Second sender'),
    await createTestApplication(platform, 'Bystander'),
  ];
  const bystander = await moveIn(platform, third, 'TESLA');
  return async (round: number): Promise<World> => ({
    senders: [
      await moveIn(platform, first, MAKES[round % MAKES.length] ?? 'TESLA'),
      await moveIn(platform, second, 'VOLVO'),
    ],
    bystander,
  });
};
