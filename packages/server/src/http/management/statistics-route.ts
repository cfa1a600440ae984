import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  STATISTICS_WINDOWS,
  type StatisticsWindow,
  type Tally,
  type WebhookStatistics,
} from '../../webhooks/statistics/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const WINDOWS = Object.keys(STATISTICS_WINDOWS) as StatisticsWindow[];

const StatisticsQuery = Type.Object({
  window: Type.Enum(WINDOWS, {
    default: '24h',
    description: 'In steps of a minute, half an hour or three hours.',
  }),
});

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const moment = Type.String({ format: 'date-time' });
const count = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) =>
  nullable(Type.Number({ minimum: 0, maximum: 1, description }));
const duration = (description: string) => nullable(Type.Integer({ minimum: 0, description }));

const tally = {
  events: count('First attempts: so many events were sent.'),
  attempts: count('All attempts, retries among them.'),
  succeeded: count('Attempts that were answered with 2xx.'),
  retries: count('Attempts that were not the first.'),
  successRate: share('Of events: those that were delivered at the first attempt.'),
  retryRate: share('Of events: those that needed a retry.'),
  latencyMs: Type.Object(
    {
      mean: duration('Of all attempts.'),
      p50: duration('Half of the attempts took no longer.'),
      p95: duration('Right to within a tenth, as every percentile here.'),
      p99: duration('One in a hundred took longer.'),
      longest: duration('The longest of them.'),
    },
    { description: 'How long exchanges took, in milliseconds; null without attempts.' },
  ),
};

const StatisticsResource = Type.Object({
  id: Type.String({ format: 'uuid', description: 'The webhook.' }),
  type: Type.Literal('webhook-statistics'),
  attributes: Type.Object({
    window: Type.Enum(WINDOWS),
    from: moment,
    countedTo: Type.String({
      format: 'date-time',
      description: 'Attempts are counted a few seconds behind; younger ones are missing.',
    }),
    ...tally,
    outcomes: Type.Record(Type.String(), Type.Integer(), {
      description: 'Attempts by status code, or by the error where no whole answer came.',
    }),
    lastSuccessAt: nullable(moment),
    lastFailureAt: nullable(moment),
    steps: Type.Array(Type.Object({ from: moment, ...tally }), {
      description: 'For charts, oldest first, those without an attempt among them.',
    }),
  }),
});

/** Carport's own: how well a webhook gets through. */
export const statisticsRoute = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.get<{ Params: WebhookParams; Querystring: Static<typeof StatisticsQuery> }>(
    '/webhooks/:webhookId/statistics',
    {
      schema: description(
        {
          operationId: 'readWebhookStatistics',
          tags: WEBHOOK_TAGS,
          summary: 'How well a webhook gets through',
          description:
            'Success, retries and latency over the last hour, day or week, in total and by step. VERIFY is not counted.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          querystring: StatisticsQuery,
          response: { 200: dataOf(StatisticsResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { window } = request.query;
      const found = await webhooks.statistics(
        applicationId,
        request.params.webhookId,
        window as StatisticsWindow,
      );
      if (!found) throw webhookNotFound();
      return { data: statisticsResource(found) };
    },
  );
};

const tallyFields = (one: Tally) => ({
  events: one.events,
  attempts: one.attempts,
  succeeded: one.succeeded,
  retries: one.retries,
  successRate: one.successRate,
  retryRate: one.retryRate,
  latencyMs: {
    mean: one.meanMs,
    p50: one.p50Ms,
    p95: one.p95Ms,
    p99: one.p99Ms,
    longest: one.longestMs,
  },
});

const statisticsResource = (found: WebhookStatistics) => ({
  id: found.webhookId,
  type: 'webhook-statistics',
  attributes: {
    window: found.window,
    from: found.from.toISOString(),
    countedTo: found.countedTo.toISOString(),
    ...tallyFields(found.total),
    outcomes: found.outcomes,
    lastSuccessAt: found.lastSuccessAt?.toISOString() ?? null,
    lastFailureAt: found.lastFailureAt?.toISOString() ?? null,
    steps: found.steps.map((step) => ({ from: step.from.toISOString(), ...tallyFields(step) })),
  },
});
