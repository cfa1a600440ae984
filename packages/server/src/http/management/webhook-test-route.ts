import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import { SECURITY, WEBHOOK_TAGS, WebhookParams, webhookNotFound } from './webhook-routes.js';

const TestEvent = Type.Object({
  id: Type.String({ format: 'uuid', description: 'Among the webhook’s events by this id.' }),
  type: Type.Literal('webhook-event'),
});

/** Carport's own: an event to try a receiver with. */
export const webhookTestRoute = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.post<{ Params: WebhookParams }>(
    '/webhooks/:webhookId/test',
    {
      schema: description(
        {
          operationId: 'sendTestEvent',
          tags: WEBHOOK_TAGS,
          summary: 'Send a test event',
          description:
            'What the webhook would send, once, about a car that does not exist: the same headers, signatures and retries, with example values and the mode `TEST`. It is sent in a moment; what became of it is among the webhook’s events.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          response: {
            202: dataOf(TestEvent),
            ...errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND', 'CONFLICT']),
          },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const eventId = await webhooks.sendSample(applicationId, request.params.webhookId);
      if (eventId === undefined) throw webhookNotFound();
      reply.code(202);
      return { data: { id: eventId, type: 'webhook-event' } };
    },
  );
};
