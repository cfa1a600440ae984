import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import { demandManagementToken } from '../authorize.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import { demandGoodStanding } from '../limits.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { Success, uuid } from './schemas.js';

const SubscriptionParams = Type.Object({
  vehicleId: Type.String({ description: 'The vehicle, as `/vehicles` lists it.' }),
  webhookId: uuid('The webhook, as its settings show it.'),
});
const SubscriptionAnswer = Type.Object({ vehicleId: Type.String(), webhookId: Type.String() });

interface Params {
  readonly vehicleId: string;
  readonly webhookId: string;
}

const unknown = (field: string, message: string) =>
  fault('VALIDATION', 'PARAMETER', { detail: [{ field, message }] });

/** POST: subscribes a car to a webhook, by the owner's consent. */
export const subscribeRoute = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.post<{ Params: Params }>(
    '/vehicles/:vehicleId/webhooks/:webhookId',
    {
      schema: description(
        {
          operationId: 'subscribeVehicle',
          tags: ['Webhooks'],
          summary: 'Subscribe a vehicle to a webhook',
          security: [{ accessToken: [] }],
        },
        {
          params: SubscriptionParams,
          response: { 200: SubscriptionAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    async (request) => {
      const { applicationId, userId, vehicle } = established(request.access, 'vehicle access');
      const { webhookId } = request.params;
      const outcome = await webhooks.subscribe(applicationId, webhookId, vehicle.id, userId);
      if (outcome === undefined) throw unknown('webhookId', 'is no webhook of this application');
      return { vehicleId: vehicle.id, webhookId };
    },
  );
};

/** DELETE: ends a car's subscription, by the application's management token. */
export const unsubscribeRoute = (app: FastifyInstance, platform: Platform): void => {
  app.delete<{ Params: Params }>(
    '/vehicles/:vehicleId/webhooks/:webhookId',
    {
      onRequest: [demandManagementToken(platform, 'bearer'), demandGoodStanding(platform)],
      schema: description(
        {
          operationId: 'unsubscribeVehicle',
          tags: ['Webhooks'],
          summary: 'Unsubscribe a vehicle from a webhook',
          security: [{ managementBearer: [] }],
        },
        {
          params: SubscriptionParams,
          response: { 200: Success, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { vehicleId, webhookId } = request.params;
      const ended =
        isUuid(vehicleId) &&
        (await platform.webhooks.unsubscribe(applicationId, webhookId, vehicleId));
      if (!ended) throw unknown('vehicleId', 'is not subscribed to this webhook');
      return { status: 'success' };
    },
  );
};
