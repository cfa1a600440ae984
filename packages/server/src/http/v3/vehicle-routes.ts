import type { UnitSystem } from '@carport/catalog';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { whenKnown } from '../../platform/eventually.js';
import type { VehicleSnapshot } from '../../signals/report.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import { addFreshness } from '../freshness.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { UNIT_HEADER, unitSystemOf } from '../units.js';
import type { Form } from './form.js';
import { LAST_PAGE, pageOf, pageParameters } from './paging.js';
import {
  SignalAnswer,
  SignalHeaders,
  SignalsAnswer,
  VehicleAnswer,
  VehicleParams,
} from './schemas.js';
import {
  demandReadable,
  demandSignals,
  oldestOf,
  readAll,
  readNamed,
  readOne,
  type SignalReading,
} from './signal-reading.js';

const TAGS = ['Vehicles (v3)'];
const SECURITY = [{ applicationToken: [] }, { accessToken: [] }];
const ERRORS = errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']);

/** One page holds every signal there is, unless a client wants smaller ones. */
const MOST_SIGNALS = 200;
const SIZE = { default: MOST_SIGNALS, maximum: MOST_SIGNALS };
const SignalsQuery = Type.Object({
  ...pageParameters(SIZE),
  page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LAST_PAGE, description: 'Older name of `page[number]`.' }),
  ),
  pageSize: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_SIGNALS, description: 'Older name of `page[size]`.' }),
  ),
});
type SignalsQuery = Type.Static<typeof SignalsQuery>;

type FormOf = (request: FastifyRequest) => Form;

/** GET of a vehicle itself: make, model, year. */
export const vehicleRoute = (app: FastifyInstance, formOf: FormOf): void => {
  app.get(
    '/vehicles/:vehicleId',
    {
      schema: description(
        { operationId: 'getVehicleV3', tags: TAGS, summary: 'One vehicle', security: SECURITY },
        { params: VehicleParams, response: { 200: VehicleAnswer, ...ERRORS } },
      ),
    },
    (request) => formOf(request).vehicle(established(request.access, 'vehicle access').vehicle),
  );
};

/** GET of all signals, and of one. */
export const signalRoutes = (app: FastifyInstance, platform: Platform, formOf: FormOf): void => {
  app.get<{ Querystring: SignalsQuery }>(
    '/vehicles/:vehicleId/signals',
    {
      schema: description(
        {
          operationId: 'listSignals',
          tags: TAGS,
          summary: 'Every signal that the car has and the owner has allowed',
          description:
            'A signal that the car could not give has status ERROR; the request succeeds.',
          security: SECURITY,
        },
        {
          params: VehicleParams,
          headers: SignalHeaders,
          querystring: SignalsQuery,
          response: { 200: SignalsAnswer, ...ERRORS },
        },
      ),
    },
    (request, reply) => {
      const access = established(request.access, 'vehicle access');
      const units = unitSystemOf(request.headers[UNIT_HEADER]);
      const page = pageOf(pageAsked(request.query));
      return whenKnown(platform.vehicles.snapshot(access), (snapshot) => {
        const all = readAll(access, snapshot, units);
        const readings = all.slice(page.offset, page.offset + page.size);
        tellFreshness(reply, units, readings, snapshot);
        return formOf(request).signals(access.vehicle, { readings, page, totalCount: all.length });
      });
    },
  );

  app.get<{ Params: { code: string } }>(
    '/vehicles/:vehicleId/signals/:code',
    {
      schema: description(
        {
          operationId: 'getSignal',
          tags: TAGS,
          summary: 'One signal',
          description:
            'For a signal that this kind of car cannot have, the answer is 200 with status ERROR.',
          security: SECURITY,
        },
        {
          params: Type.Object({
            ...VehicleParams.properties,
            code: Type.String({ description: 'For example `odometer-traveleddistance`.' }),
          }),
          headers: SignalHeaders,
          response: { 200: SignalAnswer, ...ERRORS },
        },
      ),
    },
    (request, reply) => {
      const access = established(request.access, 'vehicle access');
      const units = unitSystemOf(request.headers[UNIT_HEADER]);
      const row = demandReadable(access, request.params.code);
      return whenKnown(platform.vehicles.snapshot(access), (snapshot) => {
        const reading = readOne(access, row, snapshot, units);
        tellFreshness(reply, units, [reading], snapshot);
        return formOf(request).signal(access.vehicle, reading);
      });
    },
  );
};

const SignalsWish = Type.Object(
  {
    signals: Type.Array(Type.String({ maxLength: 100 }), {
      minItems: 1,
      maxItems: MOST_SIGNALS,
      description: 'Codes of signals.',
    }),
  },
  { additionalProperties: false },
);
type SignalsWish = Type.Static<typeof SignalsWish>;

/** POST of a list of signals: those, and nothing else. */
export const signalQueryRoute = (
  app: FastifyInstance,
  platform: Platform,
  formOf: FormOf,
): void => {
  app.post<{ Body: SignalsWish }>(
    '/vehicles/:vehicleId/signals',
    {
      schema: description(
        {
          operationId: 'querySignals',
          tags: TAGS,
          summary: 'Several signals at once',
          description:
            'Each signal has a status of its own: ERROR when the owner has not allowed it, this kind of car cannot have it or the car could not give it, UNAVAILABLE when nothing was stored yet.',
          security: SECURITY,
        },
        {
          params: VehicleParams,
          headers: SignalHeaders,
          body: SignalsWish,
          response: { 200: SignalsAnswer, ...ERRORS },
        },
      ),
    },
    (request, reply) => {
      const access = established(request.access, 'vehicle access');
      const units = unitSystemOf(request.headers[UNIT_HEADER]);
      const rows = demandSignals(request.body.signals);
      return whenKnown(platform.vehicles.snapshot(access), (snapshot) => {
        const readings = readNamed(access, rows, snapshot, units);
        const page = { number: 1, size: readings.length, offset: 0 };
        tellFreshness(reply, units, readings, snapshot);
        return formOf(request).signals(access.vehicle, {
          ...{ readings, page, totalCount: readings.length },
        });
      });
    },
  );
};

const tellFreshness = (
  reply: FastifyReply,
  units: UnitSystem,
  readings: readonly SignalReading[],
  { fetchedAt }: VehicleSnapshot,
): void => {
  const headers: Record<string, string> = { [UNIT_HEADER]: units };
  addFreshness(headers, oldestOf(readings), fetchedAt);
  reply.headers(headers);
};

/** The older form of v3 had its own names for page number and size. */
const pageAsked = (query: SignalsQuery) => ({
  'page[number]': query.page ?? query['page[number]'],
  'page[size]': query.pageSize ?? query['page[size]'],
});
