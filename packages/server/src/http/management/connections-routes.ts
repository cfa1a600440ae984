import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Connection, ConnectionFilter } from '../../connections/contract.js';
import { fault } from '../../platform/fault.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { readCursor, writeCursor } from './cursor.js';

const TAGS = ['Management (v2.0)'];
const SECURITY = [{ managementBasic: [] }];

const uuid = Type.String({ format: 'uuid' });
const owners = {
  user_id: Type.Optional(uuid),
  vehicle_id: Type.Optional(uuid),
  mode: Type.Optional(Type.Enum(['live', 'simulated', 'test'])),
};

const ListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: 'From the page before.' })),
  ...owners,
});
const DeleteQuery = Type.Object(owners);
type OwnersQuery = Static<typeof DeleteQuery>;

const ListAnswer = Type.Object({
  connections: Type.Array(
    Type.Object({
      vehicleId: uuid,
      userId: uuid,
      connectedAt: Type.String({ format: 'date-time' }),
      mode: Type.String(),
    }),
  ),
  paging: Type.Object({ cursor: Type.Union([Type.String(), Type.Null()]) }),
});
const DeleteAnswer = Type.Object({
  connections: Type.Array(Type.Object({ userId: uuid, vehicleId: uuid })),
});

/** The connections of an application, newest first, and their end; authenticated by the management token. */
export const connectionsRoutes = (app: FastifyInstance, { connections }: Platform): void => {
  app.get<{ Querystring: Static<typeof ListQuery> }>(
    '/connections',
    {
      schema: description(
        {
          operationId: 'listConnections',
          tags: TAGS,
          summary: 'Vehicles that owners have connected',
          security: SECURITY,
        },
        {
          querystring: ListQuery,
          response: { 200: ListAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      // One more than asked for tells whether there is a next page.
      const found = await connections.list(applicationId, filterOf(request.query), {
        limit: limit + 1,
        ...(after && { after }),
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        connections: page.map(listed),
        paging: { cursor: last && found.length > limit ? writeCursor(last) : null },
      };
    },
  );

  app.delete<{ Querystring: OwnersQuery }>(
    '/connections',
    {
      schema: description(
        {
          operationId: 'deleteConnections',
          tags: TAGS,
          summary: 'End the connections of a vehicle, a user, or both',
          security: SECURITY,
        },
        {
          querystring: DeleteQuery,
          response: { 200: DeleteAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { user_id, vehicle_id } = request.query;
      if (user_id === undefined && vehicle_id === undefined) {
        const message = 'give user_id, vehicle_id or both';
        throw fault('VALIDATION', null, { detail: [{ field: 'querystring', message }] });
      }
      const ended = await connections.remove(applicationId, filterOf(request.query));
      return { connections: ended.map(({ userId, vehicleId }) => ({ userId, vehicleId })) };
    },
  );
};

const filterOf = ({ user_id, vehicle_id, mode }: OwnersQuery): ConnectionFilter => ({
  ...(user_id === undefined ? {} : { userId: user_id }),
  ...(vehicle_id === undefined ? {} : { vehicleId: vehicle_id }),
  ...(mode === undefined ? {} : { mode }),
});

const listed = ({ vehicle, userId, createdAt, mode }: Connection) => ({
  vehicleId: vehicle.id,
  userId,
  connectedAt: createdAt.toISOString(),
  mode,
});
