import type { CommandEndpointRow, CommandId } from '@carport/catalog';
import type { RouteHandlerMethod } from 'fastify';
import type { CommandCall } from '../../oem/contract.js';
import { fault } from '../../platform/fault.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';

/** The exact answer to every command that the car took. */
export const COMMAND_ACCEPTED = {
  message: 'Successfully sent request to vehicle',
  status: 'success',
} as const;

/** POST of one command endpoint. The row says which command a body means, the command which values it takes. */
export const commandHandler =
  ({ vehicles }: Pick<Platform, 'vehicles'>, row: CommandEndpointRow): RouteHandlerMethod =>
  async (request) => {
    const access = established(request.access, 'vehicle access');
    if (!access.permissions.has(row.permission)) throw fault('PERMISSION', null);
    await vehicles.command(access, callOf(row, request.body as Record<string, unknown>));
    return COMMAND_ACCEPTED;
  };

const callOf = (row: CommandEndpointRow, body: Readonly<Record<string, unknown>>): CommandCall => {
  const parameters: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(row.parameters ?? {})) {
    const value = body[source.field];
    parameters[name] = source.fraction ? percentOf(value) : value;
  }
  return { id: commandOf(row, body['action']), parameters };
};

/** A whole percentage of a fraction, which an official SDK sends as text. */
const percentOf = (fraction: unknown): number => Math.round(Number(fraction) * 100);

const commandOf = (row: CommandEndpointRow, action: unknown): CommandId => {
  const id = row.command ?? (typeof action === 'string' ? row.actions[action] : undefined);
  if (id) return id;
  const known = Object.keys(row.actions).join(', ');
  throw fault('VALIDATION', null, {
    detail: [{ field: 'action', message: `must be one of: ${known}` }],
  });
};
