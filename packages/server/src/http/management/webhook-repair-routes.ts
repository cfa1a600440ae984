import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import {
  ENDED,
  REPAIR_KINDS,
  type Repair,
  type RepairKind,
  type RepairRequest,
  type RepairSelection,
} from '../../webhooks/repair/contract.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf } from '../v3/schemas.js';
import { recordNotFound } from './webhook-log-routes.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const uuid = Type.String({ format: 'uuid' });
const moment = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const optional = Type.Optional;

const selection = {
  since: optional(
    Type.String({
      format: 'date-time',
      description: 'Events of that time and later. `recover` needs it.',
    }),
  ),
  until: optional(
    Type.String({
      format: 'date-time',
      description: 'Events before that time; those up to now when absent.',
    }),
  ),
  statuses: optional(
    Type.Array(Type.Enum([...ENDED]), {
      minItems: 1,
      uniqueItems: true,
      description:
        'Of `replay`: how the events ended; all of them when absent. Of `recover` they are `dead` and `dropped`.',
    }),
  ),
  eventTypes: optional(
    Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
  ),
  vehicleId: optional(uuid),
};

const RepairWish = Type.Object(
  {
    kind: Type.Enum([...REPAIR_KINDS], {
      description:
        '`replay`: events that are over are sent again. `recover`: those that did not get through. `snapshot`: the state of every subscribed car is told, as a `VEHICLE_STATE` with all data signals and the trigger `FIRST_DELIVERY`.',
    }),
    ...selection,
  },
  { additionalProperties: false },
);
type RepairWish = Static<typeof RepairWish>;

const RepairResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-repair'),
  attributes: Type.Object({
    kind: Type.Enum([...REPAIR_KINDS]),
    ...selection,
    eventId: optional(Type.String({ format: 'uuid', description: 'Of one event’s replay.' })),
    status: Type.Enum(['running', 'done', 'cancelled']),
    found: Type.Integer({ description: 'Events, or cars, that were meant, so far.' }),
    repaired: Type.Integer({ description: 'Of those, what is queued once more.' }),
    skipped: Type.Integer({
      description:
        'Of those, what was queued already, or is of a car that has not been subscribed ever since.',
    }),
    reached: nullable(
      Type.String({ format: 'date-time', description: 'How far it has got, by time.' }),
    ),
    finishedAt: nullable(moment),
  }),
  meta: Type.Object({ createdAt: moment }),
  links: Type.Object({ self: Type.String() }),
});

const KeyHeader = Type.Object({
  'idempotency-key': optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'A text of your own for this request: when it is sent again with it, nothing is repaired twice.',
    }),
  ),
});

const EventParams = Type.Object({ ...WebhookParams.properties, eventId: uuid });
const RepairParams = Type.Object({ ...WebhookParams.properties, repairId: uuid });
const ERRORS_OF_START = errorAnswers('V3Error', [
  ...COMMON_ERRORS,
  'RESOURCE_NOT_FOUND',
  'CONFLICT',
]);

