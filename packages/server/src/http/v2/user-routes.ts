import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { ConnectionGrant } from '../../access/access.js';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import { offsetPaging, Paging, uuid } from './schemas.js';

const VehiclesQuery = offsetPaging('vehicles', { default: 10, maximum: 50 });

const UserAnswer = Type.Object({ id: uuid('The vehicle owner, as this application knows them.') });
const VehiclesAnswer = Type.Object({
  vehicles: Type.Array(uuid('A connected vehicle.')),
  paging: Paging,
});

/** What an access token tells without asking a car: its owner, and the vehicles that it covers. */
export const userRoutes = (app: FastifyInstance): void => {
  app.get(
    '/user',
    {
      schema: description(
        {
          operationId: 'getUser',
          tags: ['Vehicles (v2.0)'],
          summary: 'Who gave consent',
          security: [{ accessToken: [] }],
        },
        { response: { 200: UserAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) } },
      ),
    },
    (request) => ({ id: (request.grant as ConnectionGrant).userId }),
  );

  app.get<{ Querystring: Static<typeof VehiclesQuery> }>(
    '/vehicles',
    {
      schema: description(
        {
          operationId: 'listVehicles',
          tags: ['Vehicles (v2.0)'],
          summary: 'Vehicles that the access token covers',
          security: [{ accessToken: [] }],
        },
        {
          querystring: VehiclesQuery,
          response: { 200: VehiclesAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    (request) => {
      const ids = [...(request.grant as ConnectionGrant).vehicles.keys()];
      const { limit, offset } = request.query;
      return {
        vehicles: ids.slice(offset, offset + limit),
        paging: { count: ids.length, offset },
      };
    },
  );
};
