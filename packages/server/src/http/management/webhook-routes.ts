import type { BuiltPlanFeature } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { Webhook, WebhookType } from '../../webhooks/contract.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { pageParameters } from '../v3/paging.js';
import { attributesBody, dataOf, listOf } from '../v3/schemas.js';
import { pageOfAll } from './list.js';
import { webhookResource } from './resources.js';
import { WebhookChanges, WebhookResource, WebhookSettings } from './schemas.js';
import { definitionOf, type SentDefinition } from './webhook-attributes.js';

export const WEBHOOK_TAGS = ['Webhooks'];
export const SECURITY = [
  { applicationToken: [] },
  { managementBearer: [] },
  { managementBasic: [] },
];
export const ERRORS = errorAnswers('V3Error', COMMON_ERRORS);
export const ERRORS_OF_ONE = errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND']);

export const WebhookParams = Type.Object({ webhookId: Type.String({ format: 'uuid' }) });
export type WebhookParams = Static<typeof WebhookParams>;

const WebhooksQuery = Type.Object({
  'filter[name]': Type.Optional(Type.String({ description: 'A part of the name.' })),
  'filter[callbackUri]': Type.Optional(Type.String({ description: 'A part of the URI.' })),
  'filter[isEnabled]': Type.Optional(Type.Boolean()),
  'filter[autoSubscribe]': Type.Optional(Type.Boolean()),
  ...pageParameters({ default: 50, maximum: 100 }),
});
type WebhooksQuery = Static<typeof WebhooksQuery>;

interface Body<T> {
  readonly data: { readonly attributes: T };
}

export const webhookNotFound = () => fault('RESOURCE_NOT_FOUND', 'WEBHOOK_NOT_FOUND');

/** The webhooks of an application: listed and made. */
export const webhooksRoutes = (
  app: FastifyInstance,
  { webhooks, config, limits }: Platform,
): void => {
  app.get<{ Querystring: WebhooksQuery }>(
    '/webhooks',
    {
      schema: description(
        {
          operationId: 'listWebhooks',
          tags: WEBHOOK_TAGS,
          summary: 'Webhooks',
          security: SECURITY,
        },
        { querystring: WebhooksQuery, response: { 200: listOf(WebhookResource), ...ERRORS } },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const all = await webhooks.list(applicationId);
      const found = all.filter((webhook) => matches(webhook, request.query));
      return pageOfAll(`${config.publicUrl}/v3/webhooks`, request.query, found, (webhook) =>
        webhookResource(config.publicUrl, webhook),
      );
    },
  );

  app.post<{ Body: Body<SentDefinition> }>(
    '/webhooks',
    {
      schema: description(
        {
          operationId: 'createWebhook',
          tags: WEBHOOK_TAGS,
          summary: 'Make a webhook',
          description:
            'VERIFY is sent to the callback URI, and to the error URI where there is one, in the moment after the answer; `isVerified` turns true when the right digest came back. Nothing else is sent before.',
          security: SECURITY,
        },
        {
          body: attributesBody(WebhookSettings),
          response: { 201: dataOf(WebhookResource), ...ERRORS },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      await demandPlan(limits, applicationId, request.body.data.attributes.type);
      const webhook = await webhooks.create(applicationId, {
        ...{ triggers: [], signals: [] },
        ...definitionOf(request.body.data.attributes),
      });
      reply.code(201);
      return { data: webhookResource(config.publicUrl, webhook) };
    },
  );
};

/** One webhook: shown, changed, deleted. */
export const webhookRoutes = (app: FastifyInstance, { webhooks, config }: Platform): void => {
  const path = '/webhooks/:webhookId';
  const answer = { 200: dataOf(WebhookResource), ...ERRORS_OF_ONE };
  const shown = (webhook: Webhook | undefined) => {
    if (!webhook) throw webhookNotFound();
    return { data: webhookResource(config.publicUrl, webhook) };
  };

  app.get<{ Params: WebhookParams }>(
    path,
    {
      schema: description(
        {
          operationId: 'getWebhook',
          tags: WEBHOOK_TAGS,
          summary: 'One webhook',
          security: SECURITY,
        },
        { params: WebhookParams, response: answer },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      return shown(await webhooks.get(applicationId, request.params.webhookId));
    },
  );

  app.patch<{ Params: WebhookParams; Body: Body<Partial<SentDefinition>> }>(
    path,
    {
      schema: description(
        {
          operationId: 'updateWebhook',
          tags: WEBHOOK_TAGS,
          summary: 'Change a webhook',
          description:
            'Only what is sent is changed. A new callback or error URI is sent VERIFY and has to prove itself anew.',
          security: SECURITY,
        },
        { params: WebhookParams, body: attributesBody(WebhookChanges), response: answer },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId } = request.params;
      const change = definitionOf(request.body.data.attributes);
      return shown(await webhooks.update(applicationId, webhookId, change));
    },
  );

  app.delete<{ Params: WebhookParams }>(
    path,
    {
      schema: description(
        {
          operationId: 'deleteWebhook',
          tags: WEBHOOK_TAGS,
          summary: 'Delete a webhook and its subscriptions',
          security: SECURITY,
        },
        { params: WebhookParams, response: { 204: Type.Null(), ...ERRORS_OF_ONE } },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      if (!(await webhooks.remove(applicationId, request.params.webhookId)))
        throw webhookNotFound();
      return reply.code(204).send();
    },
  );
};

const FEATURES: Partial<Record<WebhookType, BuiltPlanFeature>> = {
  eventBased: 'event-webhooks',
  dynamic: 'dynamic-webhooks',
};

const demandPlan = async (
  limits: Platform['limits'],
  applicationId: string,
  type: WebhookType = 'signals',
): Promise<void> => {
  const feature = FEATURES[type];
  const verdict = feature && (await limits.feature(applicationId, feature));
  if (verdict?.refusal) throw verdict.refusal;
};

const contains = (text: string, part: string | undefined): boolean =>
  part === undefined || text.toLowerCase().includes(part.toLowerCase());

const equals = <T>(value: T, wanted: T | undefined): boolean =>
  wanted === undefined || value === wanted;

const matches = (webhook: Webhook, query: WebhooksQuery): boolean =>
  contains(webhook.name, query['filter[name]']) &&
  contains(webhook.callbackUri ?? '', query['filter[callbackUri]']) &&
  equals(webhook.isEnabled, query['filter[isEnabled]']) &&
  equals(webhook.autoSubscribe, query['filter[autoSubscribe]']);
