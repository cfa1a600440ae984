import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { demandToken } from '../authorize.js';
import { behind } from '../behind.js';
import { countingVehicleUse, countRequest } from '../limits.js';
import type { Platform } from '../platform.js';
import { commandRoutes } from './command-routes.js';
import { connectionRoutes, deleteUserRoute, listConnectionsRoute } from './connection-routes.js';
import { createCurrentForm } from './current-form.js';
import { createExecutionAnswer } from './execution-answer.js';
import { executionRoutes } from './execution-routes.js';
import type { Form } from './form.js';
import { keptScheduleRoute, scheduleRoutes } from './schedule-routes.js';
import { simulationRoute } from './simulation-route.js';
import { demandApplication, demandVehicleOf } from './steps.js';
import { unwrappedForm } from './unwrapped-form.js';
import { signalQueryRoute, signalRoutes, vehicleRoute } from './vehicle-routes.js';

/** The v3 API of vehicles: one token for an application, signals as they are. */
export const createV3 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    const currentForm = createCurrentForm(platform.config.publicUrl);
    const formOf = (request: FastifyRequest): Form =>
      request.grant?.kind === 'connection' ? unwrappedForm : currentForm;
    const answer = createExecutionAnswer(platform, formOf);
    const token = demandToken(platform);
    const counted = countRequest(platform);

    behind(app, [token, demandVehicleOf(platform, 'optional'), counted], (vehicles) => {
      simulationRoute(vehicles, platform);
      countingVehicleUse(vehicles, platform, { asksCar: false }, (scope) =>
        vehicleRoute(scope, formOf),
      );
    });
    behind(app, [token, demandVehicleOf(platform, 'required'), counted], (vehicles) => {
      executionRoutes(vehicles, platform, formOf);
      countingVehicleUse(vehicles, platform, { asksCar: true }, (scope) => {
        signalRoutes(scope, platform, formOf);
        signalQueryRoute(scope, platform, formOf);
        commandRoutes(scope, platform, answer);
        scheduleRoutes(scope, platform, answer);
        keptScheduleRoute(scope, platform, formOf);
      });
    });
    behind(app, [demandApplication(platform), counted], (scope) => {
      listConnectionsRoute(scope, platform);
      connectionRoutes(scope, platform);
      deleteUserRoute(scope, platform);
    });
    done();
  };
