import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { description } from './describe.js';
import type { Platform } from './platform.js';

const Healthy = Type.Object({ status: Type.Literal('ok') });
const Unavailable = Type.Object({ status: Type.Literal('unavailable') });

/** GET /healthz: whether this process can answer requests. */
export const healthRoute = (
  app: FastifyInstance,
  { checkHealth, log }: Pick<Platform, 'checkHealth' | 'log'>,
): void => {
  app.get(
    '/healthz',
    {
      schema: description(
        {
          operationId: 'health',
          tags: ['Operations'],
          summary: 'Whether the server is in order',
          security: [],
        },
        { response: { 200: Healthy, 503: Unavailable } },
      ),
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      try {
        await checkHealth();
        return { status: 'ok' };
      } catch (error) {
        log.warn({ err: error }, 'the database does not answer');
        reply.code(503);
        return { status: 'unavailable' };
      }
    },
  );
};
