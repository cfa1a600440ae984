import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { Fault } from '../../platform/fault.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import { reportFailure } from '../errors/handlers.js';
import { occurrenceOf } from '../errors/occurrence.js';
import { v2ErrorBody } from '../errors/v2.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { UNIT_HEADER, unitSystemOf } from '../units.js';
import { answerItem, plainPath, planItem, stateFor } from './batch.js';
import type { Reading } from './reading.js';
import { UnitHeaders, VehicleParams } from './schemas.js';

/** More than there are read endpoints; every item counts against the vehicle's monthly limit. */
const MOST_ITEMS = 100;
const OK = 200;

const BatchBody = Type.Object({
  requests: Type.Array(
    Type.Object({ path: Type.String({ maxLength: 200, description: 'For example `/odometer`.' }) }),
    { minItems: 1, maxItems: MOST_ITEMS },
  ),
});

const BatchItem = Type.Object({
  path: Type.String({ description: 'The path as it was asked for.' }),
  code: Type.Integer({ description: 'The status that the endpoint alone would have answered.' }),
  body: Type.Unknown({ description: "The endpoint's answer, or the error." }),
  headers: Type.Record(Type.String(), Type.String(), {
    description: 'Data age and units of this answer; empty for an error.',
  }),
});
type BatchItem = Static<typeof BatchItem>;
const BatchAnswer = Type.Object({ responses: Type.Array(BatchItem) });

/** How many requests of the month a batch is. */
export const batchSize = (request: FastifyRequest): number =>
  (request.body as Static<typeof BatchBody>).requests.length;

/** Several reads in one request, on one state of the car. A failed item never fails the others. */
export const batchRoute = (
  app: FastifyInstance,
  platform: Platform,
  readings: readonly Reading[],
): void => {
  const byPath = new Map(readings.map((reading) => [plainPath(reading.place.path), reading]));

  app.post<{ Body: Static<typeof BatchBody> }>(
    '/vehicles/:vehicleId/batch',
    {
      schema: description(
        {
          operationId: 'batch',
          tags: ['Vehicles (v2.0)'],
          summary: 'Several reads in one request',
          description:
            'Answers 200 whatever becomes of the items: each has its own code, body and headers.',
          security: [{ accessToken: [] }],
        },
        {
          params: VehicleParams,
          headers: UnitHeaders,
          body: BatchBody,
          response: { 200: BatchAnswer, ...errorAnswers('V2Error', VEHICLE_ERRORS) },
        },
      ),
    },
    async (request) => {
      const access = established(request.access, 'vehicle access');
      const units = unitSystemOf(request.headers[UNIT_HEADER]);
      const items = request.body.requests.map(({ path }) => planItem(byPath, access, path));
      const car = await stateFor(platform, access, items);
      const failed = createFailedItem(platform, request);
      return {
        responses: items.map((item): BatchItem => {
          const outcome = answerItem(item, access, car, { units });
          return outcome instanceof Fault
            ? failed(item.path, outcome)
            : { path: item.path, code: OK, ...outcome };
        }),
      };
    },
  );
};

const createFailedItem =
  ({ config, log }: Platform, request: FastifyRequest) =>
  (path: string, failure: Fault): BatchItem => {
    reportFailure(log, request, failure);
    const where = occurrenceOf(request, config.publicUrl);
    return { path, code: failure.row.status, body: v2ErrorBody(failure, where), headers: {} };
  };
