import type { TestApplication } from '../../packages/server/test/support/platform.js';
import type { Carport } from './carport.js';

export interface WebhookWishes {
  readonly callbackUri: string;
  readonly triggers?: readonly string[];
  readonly data?: readonly string[];
  readonly autoSubscribe?: boolean;
}

/** Makes a webhook over the API, as a dashboard would, and verifies it; answers with its id. */
export const createWebhook = (
  { origin }: Pick<Carport, 'origin'>,
  { credentials }: Pick<TestApplication, 'credentials'>,
  wishes: WebhookWishes,
): Promise<string> => createWebhookAt(origin, credentials.managementToken, wishes);

export const createWebhookAt = async (
  origin: string,
  managementToken: string,
  wishes: WebhookWishes,
): Promise<string> => {
  const post = async (path: string, body?: object) => {
    const response = await fetch(`${origin}/v3/webhooks${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${managementToken}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  const attributes = {
    name: 'End-to-end',
    triggers: ['tractionbattery-stateofcharge', 'closure-islocked'],
    data: ['tractionbattery-stateofcharge', 'closure-islocked', 'odometer-traveleddistance'],
    ...wishes,
  };
  const { data } = await post('', { data: { attributes } });
  const verification = await post(`/${data.id}/verify`);
  if (!verification.data.attributes.verified) throw new Error(JSON.stringify(verification));
  return data.id;
};
