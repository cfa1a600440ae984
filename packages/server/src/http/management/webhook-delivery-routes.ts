import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import { eventResource, verificationResource } from './resources.js';
import { EventResource, VerificationResource } from './schemas.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const EventsQuery = Type.Object({
  'page[size]': Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});

/** Carport's own: verification on demand, and what has been delivered. */
export const webhookDeliveryRoutes = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.post<{ Params: WebhookParams }>(
    '/webhooks/:webhookId/verify',
    {
      schema: description(
        {
          operationId: 'verifyWebhook',
          tags: WEBHOOK_TAGS,
          summary: 'Verify a webhook now',
          description:
            'Sends VERIFY to the callback URI and the error URI and compares: what was sent, what should have come back, and what did.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          response: {
            200: dataOf(VerificationResource),
            ...errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND', 'CONFLICT']),
          },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const result = await webhooks.verify(applicationId, request.params.webhookId);
      if (!result) throw webhookNotFound();
      return { data: verificationResource(result) };
    },
  );

  app.get<{ Params: WebhookParams; Querystring: Static<typeof EventsQuery> }>(
    '/webhooks/:webhookId/events',
    {
      schema: description(
        {
          operationId: 'listWebhookEvents',
          tags: WEBHOOK_TAGS,
          summary: 'Newest events of a webhook, with every attempt to deliver them',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          querystring: EventsQuery,
          response: { 200: Type.Object({ data: Type.Array(EventResource) }), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId } = request.params;
      if (!(await webhooks.get(applicationId, webhookId))) throw webhookNotFound();
      const events = await webhooks.events(applicationId, webhookId, request.query['page[size]']);
      return { data: events.map(eventResource) };
    },
  );
};
