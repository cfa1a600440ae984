import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import statics from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { messagePage } from './pages/landing-page.js';
import { commandRoutes } from './routes/commands.js';
import { connectRoutes } from './routes/connect.js';
import { liveRoutes } from './routes/live.js';
import { pageRoutes } from './routes/pages.js';
import { webhookRoutes } from './routes/webhooks.js';
import type { Showroom } from './showroom.js';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export const createApp = async (room: Showroom): Promise<FastifyInstance> => {
  const app = Fastify({ forceCloseConnections: true });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(statics, { root: room.config.publicDir, prefix: '/assets/' });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (request.method === 'POST' && comesFromElsewhere(request)) {
      return reply.code(403).send({ error: 'not from this page' });
    }
  });
  app.addHook('onSend', async (_request, reply) => {
    // Where a car stands is nobody else's to keep.
    if (reply.getHeader('content-type')?.toString().startsWith('text/html')) {
      reply.header('cache-control', 'no-store');
    }
  });

  pageRoutes(app, room);
  connectRoutes(app, room);
  commandRoutes(app, room);
  liveRoutes(app, room);
  webhookRoutes(app, room);

  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/html').send(messagePage(LOST)),
  );
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) room.log(`${request.method} ${request.url}: ${String(error)}`);
    return reply
      .code(status)
      .type('text/html')
      .send(messagePage(status >= 500 ? OUR_FAULT : LOST));
  });
  return app;
};

/** Browsers name the origin of a form; another site's must not lock or unlock anybody's car. */
const comesFromElsewhere = (request: FastifyRequest): boolean => {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
};

const statusOf = (error: unknown): number =>
  typeof error === 'object' &&
  error !== null &&
  'statusCode' in error &&
  typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;

const LOST = { title: 'A wrong turn', text: 'There is nothing at this address.' };
const OUR_FAULT = { title: 'We stalled', text: 'Something broke on our side. Please try again.' };
