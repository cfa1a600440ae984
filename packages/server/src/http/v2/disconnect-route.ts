import type { FastifyInstance } from 'fastify';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import { byScheme, demandManagementToken, type Step } from '../authorize.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import { demandGoodStanding } from '../limits.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { Success, VehicleParams } from './schemas.js';

/**
 * Ends an application's access to a car: by the owner's consent for that owner, by the management token for
 * every owner of the car.
 */
export const disconnectRoute = (
  app: FastifyInstance,
  platform: Platform,
  demandConsent: readonly Step[],
): void => {
  app.delete<{ Params: { vehicleId: string } }>(
    '/vehicles/:vehicleId/application',
    {
      onRequest: [
        ...byScheme({
          basic: [demandManagementToken(platform, 'basic')],
          bearer: demandConsent,
        }),
        demandGoodStanding(platform),
      ],
      schema: description(
        {
          operationId: 'disconnectVehicle',
          tags: ['Vehicles (v2.0)'],
          summary: 'End access to a vehicle',
          security: [{ accessToken: [] }, { managementBasic: [] }],
        },
        {
          params: VehicleParams,
          response: { 200: Success, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    async (request) => {
      const { vehicleId } = request.params;
      const { applicationId } = established(request.caller, 'caller');
      const userId = request.access?.userId;
      const ended = isUuid(vehicleId)
        ? await platform.connections.remove(applicationId, {
            vehicleId,
            ...(userId === undefined ? {} : { userId }),
          })
        : [];
      if (ended.length === 0) throw fault('AUTHENTICATION', null);
      return { status: 'success' };
    },
  );
};
