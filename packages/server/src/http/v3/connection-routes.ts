import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Connection, ConnectionFilter } from '../../connections/contract.js';
import { fault } from '../../platform/fault.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { modeInV3 } from './current-form.js';
import { listLinks, pageOf, pageParameters } from './paging.js';
import { ConnectionResource, dataOf, listOf } from './schemas.js';
import { USER_HEADER } from './steps.js';

const TAGS = ['Connections (v3)'];
const SECURITY = [{ applicationToken: [] }, { managementBearer: [] }, { managementBasic: [] }];
const ERRORS = errorAnswers('V3Error', COMMON_ERRORS);
const ERRORS_OF_ONE = errorAnswers('V3Error', [...COMMON_ERRORS, 'RESOURCE_NOT_FOUND']);

const uuid = Type.String({ format: 'uuid' });
const ConnectionParams = Type.Object({ connectionId: uuid });
const UserParams = Type.Object({ userId: uuid });
const ConnectionsQuery = Type.Object({
  'filter[userId]': Type.Optional(uuid),
  'filter[vehicleId]': Type.Optional(uuid),
  'filter[user.externalId]': Type.Optional(
    Type.String({ maxLength: 256, description: 'Your own name for the owner.' }),
  ),
  'filter[vehicle.mode]': Type.Enum(['live', 'simulated', 'test'], { default: 'live' }),
  ...pageParameters({ default: 10, maximum: 100 }),
});
type ConnectionsQuery = Static<typeof ConnectionsQuery>;
const ListHeaders = Type.Object({
  [USER_HEADER]: Type.Optional(
    Type.String({ format: 'uuid', description: 'Another way to write `filter[userId]`.' }),
  ),
});
type ListHeaders = Static<typeof ListHeaders>;

/** GET /connections, newest first. */
export const listConnectionsRoute = (app: FastifyInstance, platform: Platform): void => {
  const { connections, config } = platform;
  app.get<{ Querystring: ConnectionsQuery; Headers: ListHeaders }>(
    '/connections',
    {
      schema: description(
        {
          operationId: 'listConnectionsV3',
          tags: TAGS,
          summary: 'Vehicles that owners have connected',
          description: 'Live ones unless `filter[vehicle.mode]` says otherwise; newest first.',
          security: SECURITY,
        },
        {
          querystring: ConnectionsQuery,
          headers: ListHeaders,
          response: { 200: listOf(ConnectionResource), ...ERRORS },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const page = pageOf(request.query);
      const filter = filterOf(request.query, request.headers[USER_HEADER]);
      const [totalCount, found] = await Promise.all([
        connections.count(applicationId, filter),
        connections.page(applicationId, filter, page.offset, page.size),
      ]);
      return {
        data: found.map((connection) => connectionResource(config.publicUrl, connection)),
        meta: {
          pageNumber: page.number,
          pageSize: page.size,
          totalCount,
          orderBy: 'createdAt',
          orderDirection: 'desc',
        },
        links: listLinks(`${config.publicUrl}/v3/connections`, request.query, page, totalCount),
      };
    },
  );
};

/** GET and DELETE of one connection. */
export const connectionRoutes = (app: FastifyInstance, platform: Platform): void => {
  const { connections, config } = platform;
  const notFound = () => fault('RESOURCE_NOT_FOUND', 'CONNECTION_NOT_FOUND');

  app.get<{ Params: Static<typeof ConnectionParams> }>(
    '/connections/:connectionId',
    {
      schema: description(
        { operationId: 'getConnection', tags: TAGS, summary: 'One connection', security: SECURITY },
        {
          params: ConnectionParams,
          response: { 200: dataOf(ConnectionResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const connection = await connections.get(applicationId, request.params.connectionId);
      if (!connection) throw notFound();
      return { data: connectionResource(config.publicUrl, connection) };
    },
  );

  app.delete<{ Params: Static<typeof ConnectionParams> }>(
    '/connections/:connectionId',
    {
      schema: description(
        {
          operationId: 'deleteConnection',
          tags: TAGS,
          summary: 'End one connection',
          security: SECURITY,
        },
        { params: ConnectionParams, response: { 204: Type.Null(), ...ERRORS_OF_ONE } },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const ended = await connections.remove(applicationId, request.params);
      if (ended.length === 0) throw notFound();
      return reply.code(204).send();
    },
  );
};

/** DELETE /users/{userId}: the user and every connection of theirs. */
export const deleteUserRoute = (app: FastifyInstance, { connections }: Platform): void => {
  app.delete<{ Params: Static<typeof UserParams> }>(
    '/users/:userId',
    {
      schema: description(
        {
          operationId: 'deleteUser',
          tags: TAGS,
          summary: 'Delete a user and all their connections',
          security: SECURITY,
        },
        { params: UserParams, response: { 204: Type.Null(), ...ERRORS_OF_ONE } },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      if (!(await connections.removeUser(applicationId, request.params.userId))) {
        throw fault('RESOURCE_NOT_FOUND', 'USER_NOT_FOUND');
      }
      return reply.code(204).send();
    },
  );
};

const filterOf = (query: ConnectionsQuery, header: string | undefined): ConnectionFilter => {
  const userId = query['filter[userId]'] ?? header;
  const { 'filter[vehicleId]': vehicleId, 'filter[user.externalId]': externalId } = query;
  return {
    mode: query['filter[vehicle.mode]'],
    ...(userId === undefined ? {} : { userId }),
    ...(vehicleId === undefined ? {} : { vehicleId }),
    ...(externalId === undefined ? {} : { externalId }),
  };
};

const connectionResource = (publicUrl: string, connection: Connection) => {
  const { id, vehicle, userId, externalId } = connection;
  return {
    id,
    type: 'connection',
    attributes: {
      permissions: connection.permissions,
      vehicle: {
        make: vehicle.make,
        model: vehicle.model,
        year: vehicle.year,
        mode: modeInV3(connection.mode),
        powertrainType: vehicle.powertrain,
      },
      user: { id: userId, externalId },
    },
    relationships: {
      vehicle: {
        data: { id: vehicle.id, type: 'vehicle' },
        links: { related: `${publicUrl}/v3/vehicles/${vehicle.id}` },
      },
      user: { data: { id: userId, type: 'user' } },
    },
    meta: {
      createdAt: connection.createdAt.toISOString(),
      updatedAt: connection.updatedAt.toISOString(),
    },
    links: { self: `${publicUrl}/v3/connections/${id}` },
  };
};
