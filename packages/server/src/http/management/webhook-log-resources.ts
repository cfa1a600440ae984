import Type from 'typebox';
import type { DeliveryAttempt } from '../../webhooks/contract.js';
import type {
  DeliveryDetail,
  EventDetail,
  LoggedDelivery,
  LoggedEvent,
} from '../../webhooks/log/contract.js';

/** What the log of a webhook is told in. */

const uuid = Type.String({ format: 'uuid' });
const moment = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const headers = Type.Record(Type.String(), Type.String());

export const EVENT_STATUSES = ['waiting', 'pending', 'held', 'delivered', 'dead', 'dropped'];

const told = {
  triggers: Type.Array(Type.String(), {
    description: 'Codes of the signals, or `FIRST_DELIVERY`, that set the event off.',
  }),
  signals: Type.Array(Type.String(), { description: 'Codes of the signals that it tells.' }),
};

const attempt = {
  attempt: Type.Integer({ description: 'Counted from one; again so after a replay.' }),
  startedAt: moment,
  durationMs: Type.Number(),
  statusCode: nullable(Type.Integer()),
  error: nullable(Type.String({ description: 'Why there was no whole answer in time.' })),
};

const delivery = {
  eventId: uuid,
  eventType: Type.String(),
  vehicleId: nullable(uuid),
  ...attempt,
  succeeded: Type.Boolean(),
  url: nullable(Type.String({ description: 'Where it was sent; null where that was not kept.' })),
  ...told,
};

export const DeliveryResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-delivery'),
  attributes: Type.Object(delivery),
});

export const DeliveryDetailResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-delivery'),
  attributes: Type.Object({
    ...delivery,
    request: Type.Object({
      method: Type.Literal('POST'),
      headers,
      body: Type.String({ description: 'The very text that was signed and sent, in UTF-8.' }),
    }),
    response: nullable(
      Type.Object({
        statusCode: Type.Integer(),
        headers,
        body: Type.String({ description: 'The beginning of it.' }),
      }),
    ),
  }),
});

const event = {
  eventType: Type.String(),
  status: Type.Enum(EVENT_STATUSES),
  reason: nullable(
    Type.String({ description: 'Why it ended undelivered, where the attempts do not tell.' }),
  ),
  vehicleId: nullable(uuid),
  createdAt: moment,
  dueAt: moment,
  ...told,
  attempts: Type.Array(Type.Object({ deliveryId: uuid, ...attempt })),
};

export const EventResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-event'),
  attributes: Type.Object(event),
});

export const EventDetailResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-event'),
  attributes: Type.Object({
    ...event,
    payload: Type.Object(
      {},
      {
        additionalProperties: true,
        description: 'As it is kept: an attempt adds its `deliveryId` and `deliveredAt`.',
      },
    ),
  }),
});

const attemptFields = (one: DeliveryAttempt) => ({
  attempt: one.attempt,
  startedAt: one.startedAt.toISOString(),
  durationMs: one.durationMs,
  statusCode: one.statusCode,
  error: one.error,
});

export const deliveryResource = (one: LoggedDelivery) => ({
  id: one.deliveryId,
  type: 'webhook-delivery',
  attributes: {
    eventId: one.eventId,
    eventType: one.eventType,
    vehicleId: one.vehicleId,
    ...attemptFields(one),
    succeeded: one.succeeded,
    url: one.url,
    triggers: one.triggers,
    signals: one.signals,
  },
});

export const deliveryDetailResource = (one: DeliveryDetail) => {
  const { attributes, ...resource } = deliveryResource(one);
  return {
    ...resource,
    attributes: {
      ...attributes,
      request: { method: 'POST', ...one.request },
      response: one.answer && { statusCode: one.statusCode, ...one.answer },
    },
  };
};

export const eventResource = (one: LoggedEvent) => ({
  id: one.eventId,
  type: 'webhook-event',
  attributes: {
    eventType: one.type,
    status: one.status,
    reason: one.reason,
    vehicleId: one.vehicleId,
    createdAt: one.createdAt.toISOString(),
    dueAt: one.dueAt.toISOString(),
    triggers: one.triggers,
    signals: one.signals,
    attempts: one.attempts.map(({ deliveryId, ...rest }) => ({
      deliveryId,
      ...attemptFields({ deliveryId, ...rest }),
    })),
  },
});

export const eventDetailResource = (one: EventDetail) => {
  const { attributes, ...resource } = eventResource(one);
  return { ...resource, attributes: { ...attributes, payload: one.payload } };
};
