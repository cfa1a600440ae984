import { V3_COMMANDS, type V3CommandRow } from '@carport/catalog';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CommandCall } from '../../oem/contract.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import type { Form } from './form.js';
import { attributesBody, ExecutionAnswer, UserHeader, VehicleParams } from './schemas.js';

interface CommandBody {
  readonly data: { readonly attributes: Readonly<Record<string, unknown>> };
}

/** One POST route for each command of the catalogue that v3 has. */
export const commandRoutes = (
  app: FastifyInstance,
  platform: Platform,
  formOf: (request: FastifyRequest) => Form,
): void => {
  for (const row of V3_COMMANDS) commandRoute(app, platform, row, row.id, formOf);
};

const commandRoute = (
  app: FastifyInstance,
  { vehicles, clock, entropy }: Platform,
  command: V3CommandRow,
  id: CommandCall['id'],
  formOf: (request: FastifyRequest) => Form,
): void => {
  app.post(
    `/vehicles/:vehicleId/commands/${command.v3Path}`,
    {
      schema: description(
        {
          operationId: `command-${id}`,
          tags: ['Commands (v3)'],
          summary: command.description,
          description: `Needs the permission \`${command.permission}\`. For ${command.powertrains.join(', ')}.`,
          security: [{ applicationToken: [] }, { accessToken: [] }],
        },
        {
          params: VehicleParams,
          headers: UserHeader,
          ...(command.parameters && { body: attributesBody(command.parameters) }),
          response: {
            200: ExecutionAnswer,
            ...errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']),
          },
        },
      ),
    },
    async (request) => {
      const access = established(request.access, 'vehicle access');
      const parameters = command.parameters ? (request.body as CommandBody).data.attributes : {};
      const executedAt = clock.now();
      await vehicles.command(access, { id, parameters });
      return formOf(request).execution({
        id: entropy.uuid(),
        vehicle: access.vehicle,
        command,
        executedAt,
        completedAt: clock.now(),
      });
    },
  );
};
