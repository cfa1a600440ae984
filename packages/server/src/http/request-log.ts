import type { FastifyInstance } from 'fastify';
import type { Logger } from '../platform/logger.js';

/**
 * One line a request. The route's pattern stands for the path, so that neither ids nor whatever a client put
 * into a URL get into the log; tokens and query strings never do.
 */
export const logRequests = (app: FastifyInstance, log: Logger): void => {
  app.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 1000) / 1000,
        request: request.id,
        application: request.caller?.applicationId,
        error: request.failure ?? undefined,
      },
      'request',
    );
    done();
  });
};
