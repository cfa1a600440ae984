import type { FastifyInstance } from 'fastify';
import type { Step } from './authorize.js';

/** Routes that all begin with the same steps, in this order. */
export const behind = (
  app: FastifyInstance,
  steps: readonly Step[],
  routes: (scope: FastifyInstance) => void,
): void => {
  app.register((scope, _options, done) => {
    for (const step of steps) scope.addHook('onRequest', step);
    routes(scope);
    done();
  });
};
