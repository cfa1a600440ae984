import type { FastifyPluginCallback } from 'fastify';
import { byScheme, demandClient } from '../authorize.js';
import { behind } from '../behind.js';
import { countRequest, demandFeature } from '../limits.js';
import type { Platform } from '../platform.js';
import { demandApplication } from '../v3/steps.js';
import { compatibilityRoutes } from './v2-routes.js';
import { compatibleVehiclesRoute } from './v3-routes.js';

/** What can be connected, asked before a consent; for applications whose plan includes it. */
export const createCompatibilityV2 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    const steps = [
      ...byScheme({ basic: [demandClient(platform)], bearer: [demandApplication(platform)] }),
      countRequest(platform),
      demandFeature(platform, 'compatibility-api'),
    ];
    behind(app, steps, (scope) => compatibilityRoutes(scope, platform));
    done();
  };

export const createCompatibilityV3 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    compatibleVehiclesRoute(app, platform);
    done();
  };
