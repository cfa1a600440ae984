import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { RefreshAccount } from '../refresh-load.js';
import { answerCalls, startArgument } from './calls.js';
import { memoryAdapter, openPostgresAdapter } from './oidc-adapters.js';

/**
 * oidc-provider set up to do what Carport does at a refresh: one confidential client with a secret in Basic,
 * opaque access tokens, rotation with reuse detection, and no ID token, which would cost it a signature.
 */
const { databaseUrl } = startArgument<{ databaseUrl: string | null }>();
const HOUR = 3_600;
const client = { id: 'bench', secret: randomUUID() };
const SCOPE = 'offline_access';

const storage = databaseUrl === null ? null : await openPostgresAdapter(databaseUrl);
const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const provider = new Provider(origin, {
  adapter: storage?.adapter ?? memoryAdapter(),
  clients: [
    {
      ...{ client_id: client.id, client_secret: client.secret },
      ...{ redirect_uris: ['https://example.com/callback'], response_types: ['code'] },
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  cookies: { keys: [randomUUID()] },
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  rotateRefreshToken: true,
  ttl: { AccessToken: 2 * HOUR, RefreshToken: 60 * 24 * HOUR, Grant: 60 * 24 * HOUR },
});
server.on('request', provider.callback());

const newRefreshToken = async (accountId: string): Promise<string> => {
  const known = await provider.Client.find(client.id);
  if (!known) throw new Error('the client of this benchmark is not known');
  const grant = new provider.Grant({ accountId, clientId: client.id });
  grant.addOIDCScope(SCOPE);
  const grantId = await grant.save();
  const token = new provider.RefreshToken({
    ...{ accountId, client: known, grantId, scope: SCOPE, gty: 'authorization_code' },
  });
  return token.save();
};

answerCalls(
  {
    refresh: async (owners: number): Promise<RefreshAccount> => {
      const refreshTokens: string[] = [];
      for (let owner = 0; owner < owners; owner += 1) {
        refreshTokens.push(await newRefreshToken(`owner-${owner}`));
      }
      return {
        ...{ url: `${origin}/token`, clientId: client.id, clientSecret: client.secret },
        refreshTokens,
      };
    },
  },
  async () => {
    server.closeAllConnections();
    await storage?.close();
  },
);
