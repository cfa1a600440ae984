import type { CommandEndpointRow, EndpointPlace } from '@carport/catalog';
import type { RouteHandlerMethod } from 'fastify';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { UNIT_HEADER, unitSystemOf } from '../units.js';
import { callOf } from './command-call.js';
import { demandEndpoint } from './demands.js';
import type { Reading } from './reading.js';
import { compileReply } from './replies.js';

/** One command endpoint. The row says which command a request means, the command which values it takes. */
export const commandHandler = (
  { vehicles }: Pick<Platform, 'vehicles'>,
  row: CommandEndpointRow,
  place: EndpointPlace,
  readings: readonly Reading[],
): RouteHandlerMethod => {
  const reply = compileReply(row, readings);
  return async (request, response) => {
    const access = established(request.access, 'vehicle access');
    const units = unitSystemOf(request.headers[UNIT_HEADER]);
    const query = request.query as Record<string, unknown>;
    const { body } = request;
    demandEndpoint(row, place, access);
    const state = await vehicles.command(access, callOf(row, { body, query, units }));
    const answer = reply({ access, state, body, wish: { units, query } });
    response.headers(answer.headers);
    return answer.body;
  };
};
