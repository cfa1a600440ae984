import {
  CHARGE_SCHEDULES,
  type ChargeScheduleRow,
  scheduleTypesOf,
  signalRow,
} from '@carport/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { VehicleAccess } from '../../access/access.js';
import { fault } from '../../platform/fault.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import type { AnswerWithExecution } from './execution-answer.js';
import { executionAnswers } from './execution-routes.js';
import type { Form } from './form.js';
import { keptSchedule } from './kept-schedule.js';
import {
  attributesBody,
  ScheduleAnswer,
  ScheduleExecutionAnswer,
  UserHeader,
  VehicleParams,
} from './schemas.js';
import { demandReadable } from './signal-reading.js';

const TAGS = ['Commands (v3)'];
const SECURITY = [{ applicationToken: [] }, { accessToken: [] }];
const PERMISSION = 'control_charge';
const TIMERS = 'charge-chargetimers';

interface ScheduleBody {
  readonly data: {
    readonly attributes: Readonly<Record<string, unknown>> & {
      readonly location: { readonly latitude: number; readonly longitude: number };
    };
  };
}

type Scheduling = Pick<Platform, 'vehicles' | 'entropy'>;

/** POST of one route for each kind of charging schedule: adds one to those that the car keeps. */
export const scheduleRoutes = (
  app: FastifyInstance,
  platform: Scheduling,
  answer: AnswerWithExecution,
): void => {
  for (const row of CHARGE_SCHEDULES) createScheduleRoute(app, platform, row, answer);
  deleteScheduleRoute(app, platform, answer);
};

/** GET of one charging schedule that the car keeps. */
export const keptScheduleRoute = (
  app: FastifyInstance,
  { vehicles }: Pick<Platform, 'vehicles'>,
  formOf: (request: FastifyRequest) => Form,
): void => {
  app.get<{ Params: Static<typeof ScheduleParams> }>(
    '/vehicles/:vehicleId/charge-schedules/:scheduleId',
    {
      schema: description(
        {
          operationId: 'getChargeSchedule',
          tags: TAGS,
          summary: 'One charging schedule',
          description: `As the car has told it last; the signal \`${TIMERS}\` tells all. Needs that signal's permission, \`${signalRow(TIMERS).permission}\`.`,
          security: SECURITY,
        },
        {
          params: ScheduleParams,
          headers: UserHeader,
          response: {
            200: ScheduleAnswer,
            ...errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']),
          },
        },
      ),
    },
    async (request) => {
      const access = established(request.access, 'vehicle access');
      demandReadable(access, TIMERS);
      demandKeeping(access);
      const kept = keptSchedule(await vehicles.snapshot(access), request.params.scheduleId);
      if (!kept) throw fault('RESOURCE_NOT_FOUND', 'SCHEDULE_NOT_FOUND');
      return formOf(request).schedule(access.vehicle, kept);
    },
  );
};

const createScheduleRoute = (
  app: FastifyInstance,
  { vehicles, entropy }: Scheduling,
  row: ChargeScheduleRow,
  answer: AnswerWithExecution,
): void => {
  const { type: scheduleType } = row;
  app.post<{ Body: ScheduleBody }>(
    `/vehicles/:vehicleId/charge-schedules/${scheduleType}`,
    {
      schema: description(
        {
          operationId: `createChargeSchedule-${scheduleType}`,
          tags: TAGS,
          summary: `Make a ${scheduleType} charging schedule for a place`,
          description: `${row.description} Needs the permission \`${PERMISSION}\`, and a make that keeps such schedules. The signal \`charge-chargetimers\` tells those that there are.`,
          security: SECURITY,
        },
        {
          params: VehicleParams,
          headers: UserHeader,
          body: attributesBody(row.attributes),
          response: executionAnswers(ScheduleExecutionAnswer),
        },
      ),
    },
    (request, reply) => {
      const access = established(request.access, 'vehicle access');
      demandSchedules(access, scheduleType);
      const parameters = request.body.data.attributes;
      const { latitude, longitude } = parameters.location;
      const windows = row.windowsOf(parameters);
      const scheduleId = entropy.uuid();
      return answer(
        request,
        reply,
        { kind: 'charge-schedule', action: 'create', scheduleType, scheduleId, parameters },
        () =>
          vehicles.command(access, {
            id: 'charge-schedule-create',
            parameters: { scheduleId, scheduleType, latitude, longitude, windows },
          }),
      );
    },
  );
};

const ScheduleParams = Type.Object({
  ...VehicleParams.properties,
  scheduleId: Type.String({ maxLength: 100, description: 'As `charge-chargetimers` tells it.' }),
});

const deleteScheduleRoute = (
  app: FastifyInstance,
  { vehicles }: Pick<Platform, 'vehicles'>,
  answer: AnswerWithExecution,
): void => {
  app.delete<{ Params: Static<typeof ScheduleParams> }>(
    '/vehicles/:vehicleId/charge-schedules/:scheduleId',
    {
      schema: description(
        {
          operationId: 'deleteChargeSchedule',
          tags: TAGS,
          summary: 'Delete a charging schedule',
          description: `Needs the permission \`${PERMISSION}\`.`,
          security: SECURITY,
        },
        {
          params: ScheduleParams,
          headers: UserHeader,
          response: executionAnswers(ScheduleExecutionAnswer),
        },
      ),
    },
    async (request, reply) => {
      const access = established(request.access, 'vehicle access');
      const { scheduleId } = request.params;
      demandSchedules(access);
      const kept = keptSchedule(await vehicles.snapshot(access), scheduleId);
      if (!kept) throw fault('RESOURCE_NOT_FOUND', 'SCHEDULE_NOT_FOUND');
      const { type: scheduleType } = kept;
      return answer(
        request,
        reply,
        { kind: 'charge-schedule', action: 'delete', scheduleType, scheduleId, parameters: {} },
        () =>
          vehicles.command(access, { id: 'charge-schedule-delete', parameters: { scheduleId } }),
      );
    },
  );
};

/** Whether the owner allows it and cars of this make keep schedules, of the given type if there is one. */
const demandSchedules = (access: VehicleAccess, type?: ChargeScheduleRow['type']): void => {
  if (!access.permissions.has(PERMISSION)) throw fault('PERMISSION', null);
  demandKeeping(access, type);
};

const demandKeeping = ({ vehicle }: VehicleAccess, type?: ChargeScheduleRow['type']): void => {
  const kept = scheduleTypesOf(vehicle.make);
  const keeps = type === undefined ? kept.length > 0 : kept.includes(type);
  if (!keeps) throw fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
};
