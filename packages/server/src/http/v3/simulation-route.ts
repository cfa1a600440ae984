import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf, VehicleParams } from './schemas.js';

const SECOND = 1_000;
const LONGEST_JUMP = 30 * 24 * 60 * 60;

const Jump = Type.Object({
  seconds: Type.Integer({ minimum: 1, maximum: LONGEST_JUMP, description: 'At most thirty days.' }),
});
interface JumpBody {
  readonly data: { readonly attributes: Static<typeof Jump> };
}

/** Carport's own: moves a simulated car's time forward, so that hours of charging pass in a moment. */
export const simulationRoute = (app: FastifyInstance, platform: Platform): void => {
  app.post<{ Body: JumpBody }>(
    '/vehicles/:vehicleId/simulation/advance',
    {
      schema: description(
        {
          operationId: 'advanceSimulation',
          tags: ['Simulator (Carport)'],
          summary: 'Move a simulated car’s time forward',
          description:
            'A Carport extension: the documented API has no such route. What happens in between reaches webhooks as usual. A real car answers COMPATIBILITY.',
          security: [{ applicationToken: [] }, { accessToken: [] }],
        },
        {
          params: VehicleParams,
          body: attributesBody(Jump),
          response: {
            200: dataOf(
              Type.Object({
                id: Type.String(),
                type: Type.Literal('simulation'),
                attributes: Jump,
              }),
            ),
            ...errorAnswers('V3Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']),
          },
        },
      ),
    },
    async (request) => {
      const access = established(request.access, 'vehicle access');
      const { seconds } = request.body.data.attributes;
      await platform.vehicles.advance(access, seconds * SECOND);
      return { data: { id: access.vehicle.id, type: 'simulation', attributes: { seconds } } };
    },
  );
};
