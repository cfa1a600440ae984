import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import { established } from '../request.js';
import { offsetPaging, Paging, VehicleParams } from './schemas.js';

const PermissionsQuery = offsetPaging('permissions', { default: 50, maximum: 100 });
const PermissionsAnswer = Type.Object({
  permissions: Type.Array(Type.String()),
  paging: Paging,
});

/** What the owner allowed; asks neither car nor permission. */
export const permissionsRoute = (app: FastifyInstance): void => {
  app.get<{ Querystring: Static<typeof PermissionsQuery> }>(
    '/vehicles/:vehicleId/permissions',
    {
      schema: description(
        {
          operationId: 'listPermissions',
          tags: ['Vehicles (v2.0)'],
          summary: 'Permissions that the owner has granted',
          security: [{ accessToken: [] }],
        },
        {
          params: VehicleParams,
          querystring: PermissionsQuery,
          response: { 200: PermissionsAnswer, ...errorAnswers('V2Error', COMMON_ERRORS) },
        },
      ),
    },
    (request) => {
      const granted = [...established(request.access, 'vehicle access').permissions];
      const { limit, offset } = request.query;
      return {
        permissions: granted.slice(offset, offset + limit),
        paging: { count: granted.length, offset },
      };
    },
  );
};
