import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { FORM, JSON_BODY, oauthErrorAnswers, readByHandler } from './description.js';
import { tokenEndpoint } from './token-endpoint.js';

const ApplicationTokenForm = Type.Object({
  grant_type: Type.Literal('client_credentials'),
  client_id: Type.Optional(Type.String({ description: 'API client id: `client_…`.' })),
  client_secret: Type.Optional(Type.String()),
});

const ApplicationTokenAnswer = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds.' }),
});

/** POST /oauth2/token: an application token for v3 by client credentials. */
export const applicationTokenRoute = (app: FastifyInstance, platform: Platform): void => {
  app.post(
    '/oauth2/token',
    {
      ...readByHandler,
      schema: {
        consumes: [FORM, JSON_BODY],
        ...description(
          {
            operationId: 'getApplicationToken',
            tags: ['Tokens'],
            summary: 'An application token for v3',
            description: 'Lives for one hour. There is no refresh token: ask again.',
            security: [{ clientBasic: [] }, {}],
          },
          {
            body: ApplicationTokenForm,
            response: { 200: ApplicationTokenAnswer, ...oauthErrorAnswers() },
          },
        ),
      },
    },
    tokenEndpoint({
      findClient: platform.applications.authenticateApiClient,
      issue: async (application, { grantType }) => {
        if (grantType === 'client_credentials') {
          return { ok: true, value: await platform.tokens.issueApplicationToken(application.id) };
        }
        const description = 'Send grant_type client_credentials.';
        return { ok: false, error: 'unsupported_grant_type', description };
      },
      write: ({ accessToken, expiresIn }) => ({
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: expiresIn,
      }),
    }),
  );
};
