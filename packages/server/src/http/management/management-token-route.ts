import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf } from '../v3/schemas.js';
import { APPLICATION_TAGS, ApplicationParams } from './application-routes.js';
import { Overlap } from './overlap.js';
import { ManagementTokenResource } from './schemas.js';
import { ERRORS_OF_ONE, SECURITY } from './webhook-routes.js';

/** Carport's own: a new management token, without a moment in which receivers cannot check what they get. */
export const managementTokenRoute = (
  app: FastifyInstance,
  { applications }: Pick<Platform, 'applications'>,
): void => {
  app.post<{
    Params: Static<typeof ApplicationParams>;
    Body: { data: { attributes: Static<typeof Overlap> } };
  }>(
    '/applications/:applicationId/management-token/rotate',
    {
      schema: description(
        {
          operationId: 'rotateManagementToken',
          tags: APPLICATION_TAGS,
          summary: 'A new management token',
          description:
            'Both tokens are good while they overlap. `SC-Signature` and challenges are made with the one before until it ends, and from then on with the new one: let receivers accept both in between.',
          security: SECURITY,
        },
        {
          params: ApplicationParams,
          body: attributesBody(Overlap),
          response: { 201: dataOf(ManagementTokenResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request, reply) => {
      const { applicationId } = established(request.caller, 'caller');
      const { overlapSeconds = 0 } = request.body.data.attributes;
      const isOwn = applicationId === request.params.applicationId.toLowerCase();
      const made = isOwn
        ? await applications.rotateManagementToken(applicationId, overlapSeconds)
        : undefined;
      if (!made) throw fault('RESOURCE_NOT_FOUND', 'APPLICATION_NOT_FOUND');
      const { token, previousExpiresAt } = made;
      reply.code(201);
      return {
        data: {
          type: 'management-token',
          attributes: { token, previousExpiresAt: previousExpiresAt.toISOString() },
        },
      };
    },
  );
};
