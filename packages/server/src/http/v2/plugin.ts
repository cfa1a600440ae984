import { COMMAND_ENDPOINTS, READ_ENDPOINTS } from '@carport/catalog';
import type { FastifyPluginCallback } from 'fastify';
import { demandConnectionToken, demandToken, demandVehicle } from '../authorize.js';
import { behind } from '../behind.js';
import type { Platform } from '../platform.js';
import { batchRoute } from './batch-route.js';
import { disconnectRoute } from './disconnect-route.js';
import { commandRoute, readRoute } from './endpoint-routes.js';
import { permissionsRoute } from './permissions-route.js';
import { compileReading } from './reading.js';
import { userRoutes } from './user-routes.js';
import { subscribeRoute, unsubscribeRoute } from './webhook-routes.js';

/** The v2.0 API of vehicles: what owners consented to, one token for each consent. */
export const createV2 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    const demandConsent = [demandToken(platform), demandConnectionToken];
    const readings = READ_ENDPOINTS.map((row) => compileReading(row, platform.clock));

    behind(app, demandConsent, userRoutes);
    behind(app, [...demandConsent, demandVehicle], (vehicles) => {
      permissionsRoute(vehicles);
      for (const reading of readings) readRoute(vehicles, platform, reading);
      for (const row of COMMAND_ENDPOINTS) commandRoute(vehicles, platform, row);
      batchRoute(vehicles, platform, readings);
      subscribeRoute(vehicles, platform);
    });
    unsubscribeRoute(app, platform);
    disconnectRoute(app, platform, [...demandConsent, demandVehicle]);
    done();
  };
