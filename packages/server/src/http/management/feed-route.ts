import type { FastifyInstance, FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { FeedDelivery, FeedStart } from '../../webhooks/feed/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const MOST_SECONDS = 25;
const MOST_DELIVERIES = 200;

const FeedQuery = Type.Object({
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: 'From the answer before: what lies behind it.' }),
  ),
  since: Type.Optional(
    Type.Union([Type.Literal('now'), Type.String({ format: 'date-time' })], {
      description:
        'Instead of a cursor: from the first event of that time on, or only what comes from `now` on. Without either, from the oldest event that is kept.',
    }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: MOST_DELIVERIES, default: 50 }),
  wait: Type.Integer({
    minimum: 0,
    maximum: MOST_SECONDS,
    default: 0,
    description:
      'Seconds to wait for an event when there is none; the answer comes with the first.',
  }),
});
type FeedQuery = Static<typeof FeedQuery>;

const FeedAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid', description: 'The `deliveryId` in the body.' }),
      type: Type.Literal('delivery'),
      attributes: Type.Object({
        eventId: Type.String({ format: 'uuid' }),
        eventType: Type.String(),
        vehicleId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
        createdAt: Type.String({ format: 'date-time' }),
        body: Type.String({ description: 'The very text that would be posted, in UTF-8.' }),
        headers: Type.Record(Type.String(), Type.String(), {
          description: 'What it would be posted with, the signature of `body` among it.',
        }),
      }),
    }),
  ),
  meta: Type.Object({
    cursor: Type.String({ description: 'For the next request, also when `data` is empty.' }),
  }),
});

/** Carport's own: a webhook's events to be pulled, in place of or beside their being sent. */
export const feedRoute = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.get<{ Params: WebhookParams; Querystring: FeedQuery }>(
    '/webhooks/:webhookId/feed',
    {
      schema: description(
        {
          operationId: 'readWebhookFeed',
          tags: WEBHOOK_TAGS,
          summary: 'Pull the events of a webhook by cursor',
          description:
            'Each event as it would be posted now, byte for byte and signed. Of a webhook whose events are pulled it is the way to get them; of any other it is a view that changes nothing. No event is skipped; one may come again after a replay, with the same `eventId`. Events of cars that are no longer subscribed are left out.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          querystring: FeedQuery,
          response: { 200: FeedAnswer, ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { limit, wait } = request.query;
      const page = await webhooks.feed(applicationId, request.params.webhookId, {
        from: startOf(request.query),
        limit,
        waitMs: wait * 1_000,
        signal: hangingUp(reply),
      });
      if (!page) throw webhookNotFound();
      reply.header('cache-control', 'no-store');
      return { data: page.deliveries.map(deliveryResource), meta: { cursor: page.cursor } };
    },
  );
};

const startOf = ({ cursor, since }: FeedQuery): FeedStart => {
  if (cursor !== undefined && since !== undefined) {
    const message = 'cannot be sent together with a cursor';
    throw fault('VALIDATION', null, { detail: [{ field: 'since', message }] });
  }
  if (cursor !== undefined) return { cursor };
  if (since === undefined) return 'oldest';
  return since === 'now' ? 'newest' : { since: new Date(since) };
};

/** Nobody waits for a client that has gone. */
const hangingUp = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
};

const deliveryResource = (delivery: FeedDelivery) => ({
  id: delivery.deliveryId,
  type: 'delivery',
  attributes: {
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    vehicleId: delivery.vehicleId,
    createdAt: delivery.createdAt.toISOString(),
    body: delivery.body,
    headers: delivery.headers,
  },
});