/** Carport's own: sending again what was lost. */
export const webhookRepairRoutes = (
  app: FastifyInstance,
  { webhooks, config: { publicUrl } }: Platform,
): void => {
  const about = { tags: WEBHOOK_TAGS, security: SECURITY };
  const resource = (repair: Repair) => repairResource(publicUrl, repair);

  app.post<{ Params: Static<typeof EventParams> }>(
    '/webhooks/:webhookId/events/:eventId/replay',
    {
      schema: description(
        {
          ...about,
          operationId: 'replayWebhookEvent',
          summary: 'Send an event again',
          description:
            'New attempts of the same `eventId`, each with a `deliveryId` of its own, now and as often as of a new event. Nothing happens to an event that is queued already.',
        },
        {
          params: EventParams,
          headers: KeyHeader,
          response: { 202: dataOf(RepairResource), ...ERRORS_OF_START },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId, eventId } = request.params;
      const key = keyOf(request);
      const repair = await webhooks.replayEvent(applicationId, webhookId, eventId, key);
      if (!repair) throw recordNotFound();
      reply.code(202);
      return { data: resource(repair) };
    },
  );

  app.post<{
    Params: WebhookParams;
    Body: { readonly data: { readonly attributes: RepairWish } };
  }>(
    '/webhooks/:webhookId/repairs',
    {
      schema: description(
        {
          ...about,
          operationId: 'startWebhookRepair',
          summary: 'Replay, recover or tell anew, in bulk',
          description:
            'Goes on by itself, in small steps, so that what happens meanwhile is not held up, and whatever happens to the server process; read the repair to see how far it is.',
        },
        {
          params: WebhookParams,
          headers: KeyHeader,
          body: attributesBody(RepairWish),
          response: { 202: dataOf(RepairResource), ...ERRORS_OF_START },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const wish = requestOf(request.body.data.attributes);
      const { webhookId } = request.params;
      const repair = await webhooks.startRepair(applicationId, webhookId, wish, keyOf(request));
      if (!repair) throw webhookNotFound();
      reply.code(202);
      return { data: resource(repair) };
    },
  );

  app.get<{ Params: WebhookParams }>(
    '/webhooks/:webhookId/repairs',
    {
      schema: description(
        { ...about, operationId: 'listWebhookRepairs', summary: 'The newest repairs of a webhook' },
        {
          params: WebhookParams,
          response: { 200: Type.Object({ data: Type.Array(RepairResource) }), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const repairs = await webhooks.repairs(applicationId, request.params.webhookId);
      if (!repairs) throw webhookNotFound();
      return { data: repairs.map(resource) };
    },
  );

  app.get<{ Params: Static<typeof RepairParams> }>(
    '/webhooks/:webhookId/repairs/:repairId',
    {
      schema: description(
        { ...about, operationId: 'readWebhookRepair', summary: 'How far a repair is' },
        { params: RepairParams, response: { 200: dataOf(RepairResource), ...ERRORS_OF_ONE } },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId, repairId } = request.params;
      const repair = await webhooks.repair(applicationId, webhookId, repairId);
      if (!repair) throw recordNotFound();
      return { data: resource(repair) };
    },
  );

  app.post<{ Params: Static<typeof RepairParams> }>(
    '/webhooks/:webhookId/repairs/:repairId/cancel',
    {
      schema: description(
        {
          ...about,
          operationId: 'cancelWebhookRepair',
          summary: 'End a repair',
          description: 'What it has queued already is sent.',
        },
        { params: RepairParams, response: { 200: dataOf(RepairResource), ...ERRORS_OF_ONE } },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { webhookId, repairId } = request.params;
      const repair = await webhooks.cancelRepair(applicationId, webhookId, repairId);
      if (!repair) throw recordNotFound();
      return { data: resource(repair) };
    },
  );
};

const keyOf = (request: FastifyRequest): string | null =>
  (request.headers['idempotency-key'] as string | undefined) ?? null;

/** Throws VALIDATION for what does not go together. */
const requestOf = ({ kind, since, until, ...rest }: RepairWish): RepairRequest => {
  const refuse = (field: string, message: string): never => {
    throw fault('VALIDATION', null, { detail: [{ field, message }] });
  };
  if (kind === 'recover' && since === undefined) refuse('since', 'is needed to recover');
  if (kind !== 'replay' && rest.statuses) refuse('statuses', 'is for replays');
  if (kind === 'snapshot') {
    const past = (['since', 'until', 'eventTypes'] as const).find(
      (name) => ({ since, until, ...rest })[name] !== undefined,
    );
    if (past) refuse(past, 'means events, and a snapshot tells cars');
  }
  if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
    refuse('until', 'must be later than since');
  }
  return {
    kind: kind as RepairKind,
    selection: {
      ...(rest as Pick<RepairSelection, 'statuses' | 'eventTypes' | 'vehicleId'>),
      ...(since === undefined ? {} : { since: new Date(since) }),
      ...(until === undefined ? {} : { until: new Date(until) }),
    },
  };
};

const repairResource = (publicUrl: string, repair: Repair) => {
  const { since, until, ...rest } = repair.selection;
  return {
    id: repair.id,
    type: 'webhook-repair',
    attributes: {
      kind: repair.kind,
      ...rest,
      ...(since && { since: since.toISOString() }),
      ...(until && { until: until.toISOString() }),
      status: repair.status,
      found: repair.found,
      repaired: repair.repaired,
      skipped: repair.skipped,
      reached: repair.reached?.toISOString() ?? null,
      finishedAt: repair.finishedAt?.toISOString() ?? null,
    },
    meta: { createdAt: repair.createdAt.toISOString() },
    links: { self: `${publicUrl}/v3/webhooks/${repair.webhookId}/repairs/${repair.id}` },
  };
};
