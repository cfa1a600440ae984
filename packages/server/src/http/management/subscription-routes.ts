import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { SubscriptionFilter } from '../../webhooks/contract.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { listLinks, pageOf, pageParameters } from '../v3/paging.js';
import { attributesBody, dataOf, listOf } from '../v3/schemas.js';
import { subscriptionResource } from './resources.js';
import { SubscriptionResource } from './schemas.js';
import { ERRORS, ERRORS_OF_ONE, SECURITY, WEBHOOK_TAGS } from './webhook-routes.js';

const uuid = Type.String({ format: 'uuid' });
const NewSubscription = Type.Object(
  { webhookId: uuid, userId: uuid, vehicleId: uuid },
  { additionalProperties: false },
);
interface NewSubscriptionBody {
  readonly data: { readonly attributes: Static<typeof NewSubscription> };
}

const SubscriptionsQuery = Type.Object({
  'filter[userId]': Type.Optional(uuid),
  'filter[webhookId]': Type.Optional(uuid),
  'filter[vehicleId]': Type.Optional(uuid),
  'filter[vehicle.mode]': Type.Optional(Type.Enum(['live', 'simulated', 'test'])),
  ...pageParameters({ default: 25, maximum: 100 }),
});
type SubscriptionsQuery = Static<typeof SubscriptionsQuery>;
const SubscriptionParams = Type.Object({ subscriptionId: uuid });
type SubscriptionParams = Static<typeof SubscriptionParams>;

const notFound = () => fault('RESOURCE_NOT_FOUND', 'SUBSCRIPTION_NOT_FOUND');

/** Which cars report to which webhook. */
export const subscriptionsRoutes = (app: FastifyInstance, { webhooks, config }: Platform): void => {
  app.get<{ Querystring: SubscriptionsQuery }>(
    '/subscriptions',
    {
      schema: description(
        {
          operationId: 'listSubscriptions',
          tags: WEBHOOK_TAGS,
          summary: 'Subscriptions',
          security: SECURITY,
        },
        {
          querystring: SubscriptionsQuery,
          response: { 200: listOf(SubscriptionResource), ...ERRORS },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const page = pageOf(request.query);
      const { totalCount, subscriptions } = await webhooks.subscriptionPage(
        applicationId,
        filterOf(request.query),
        { offset: page.offset, limit: page.size },
      );
      return {
        data: subscriptions.map((one) => subscriptionResource(config.publicUrl, one)),
        meta: { pageNumber: page.number, pageSize: page.size, totalCount },
        links: listLinks(`${config.publicUrl}/v3/subscriptions`, request.query, page, totalCount),
      };
    },
  );

  app.post<{ Body: NewSubscriptionBody }>(
    '/subscriptions',
    {
      schema: description(
        {
          operationId: 'createSubscription',
          tags: WEBHOOK_TAGS,
          summary: 'Subscribe a vehicle to a webhook',
          security: SECURITY,
        },
        {
          body: attributesBody(NewSubscription),
          response: {
            202: Type.Object({ meta: Type.Object({ message: Type.String() }) }),
            ...errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND', 'CONFLICT']),
          },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId, vehicleId, userId } = request.body.data.attributes;
      const outcome = await webhooks.subscribe(applicationId, webhookId, vehicleId, userId);
      if (outcome === undefined) throw await whatIsMissing(applicationId, webhookId);
      if (outcome === 'exists') throw fault('CONFLICT', 'SUBSCRIPTION_EXISTS');
      reply.code(202);
      return { meta: { message: 'subscription creation in progress' } };
    },
  );

  const whatIsMissing = async (applicationId: string, webhookId: string) =>
    (await webhooks.get(applicationId, webhookId))
      ? fault('RESOURCE_NOT_FOUND', 'VEHICLE_NOT_FOUND')
      : fault('RESOURCE_NOT_FOUND', 'WEBHOOK_NOT_FOUND');
};

/** One subscription: shown and ended. */
export const subscriptionRoutes = (app: FastifyInstance, { webhooks, config }: Platform): void => {
  const path = '/subscriptions/:subscriptionId';

  app.get<{ Params: SubscriptionParams }>(
    path,
    {
      schema: description(
        {
          operationId: 'getSubscription',
          tags: WEBHOOK_TAGS,
          summary: 'One subscription',
          security: SECURITY,
        },
        {
          params: SubscriptionParams,
          response: { 200: dataOf(SubscriptionResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const found = await webhooks.subscription(applicationId, request.params.subscriptionId);
      if (!found) throw notFound();
      return { data: subscriptionResource(config.publicUrl, found) };
    },
  );

  app.delete<{ Params: SubscriptionParams }>(
    path,
    {
      schema: description(
        {
          operationId: 'deleteSubscription',
          tags: WEBHOOK_TAGS,
          summary: 'End a subscription',
          security: SECURITY,
        },
        { params: SubscriptionParams, response: { 204: Type.Null(), ...ERRORS_OF_ONE } },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { subscriptionId } = request.params;
      if (!(await webhooks.removeSubscription(applicationId, subscriptionId))) throw notFound();
      return reply.code(204).send();
    },
  );
};

const filterOf = (query: SubscriptionsQuery): SubscriptionFilter => {
  const { 'filter[userId]': userId, 'filter[webhookId]': webhookId } = query;
  const { 'filter[vehicleId]': vehicleId, 'filter[vehicle.mode]': mode } = query;
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(webhookId === undefined ? {} : { webhookId }),
    ...(vehicleId === undefined ? {} : { vehicleId }),
    ...(mode === undefined ? {} : { mode }),
  };
};
