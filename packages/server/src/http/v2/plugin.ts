import { COMMAND_ENDPOINTS, placesOf, READ_ENDPOINTS } from '@carport/catalog';
import type { FastifyPluginCallback } from 'fastify';
import { demandConnectionToken, demandToken, demandVehicle } from '../authorize.js';
import { behind } from '../behind.js';
import { countingVehicleUse, countRequest } from '../limits.js';
import type { Platform } from '../platform.js';
import { batchRoute, batchSize } from './batch-route.js';
import { disconnectRoute } from './disconnect-route.js';
import { commandRoute, otherMakeRoutes, readRoute } from './endpoint-routes.js';
import { permissionsRoute } from './permissions-route.js';
import { compileReading } from './reading.js';
import { userRoutes } from './user-routes.js';
import { subscribeRoute, unsubscribeRoute } from './webhook-routes.js';

/** The v2.0 API of vehicles: what owners consented to, one token for each consent. */
export const createV2 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    const demandConsent = [demandToken(platform), demandConnectionToken];
    const { clock, connect } = platform;
    const surroundings = { clock, batteryLink: connect.battery.link };
    const readings = READ_ENDPOINTS.flatMap((row) =>
      placesOf(row).map((place) => compileReading(row, place, surroundings)),
    );
    const asked = readings.filter((reading) => reading.needsCar);
    const known = readings.filter((reading) => !reading.needsCar);
    const demandCar = [...demandConsent, demandVehicle];
    const counted = countRequest(platform);

    behind(app, [...demandConsent, counted], userRoutes);
    behind(app, [...demandCar, counted], (vehicles) => {
      permissionsRoute(vehicles);
      subscribeRoute(vehicles, platform);
      countingVehicleUse(vehicles, platform, { asksCar: false }, (scope) => {
        for (const reading of known) readRoute(scope, platform, reading);
      });
      countingVehicleUse(vehicles, platform, { asksCar: true }, (scope) => {
        for (const reading of asked) readRoute(scope, platform, reading);
        for (const row of COMMAND_ENDPOINTS) {
          for (const place of placesOf(row)) commandRoute(scope, platform, row, place, readings);
        }
      });
      otherMakeRoutes(vehicles);
      countingVehicleUse(vehicles, platform, { asksCar: true, requests: batchSize }, (scope) =>
        batchRoute(scope, platform, readings),
      );
    });
    unsubscribeRoute(app, platform);
    disconnectRoute(app, platform, demandCar);
    done();
  };
