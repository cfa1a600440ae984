import { errorOfCommand } from '@carport/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { ExecutionSubject } from '../../vehicles/executions-contract.js';
import { COMMON_ERRORS, description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { EXECUTION_PATHS, type Form } from './form.js';
import {
  CommandExecutionAnswer,
  ScheduleExecutionAnswer,
  UserHeader,
  VehicleParams,
} from './schemas.js';

/** The answers of every route that commands a car. */
export const executionAnswers = (answer: object): Record<number, object> => ({
  200: answer,
  202: {
    description:
      'The car takes its time: the connection stays open, and the same JSON as of 200, or of an error, comes when there is an end. `Location` says where to ask for it as well. 202 is no success: read `status`.',
    headers: { location: { type: 'string', format: 'uri' } },
    content: {
      'application/json': { schema: { anyOf: [answer, { $ref: 'V3Error#' }] } },
    },
  },
  ...errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND'], errorOfCommand),
});

const ExecutionParams = Type.Object({
  ...VehicleParams.properties,
  executionId: Type.String({ format: 'uuid' }),
});
type ExecutionParams = Static<typeof ExecutionParams>;

/** GET of what became of a command, or of a change to charging schedules. */
export const executionRoutes = (
  app: FastifyInstance,
  platform: Pick<Platform, 'executions'>,
  formOf: (request: FastifyRequest) => Form,
): void => {
  executionRoute(app, platform, formOf, 'command', {
    operationId: 'getCommandExecution',
    summary: 'What became of a command',
    answer: CommandExecutionAnswer,
  });
  executionRoute(app, platform, formOf, 'charge-schedule', {
    operationId: 'getScheduleExecution',
    summary: 'What became of a change to charging schedules',
    answer: ScheduleExecutionAnswer,
  });
};

interface About {
  readonly operationId: string;
  readonly summary: string;
  readonly answer: object;
}

const executionRoute = (
  app: FastifyInstance,
  { executions }: Pick<Platform, 'executions'>,
  formOf: (request: FastifyRequest) => Form,
  kind: ExecutionSubject['kind'],
  { operationId, summary, answer }: About,
): void => {
  app.get<{ Params: ExecutionParams }>(
    `/vehicles/:vehicleId/${EXECUTION_PATHS[kind]}/:executionId`,
    {
      schema: description(
        {
          operationId,
          tags: ['Commands (v3)'],
          summary,
          description: 'Kept for thirty days. What was refused at once is not kept.',
          security: [{ applicationToken: [] }, { accessToken: [] }],
        },
        {
          params: ExecutionParams,
          headers: UserHeader,
          response: {
            200: answer,
            ...errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND']),
          },
        },
      ),
    },
    async (request) => {
      const access = established(request.access, 'vehicle access');
      const execution = await executions.get(access, kind, request.params.executionId);
      if (!execution) throw fault('RESOURCE_NOT_FOUND', 'EXECUTION_NOT_FOUND');
      return formOf(request).execution(access.vehicle, execution);
    },
  );
};
