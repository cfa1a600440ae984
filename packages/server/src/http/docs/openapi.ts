import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import { completeDocument, type OpenApiDocument } from './complete-document.js';

export const OPENAPI_PATH = '/openapi.json';
const VERSION = '1.0.0';

const basic = (description: string) => ({ type: 'http', scheme: 'basic', description }) as const;
const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description }) as const;

const SECURITY_SCHEMES = {
  accessToken: bearer('The access token of an owner’s consent, from `/oauth/token`.'),
  applicationToken: bearer('An application token, from `/oauth2/token`.'),
  managementBearer: bearer('The application management token.'),
  managementBasic: basic('User name `default`, password: the application management token.'),
  clientBasic: basic('Client id and client secret.'),
};

const TAGS = [
  { name: 'Connect', description: 'Consent of a vehicle owner, in their browser.' },
  { name: 'Tokens', description: 'Codes and refresh tokens, and application tokens for v3.' },
  {
    name: 'Vehicles (v2.0)',
    description: 'One access token for each consent; a path for each kind of reading.',
  },
  {
    name: 'Single makes (v2.0)',
    description: 'What one make or a few tell and do beyond the others; the make is lower case.',
  },
  {
    name: 'Vehicles (v3)',
    description:
      'Cars and their signals. An application token gets the current form, a token of an owner’s consent the unwrapped one that the official SDKs read.',
  },
  { name: 'Commands (v3)', description: 'What a car can be told to do.' },
  { name: 'Connections (v3)', description: 'Who has connected which car.' },
  { name: 'Compatibility', description: 'Which cars can be connected, before anybody consents.' },
  { name: 'Webhooks', description: 'Told instead of asking: webhooks and their subscriptions.' },
  { name: 'Applications', description: 'What an application may know of itself.' },
  { name: 'Management (v2.0)', description: 'Connections, by the management token.' },
  {
    name: 'Simulator (Carport)',
    description: 'Carport’s own: time travel and events for simulated cars.',
  },
  { name: 'Operations', description: 'For whoever runs this server.' },
];

/** Collects the description of every route that is registered after it. */
export const collectDescriptions = (app: FastifyInstance, publicUrl: string): void => {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Carport',
        version: VERSION,
        license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
        description:
          'A self-hosted connected-car platform: an owner consents, an app reads and commands the car, and webhooks tell what changed. Smartcar-compatible.',
      },
      servers: [{ url: publicUrl }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transformObject: (document) =>
      'openapiObject' in document
        ? completeDocument(document.openapiObject as OpenApiDocument)
        : document.swaggerObject,
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) => nameOf(schema, index),
    },
  });
};

const nameOf = (schema: object, index: number): string =>
  '$id' in schema && typeof schema.$id === 'string' ? schema.$id : `Schema${index}`;

/** GET /openapi.json. */
export const openApiRoute = (app: FastifyInstance): void => {
  let written: string | undefined;
  app.get(OPENAPI_PATH, UNDOCUMENTED, (_request, reply) => {
    written ??= JSON.stringify(app.swagger());
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8');
    return written;
  });
};
