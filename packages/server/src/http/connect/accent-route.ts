import type { FastifyInstance } from 'fastify';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import { accentStyles } from './accent.js';

const FOLDER = '/connect-accent/';

/** A stylesheet of its own, because the pages' policy allows no style in the page itself. */
export const accentPath = (color: string): string => `${FOLDER}${color}.css`;

export const accentRoute = (app: FastifyInstance): void => {
  app.get(`${FOLDER}:color(^[0-9a-f]{6}).css`, UNDOCUMENTED, async (request, reply) => {
    const { color } = request.params as { color: string };
    return reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(accentStyles(color));
  });
};
