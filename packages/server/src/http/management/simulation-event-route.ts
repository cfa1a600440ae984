import {
  SIMULATION_EVENTS,
  type SimulationEventId,
  type SimulationEventRow,
} from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import type { SimulatedStep } from '../../vehicles/contract.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf, VehicleParams } from '../v3/schemas.js';
import { SECURITY } from './webhook-routes.js';

const SECOND = 1_000;
const PAUSE_SECONDS = 0.5;

const EventCall = Type.Object({
  event: Type.Enum(
    SIMULATION_EVENTS.map(({ id }) => id),
    { description: 'What is to happen.' },
  ),
  parameters: Type.Optional(
    Type.Object({}, { additionalProperties: true, description: 'As the event takes them.' }),
  ),
  pauseSeconds: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 10,
      default: PAUSE_SECONDS,
      description: 'Between the steps of events that have several.',
    }),
  ),
});

interface EventBody {
  readonly data: {
    readonly attributes: {
      readonly event: SimulationEventId;
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly pauseSeconds?: number;
    };
  };
}

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const SimulationEventResource = Type.Object({
  id: Type.String({ description: 'The vehicle.' }),
  type: Type.Literal('simulation-event'),
  attributes: Type.Object({
    event: Type.String(),
    steps: Type.Array(
      Type.Object({
        name: Type.String(),
        at: Type.String({ format: 'date-time' }),
        changed: Type.Array(Type.String({ description: 'The code of a signal.' })),
        error: nullable(Type.Object({ type: Type.String(), code: nullable(Type.String()) })),
      }),
    ),
  }),
});

const PARAMETRIC = SIMULATION_EVENTS.flatMap((row: SimulationEventRow) => {
  const names = Object.keys(row.parameters?.properties ?? {});
  return names.length > 0 ? [`\`${row.id}\` takes ${names.join(', ')}`] : [];
});

/** Carport's own: makes something happen to a simulated car, for whoever tests an integration. */
export const simulationEventRoute = (
  app: FastifyInstance,
  { vehicles, connections }: Pick<Platform, 'vehicles' | 'connections'>,
): void => {
  app.post<{ Params: { vehicleId: string }; Body: EventBody }>(
    '/vehicles/:vehicleId/simulation/events',
    {
      schema: description(
        {
          operationId: 'simulateEvent',
          tags: ['Simulator (Carport)'],
          summary: 'Make something happen to a simulated car',
          description: `A Carport extension. The car really does it: its signals are read after every step, and webhooks are told as of any other change. A car that drives first arrives, and one that is out first comes home: its own time moves ahead for that. The answer comes after the last step. A real car answers COMPATIBILITY. Parameters: ${PARAMETRIC.join('; ')}.`,
          security: SECURITY,
        },
        {
          params: VehicleParams,
          body: attributesBody(EventCall),
          response: {
            200: dataOf(SimulationEventResource),
            ...errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']),
          },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { vehicleId } = request.params;
      const access = isUuid(vehicleId)
        ? await connections.access(applicationId, vehicleId, undefined)
        : undefined;
      if (!access) throw fault('RESOURCE_NOT_FOUND', 'VEHICLE_NOT_FOUND');
      const { event, parameters = {}, pauseSeconds = PAUSE_SECONDS } = request.body.data.attributes;
      const call = { id: event, parameters };
      const steps = await vehicles.simulate(access.vehicle, call, pauseSeconds * SECOND);
      return {
        data: {
          id: vehicleId,
          type: 'simulation-event',
          attributes: { event, steps: steps.map(stepOf) },
        },
      };
    },
  );
};

const stepOf = ({ name, at, changed, error }: SimulatedStep) => ({
  name,
  at: new Date(at).toISOString(),
  changed,
  error,
});
