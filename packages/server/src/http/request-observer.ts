import type { FastifyInstance } from 'fastify';
import type { Platform } from './platform.js';

/** Tells of every answered request; without anybody to tell there is no hook, and so no cost. */
export const observeRequests = (
  app: FastifyInstance,
  observe: Platform['observeRequest'],
): void => {
  if (!observe) return;
  app.addHook('onResponse', (request, reply, done) => {
    observe({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
};
