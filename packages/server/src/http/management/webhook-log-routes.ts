import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type {
  DeliveryFilter,
  EventFilter,
  LogFilter,
  LogPosition,
  PageRequest,
} from '../../webhooks/log/contract.js';
import { STATUS_CLASSES } from '../../webhooks/log/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import { readCursor, writeCursor } from './cursor.js';
import {
  DeliveryDetailResource,
  DeliveryResource,
  deliveryDetailResource,
  deliveryResource,
  EVENT_STATUSES,
  EventDetailResource,
  EventResource,
  eventDetailResource,
  eventResource,
} from './webhook-log-resources.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const MOST_ON_A_PAGE = 200;

const uuid = Type.String({ format: 'uuid' });
const optional = Type.Optional;

const logQuery = {
  'filter[eventType]': optional(
    Type.String({ maxLength: 100, description: 'For example `VEHICLE_STATE`.' }),
  ),
  'filter[vehicleId]': optional(uuid),
  'filter[since]': optional(Type.String({ format: 'date-time', description: 'From then on.' })),
  'filter[until]': optional(Type.String({ format: 'date-time', description: 'Before then.' })),
  'filter[signal]': optional(
    Type.String({
      pattern: '^[a-z0-9-]{1,100}$',
      description: 'The code of a signal that the event tells or was triggered by.',
    }),
  ),
  search: optional(
    Type.String({
      minLength: 2,
      maxLength: 200,
      description: 'A part of an id, of an error, of what was sent or of what was answered.',
    }),
  ),
  cursor: optional(Type.String({ maxLength: 200, description: 'From the page before.' })),
  'page[size]': Type.Integer({ minimum: 1, maximum: MOST_ON_A_PAGE, default: 50 }),
};

const DeliveriesQuery = Type.Object({
  'filter[outcome]': optional(
    Type.Enum(['succeeded', 'failed'], { description: 'Succeeded: answered with 2xx in time.' }),
  ),
  'filter[statusClass]': optional(
    Type.Enum([...STATUS_CLASSES], { description: '`none`: no answer came.' }),
  ),
  'filter[eventId]': optional(uuid),
  ...logQuery,
});
type DeliveriesQuery = Static<typeof DeliveriesQuery>;

const EventsQuery = Type.Object({
  'filter[status]': optional(
    Type.String({
      pattern: `^(${EVENT_STATUSES.join('|')})(,(${EVENT_STATUSES.join('|')}))*$`,
      description: `One or several of ${EVENT_STATUSES.join(', ')}, with commas. \`dead\` are dead letters.`,
    }),
  ),
  ...logQuery,
});
type EventsQuery = Static<typeof EventsQuery>;

const pageAnswer = (resource: Type.TSchema) =>
  Type.Object({
    data: Type.Array(resource),
    meta: Type.Object({
      pageSize: Type.Integer(),
      cursor: Type.Union([Type.String(), Type.Null()], {
        description:
          'For the next page; null at the end. A page may be short, or empty, before the end: so much was looked at.',
      }),
    }),
    links: Type.Object({ self: Type.String(), next: Type.Union([Type.String(), Type.Null()]) }),
  });

const DeliveryParams = Type.Object({ ...WebhookParams.properties, deliveryId: uuid });
const EventParams = Type.Object({ ...WebhookParams.properties, eventId: uuid });

export const recordNotFound = () => fault('RESOURCE_NOT_FOUND', 'WEBHOOK_RECORD_NOT_FOUND');

