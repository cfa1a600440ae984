import type { FastifyInstance } from 'fastify';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import { verificationResource } from './resources.js';
import { VerificationResource } from './schemas.js';
import { SECURITY, WEBHOOK_TAGS, WebhookParams, webhookNotFound } from './webhook-routes.js';

/** Carport's own: verification on demand. */
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
};
