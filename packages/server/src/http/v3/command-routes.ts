import { V3_COMMANDS, type V3CommandRow } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import type { CommandCall } from '../../oem/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import type { AnswerWithExecution } from './execution-answer.js';
import { executionAnswers } from './execution-routes.js';
import { attributesBody, CommandExecutionAnswer, UserHeader, VehicleParams } from './schemas.js';

interface CommandBody {
  readonly data: { readonly attributes: Readonly<Record<string, unknown>> };
}

/** One POST route for each command of the catalogue that v3 has. */
export const commandRoutes = (
  app: FastifyInstance,
  platform: Pick<Platform, 'vehicles'>,
  answer: AnswerWithExecution,
): void => {
  for (const row of V3_COMMANDS) commandRoute(app, platform, row, row.id, answer);
};

const commandRoute = (
  app: FastifyInstance,
  { vehicles }: Pick<Platform, 'vehicles'>,
  command: V3CommandRow,
  id: CommandCall['id'],
  answer: AnswerWithExecution,
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
          response: executionAnswers(CommandExecutionAnswer),
        },
      ),
    },
    (request, reply) => {
      const parameters = command.parameters ? (request.body as CommandBody).data.attributes : {};
      return answer(request, reply, { kind: 'command', commandType: id }, (access) =>
        vehicles.command(access, { id, parameters }),
      );
    },
  );
};
