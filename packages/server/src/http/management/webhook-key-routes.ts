import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf } from '../v3/schemas.js';
import { Overlap } from './overlap.js';
import { signingKeyResource } from './resources.js';
import { NewSigningKeyResource, SigningKeyResource } from './schemas.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

/** Carport's own: the keys that a webhook signs Standard Webhooks headers with. */
export const webhookKeyRoutes = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.get<{ Params: WebhookParams }>(
    '/webhooks/:webhookId/keys',
    {
      schema: description(
        {
          operationId: 'listWebhookKeys',
          tags: WEBHOOK_TAGS,
          summary: 'Signing keys of a webhook',
          description:
            'The live ones, newest first, by their ends only: a secret is shown once. There are none unless `delivery.standardWebhooks` is on; `SC-Signature` is made with the management token.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          response: {
            200: Type.Object({ data: Type.Array(SigningKeyResource) }),
            ...ERRORS_OF_ONE,
          },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const keys = await webhooks.signingKeys(applicationId, request.params.webhookId);
      if (!keys) throw webhookNotFound();
      return { data: keys.map((key) => signingKeyResource(key)) };
    },
  );

  app.post<{
    Params: WebhookParams;
    Body: { data: { attributes: Static<typeof Overlap> } };
  }>(
    '/webhooks/:webhookId/keys/rotate',
    {
      schema: description(
        {
          operationId: 'rotateWebhookKey',
          tags: WEBHOOK_TAGS,
          summary: 'A new signing key for a webhook',
          description:
            'While two keys are live, `webhook-signature` carries a signature of each, so that a receiver can change from one to the other at any time in between.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          body: attributesBody(Overlap),
          response: {
            201: dataOf(NewSigningKeyResource),
            ...errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND', 'CONFLICT']),
          },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { overlapSeconds = 0 } = request.body.data.attributes;
      const { webhookId } = request.params;
      const made = await webhooks.rotateSigningKey(applicationId, webhookId, overlapSeconds);
      if (!made) throw webhookNotFound();
      reply.code(201);
      return { data: signingKeyResource(made.key, { secret: made.secret }) };
    },
  );
};
