import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Application } from '../../applications/contract.js';
import type { TokenPair, TokenResult } from '../../tokens/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { FORM, oauthErrorAnswers, readByHandler } from './description.js';
import { missing, type TokenRequest } from './parameters.js';
import { tokenEndpoint } from './token-endpoint.js';

const TokenForm = Type.Object({
  grant_type: Type.String({ description: '`authorization_code` or `refresh_token`.' }),
  code: Type.Optional(Type.String({ description: 'The code that Connect sent back.' })),
  redirect_uri: Type.Optional(
    Type.String({ description: 'The same redirect URI as in Connect, when one was sent there.' }),
  ),
  code_verifier: Type.Optional(Type.String({ description: 'For PKCE.' })),
  refresh_token: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String({ description: 'When not in Basic credentials.' })),
  client_secret: Type.Optional(Type.String({ description: 'When not in Basic credentials.' })),
});

const TokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  refresh_token: Type.String(),
});

/** POST /oauth/token: a code or a refresh token for a pair of tokens. */
export const tokenRoute = (app: FastifyInstance, platform: Platform): void => {
  app.post(
    '/oauth/token',
    {
      ...readByHandler,
      schema: {
        consumes: [FORM],
        ...description(
          {
            operationId: 'getToken',
            tags: ['Tokens'],
            summary: 'Exchange a code, or refresh',
            description:
              'Access tokens live for two hours. A refresh token lives for sixty days and is replaced by each use.',
            security: [{ clientBasic: [] }, {}],
          },
          { body: TokenForm, response: { 200: TokenAnswer, ...oauthErrorAnswers() } },
        ),
      },
    },
    tokenEndpoint<TokenPair>({
      findClient: platform.applications.authenticateClient,
      issue: async (application, request) => {
        const run = GRANT_TYPES.get(request.grantType);
        return run ? run(platform, application, request) : UNSUPPORTED;
      },
      write: (pair) => ({
        access_token: pair.accessToken,
        token_type: 'Bearer',
        expires_in: pair.expiresIn,
        refresh_token: pair.refreshToken,
      }),
    }),
  );
};

type GrantType = (
  platform: Platform,
  application: Application,
  request: TokenRequest,
) => Promise<TokenResult<TokenPair>>;

const exchangeCode: GrantType = async ({ tokens }, application, { parameter }) => {
  const code = parameter('code');
  if (code === undefined) return missing('code');
  const redirectUri = parameter('redirect_uri');
  return tokens.exchangeCode({
    applicationId: application.id,
    code,
    // An official SDK that was given no redirect URI sends this word.
    redirectUri: redirectUri === 'undefined' ? undefined : redirectUri,
    codeVerifier: parameter('code_verifier'),
  });
};

const refresh: GrantType = async ({ tokens }, application, { parameter }) => {
  const refreshToken = parameter('refresh_token');
  if (refreshToken === undefined) return missing('refresh_token');
  return tokens.refresh({ applicationId: application.id, refreshToken });
};

const GRANT_TYPES: ReadonlyMap<string, GrantType> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
]);

const UNSUPPORTED: TokenResult<never> = {
  ok: false,
  error: 'unsupported_grant_type',
  description: `Send grant_type ${[...GRANT_TYPES.keys()].join(' or ')}.`,
};
