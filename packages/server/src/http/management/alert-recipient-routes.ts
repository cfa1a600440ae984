import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { AlertRecipients } from '../../webhooks/alerts/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf } from '../v3/schemas.js';
import { ERRORS_OF_ONE, SECURITY } from './webhook-routes.js';

const TAGS = ['Applications'];
const MOST = 10;
const ApplicationParams = Type.Object({ applicationId: Type.String({ format: 'uuid' }) });
type ApplicationParams = Static<typeof ApplicationParams>;

const emails = Type.Array(Type.String({ format: 'email', maxLength: 254 }), {
  maxItems: MOST,
  uniqueItems: true,
});
const Recipients = Type.Object({ emails }, { additionalProperties: false });

const RecipientsResource = Type.Object({
  id: Type.String({ format: 'uuid' }),
  type: Type.Literal('alert-recipients'),
  attributes: Type.Object({
    emails: Type.Array(Type.String()),
    isMailSent: Type.Boolean({
      description: 'False: this server has no SMTP settings, so that no e-mail is sent.',
    }),
  }),
});

const resource = (id: string, { emails: to, isMailSent }: AlertRecipients) => ({
  data: { id, type: 'alert-recipients', attributes: { emails: to, isMailSent } },
});

/** Carport's own: who gets an e-mail when a webhook is in trouble, and when it no longer is. */
export const alertRecipientRoutes = (app: FastifyInstance, { webhooks }: Platform): void => {
  const path = '/applications/:applicationId/alert-recipients';
  const answer = { 200: dataOf(RecipientsResource), ...ERRORS_OF_ONE };
  const own = (callerId: string, askedId: string): string => {
    if (callerId === askedId.toLowerCase()) return callerId;
    throw fault('RESOURCE_NOT_FOUND', 'APPLICATION_NOT_FOUND');
  };

  app.get<{ Params: ApplicationParams }>(
    path,
    {
      schema: description(
        {
          operationId: 'readAlertRecipients',
          tags: TAGS,
          summary: 'Who gets alerts about webhooks by e-mail',
          security: SECURITY,
        },
        { params: ApplicationParams, response: answer },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const id = own(applicationId, request.params.applicationId);
      return resource(id, await webhooks.alertRecipients(id));
    },
  );

  app.put<{
    Params: ApplicationParams;
    Body: { readonly data: { readonly attributes: Static<typeof Recipients> } };
  }>(
    path,
    {
      schema: description(
        {
          operationId: 'replaceAlertRecipients',
          tags: TAGS,
          summary: 'Say who gets alerts about webhooks by e-mail',
          description:
            'One e-mail when less than 95 % of events are delivered at the first attempt, exchanges take more than 5 seconds on average, or three attempts fail in a row; and one when it is over. Operational webhooks are told the same without being asked.',
          security: SECURITY,
        },
        { params: ApplicationParams, body: attributesBody(Recipients), response: answer },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const id = own(applicationId, request.params.applicationId);
      const given = request.body.data.attributes.emails;
      return resource(id, await webhooks.setAlertRecipients(id, given));
    },
  );
};
