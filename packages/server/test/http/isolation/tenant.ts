import {
  connectCar,
  createTestApplication,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';
import type { Scheme } from './documented-routes.js';

/** An application with everything that can belong to one. */
export interface Tenant extends TestApplication {
  readonly car: TestConnection;
  /** Its things by the names that paths, queries and bodies use. */
  readonly ids: Readonly<Record<string, string>>;
  /** The `authorization` header of each way to authenticate. */
  readonly authorization: Readonly<Record<Scheme, string>>;
  /** What must be the same before and after somebody else's attempts. */
  belongings(): Promise<unknown>;
}

const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

export const createTenant = async (
  composition: TestPlatform,
  name: string,
  username: string,
): Promise<Tenant> => {
  const { platform } = composition;
  const created = await createTestApplication(composition, name);
  const { application, credentials } = created;
  const car = await connectCar(composition, created, { username });
  const [vehicleId = ''] = car.vehicleIds;
  const { webhooks, connections, tokens, applications } = platform;
  const webhook = await webhooks.create(application.id, {
    ...{ name: `${name}'s webhook`, callbackUri: 'http://127.0.0.1:1/hook' },
    ...{ triggers: ['odometer-traveleddistance'], signals: [] },
  });
  const subscription = await webhooks.subscribe(application.id, webhook.id, vehicleId, car.userId);
  if (typeof subscription !== 'object') throw new Error('the car cannot be subscribed');
  const [connection] = await connections.page(application.id, {}, 0, 1);
  const { accessToken } = await tokens.issueApplicationToken(application.id);
  const ids = {
    vehicleId,
    userId: car.userId,
    webhookId: webhook.id,
    subscriptionId: subscription.id,
    connectionId: connection?.id ?? '',
    applicationId: application.id,
  };

  return {
    ...created,
    car,
    ids,
    authorization: {
      accessToken: `Bearer ${car.accessToken}`,
      applicationToken: `Bearer ${accessToken}`,
      managementBearer: `Bearer ${credentials.managementToken}`,
      managementBasic: basic('default', credentials.managementToken),
      clientBasic: basic(credentials.clientId, credentials.clientSecret),
    },
    belongings: async () => ({
      application: await applications.get(application.id),
      secrets: await applications.listApiSecrets(application.id),
      connections: await connections.page(application.id, {}, 0, 10),
      webhook: await webhooks.get(application.id, webhook.id),
      webhooks: (await webhooks.list(application.id)).length,
      subscription: await subscriptionOf(composition, subscription.id),
      signals: await signalsOf(composition, vehicleId),
    }),
  };
};

const subscriptionOf = ({ store }: TestPlatform, id: string): Promise<unknown> =>
  store.db.selectFrom('webhook_subscriptions').selectAll().where('id', '=', id).executeTakeFirst();

const signalsOf = ({ store }: TestPlatform, vehicleId: string): Promise<unknown> =>
  store.db
    .selectFrom('vehicle_signals')
    .selectAll()
    .where('vehicle_id', '=', vehicleId)
    .executeTakeFirst();