/** Carport's own: what a webhook has sent, attempt by attempt and event by event. */
export const webhookLogRoutes = (
  app: FastifyInstance,
  { webhooks, config: { publicUrl } }: Platform,
): void => {
  const about = { tags: WEBHOOK_TAGS, security: SECURITY };

  app.get<{ Params: WebhookParams; Querystring: DeliveriesQuery }>(
    '/webhooks/:webhookId/deliveries',
    {
      schema: description(
        {
          ...about,
          operationId: 'listWebhookDeliveries',
          summary: 'Attempts to deliver, newest first',
          description:
            'Every attempt of a webhook with its time, answer and duration and what it was about; VERIFY among them. Kept for thirty days.',
        },
        {
          params: WebhookParams,
          querystring: DeliveriesQuery,
          response: { 200: pageAnswer(DeliveryResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async ({ caller, params: { webhookId }, query }) => {
      const { applicationId } = established(caller, 'caller');
      const filter: DeliveryFilter = {
        ...filterOf(query),
        ...defined({
          outcome: query['filter[outcome]'] as DeliveryFilter['outcome'],
          statusClass: query['filter[statusClass]'] as DeliveryFilter['statusClass'],
          eventId: query['filter[eventId]'],
        }),
      };
      const page = await webhooks.deliveries(applicationId, webhookId, filter, pageOf(query));
      if (!page) throw webhookNotFound();
      const url = `${publicUrl}/v3/webhooks/${webhookId}/deliveries`;
      return { data: page.items.map(deliveryResource), ...pageFields(url, query, page.next) };
    },
  );

  app.get<{ Params: Static<typeof DeliveryParams> }>(
    '/webhooks/:webhookId/deliveries/:deliveryId',
    {
      schema: description(
        {
          ...about,
          operationId: 'readWebhookDelivery',
          summary: 'One attempt: what was sent and what was answered',
          description:
            'The request is made again from what is kept, byte for byte, with the keys and options of now. Of the answer the beginning is kept, without headers that carry secrets.',
        },
        {
          params: DeliveryParams,
          response: { 200: dataOf(DeliveryDetailResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async ({ caller, params: { webhookId, deliveryId } }) => {
      const { applicationId } = established(caller, 'caller');
      const found = await webhooks.delivery(applicationId, webhookId, deliveryId);
      if (!found) throw recordNotFound();
      return { data: deliveryDetailResource(found) };
    },
  );

  app.get<{ Params: WebhookParams; Querystring: EventsQuery }>(
    '/webhooks/:webhookId/events',
    {
      schema: description(
        {
          ...about,
          operationId: 'listWebhookEvents',
          summary: 'Events of a webhook, newest first, with every attempt to deliver them',
          description: 'With `filter[status]=dead`: the dead letters. Kept for thirty days.',
        },
        {
          params: WebhookParams,
          querystring: EventsQuery,
          response: { 200: pageAnswer(EventResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async ({ caller, params: { webhookId }, query }) => {
      const { applicationId } = established(caller, 'caller');
      const statuses = query['filter[status]']?.split(',') as EventFilter['statuses'];
      const filter = { ...filterOf(query), ...(statuses && { statuses }) };
      const page = await webhooks.eventLog(applicationId, webhookId, filter, pageOf(query));
      if (!page) throw webhookNotFound();
      const url = `${publicUrl}/v3/webhooks/${webhookId}/events`;
      return { data: page.items.map(eventResource), ...pageFields(url, query, page.next) };
    },
  );

  app.get<{ Params: Static<typeof EventParams> }>(
    '/webhooks/:webhookId/events/:eventId',
    {
      schema: description(
        {
          ...about,
          operationId: 'readWebhookEvent',
          summary: 'One event with its payload and every attempt to deliver it',
        },
        { params: EventParams, response: { 200: dataOf(EventDetailResource), ...ERRORS_OF_ONE } },
      ),
    },
    async ({ caller, params: { webhookId, eventId } }) => {
      const { applicationId } = established(caller, 'caller');
      const found = await webhooks.event(applicationId, webhookId, eventId);
      if (!found) throw recordNotFound();
      return { data: eventDetailResource(found) };
    },
  );
};

type LogQuery = Pick<DeliveriesQuery, keyof typeof logQuery>;

const filterOf = (query: LogQuery): LogFilter => {
  const { 'filter[since]': since, 'filter[until]': until } = query;
  return defined({
    eventType: query['filter[eventType]'],
    vehicleId: query['filter[vehicleId]'],
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
    signal: query['filter[signal]'],
    search: query.search,
  });
};

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;

const pageOf = ({ cursor, 'page[size]': size }: LogQuery): PageRequest => {
  const after = cursor === undefined ? null : readCursor(cursor);
  return { size, after: after && { at: after.createdAt, id: after.id } };
};

const pageFields = (url: string, query: LogQuery, next: LogPosition | null) => {
  const cursor = next && writeCursor({ createdAt: next.at, id: next.id });
  const linkTo = (more: Readonly<Record<string, unknown>>): string => {
    const given = Object.entries({ ...query, ...more }).filter(([, value]) => value !== undefined);
    return `${url}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
  };
  return {
    meta: { pageSize: query['page[size]'], cursor },
    links: { self: linkTo({}), next: cursor && linkTo({ cursor }) },
  };
};
