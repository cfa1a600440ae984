import formbody from '@fastify/formbody';
import type { FastifyPluginCallback } from 'fastify';
import type { Platform } from '../platform.js';
import { applicationTokenRoute } from './application-token-route.js';
import { tokenRoute } from './token-route.js';

/** The two token endpoints: OAuth for an owner's consent, client credentials for v3. */
export const createOAuth =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    app.register(formbody);
    app.register((scope, _scopeOptions, ready) => {
      // RFC 6749 knows forms only; the newer endpoint is documented with JSON as well.
      scope.removeContentTypeParser('application/json');
      tokenRoute(scope, platform);
      ready();
    });
    applicationTokenRoute(app, platform);
    done();
  };
