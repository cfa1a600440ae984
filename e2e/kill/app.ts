import { goThroughConnect } from '../support/scriptless-owner.js';
import type { ServerProcess } from '../support/server-process.js';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every kind
  readonly body: any;
}

/** A customer's app: what it asks of the server, over HTTP and nothing else. */
export interface App {
  /** The owner's way through Connect; what the app is sent back. */
  consent(username: string): Promise<{ code: string; userId: string }>;
  exchange(code: string): Promise<Answer>;
  refresh(refreshToken: string): Promise<Answer>;
  get(path: string, accessToken: string): Promise<Answer>;
  setLock(vehicleId: string, accessToken: string, locked: boolean): Promise<Answer>;
  connections(userId: string): Promise<{ vehicleId: string }[]>;
  /** The newest events of a webhook, at most 200. */
  events(webhookId: string): Promise<{ id: string; type: string; status: string }[]>;
}

/** Of an application: its own credentials, as `demo.env` has them. */
export const createApp = ({ origin, environment }: ServerProcess): App => {
  const clientId = environment.SMARTCAR_CLIENT_ID ?? '';
  const redirectUri = environment.SMARTCAR_REDIRECT_URI ?? '';
  const managementToken = environment.CARPORT_MANAGEMENT_TOKEN ?? '';
  const client = basic(clientId, environment.SMARTCAR_CLIENT_SECRET ?? '');

  const send = async (path: string, authorization: string, init: RequestInit): Promise<Answer> => {
    const headers = { authorization, ...init.headers };
    const response = await fetch(`${origin}${path}`, { ...init, headers });
    return { status: response.status, body: await response.json() };
  };
  const token = (fields: Record<string, string>) =>
    send('/oauth/token', client, { method: 'POST', body: new URLSearchParams(fields) });
  const get = (path: string, authorization: string) => send(path, authorization, {});

  return {
    consent: async (username) => {
      const authorize = new URL('/oauth/authorize', origin);
      authorize.search = new URLSearchParams({
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri },
        ...{ mode: 'simulated', make: 'TESLA', approval_prompt: 'force' },
      }).toString();
      const back = await goThroughConnect(authorize.href, { username });
      const [code, userId] = ['code', 'user_id'].map((name) => back.searchParams.get(name));
      if (!code || !userId) throw new Error(`no code came back: ${back}`);
      return { code, userId };
    },
    exchange: (code) =>
      token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
    refresh: (refreshToken) => token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    get: (path, accessToken) => get(path, `Bearer ${accessToken}`),
    setLock: (vehicleId, accessToken, locked) =>
      send(`/v2.0/vehicles/${vehicleId}/security`, `Bearer ${accessToken}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action: locked ? 'LOCK' : 'UNLOCK' }),
      }),
    connections: async (userId) => {
      const path = `/v2.0/management/connections?user_id=${userId}`;
      return (await get(path, basic('default', managementToken))).body.connections;
    },
    events: async (webhookId) => {
      const path = `/v3/webhooks/${webhookId}/events?page[size]=200`;
      const { body } = await get(path, `Bearer ${managementToken}`);
      return body.data.map((event: { id: string; attributes: EventAttributes }) => ({
        ...{ id: event.id, type: event.attributes.eventType, status: event.attributes.status },
      }));
    },
  };
};

interface EventAttributes {
  readonly eventType: string;
  readonly status: string;
}

const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

export const tokensIn = ({ body }: Answer): Tokens => ({
  accessToken: body.access_token,
  refreshToken: body.refresh_token,
});
