import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Application } from '../../applications/contract.js';
import { fault } from '../../platform/fault.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { dataOf } from '../v3/schemas.js';
import { applicationResource, secretResource } from './resources.js';
import { ApplicationResource, SecretResource } from './schemas.js';
import { ERRORS, ERRORS_OF_ONE, SECURITY } from './webhook-routes.js';

export const APPLICATION_TAGS = ['Applications'];
export const ApplicationParams = Type.Object({ applicationId: Type.String({ format: 'uuid' }) });
type ApplicationParams = Static<typeof ApplicationParams>;

/** What an application may know of itself. Another application's id is answered as an unknown one. */
export const applicationRoutes = (
  app: FastifyInstance,
  { applications, config }: Platform,
): void => {
  const own = async (callerId: string, askedId: string): Promise<Application> => {
    const application =
      callerId === askedId.toLowerCase() ? await applications.get(callerId) : undefined;
    if (!application) throw fault('RESOURCE_NOT_FOUND', 'APPLICATION_NOT_FOUND');
    return application;
  };

  app.get(
    '/applications',
    {
      schema: description(
        {
          operationId: 'listApplications',
          tags: APPLICATION_TAGS,
          summary: 'Your application',
          security: SECURITY,
        },
        { response: { 200: Type.Object({ data: Type.Array(ApplicationResource) }), ...ERRORS } },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const application = await own(applicationId, applicationId);
      return { data: [applicationResource(config.publicUrl, application)] };
    },
  );

  app.get<{ Params: ApplicationParams }>(
    '/applications/:applicationId',
    {
      schema: description(
        {
          operationId: 'getApplication',
          tags: APPLICATION_TAGS,
          summary: 'One application',
          security: SECURITY,
        },
        {
          params: ApplicationParams,
          response: { 200: dataOf(ApplicationResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const application = await own(applicationId, request.params.applicationId);
      return { data: applicationResource(config.publicUrl, application) };
    },
  );

  app.get<{ Params: ApplicationParams }>(
    '/applications/:applicationId/secrets',
    {
      schema: description(
        {
          operationId: 'listApplicationSecrets',
          tags: APPLICATION_TAGS,
          summary: 'API secrets of an application',
          description: 'Only their ends: a secret is shown once, when it is made.',
          security: SECURITY,
        },
        {
          params: ApplicationParams,
          response: { 200: Type.Object({ data: Type.Array(SecretResource) }), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { id } = await own(applicationId, request.params.applicationId);
      const secrets = await applications.listApiSecrets(id);
      return { data: secrets.map(secretResource) };
    },
  );
};
