import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';
import type { SignatureExplanation } from '../../webhooks/signatures/contract.js';
import { description } from '../describe.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { attributesBody, dataOf } from '../v3/schemas.js';
import {
  ERRORS_OF_ONE,
  SECURITY,
  WEBHOOK_TAGS,
  WebhookParams,
  webhookNotFound,
} from './webhook-routes.js';

const MOST_CHARACTERS = 100_000;
const header = (description: string) => Type.Optional(Type.String({ maxLength: 256, description }));

const Question = Type.Object(
  {
    body: Type.Optional(Type.String({ maxLength: MOST_CHARACTERS, description: 'As text.' })),
    bodyBase64: Type.Optional(
      Type.String({
        maxLength: MOST_CHARACTERS,
        pattern: '^[A-Za-z0-9+/]*={0,2}$',
        description: 'As bytes, in place of `body`: nothing can happen to them on the way.',
      }),
    ),
    signature: Type.String({
      minLength: 1,
      maxLength: 1_024,
      description: '`SC-Signature` or `webhook-signature` as it came, or what was computed.',
    }),
    webhookId: header('`webhook-id`, with a `webhook-signature`.'),
    webhookTimestamp: header('`webhook-timestamp`, with a `webhook-signature`.'),
  },
  { additionalProperties: false },
);
type Question = Static<typeof Question>;

const digest = Type.String({ description: 'SHA-256 of the bytes, in hex.' });
const ExplanationResource = Type.Object({
  type: Type.Literal('signature-explanation'),
  attributes: Type.Object({
    valid: Type.Boolean(),
    header: Type.Enum(['SC-Signature', 'webhook-signature']),
    bytes: Type.Integer({ description: 'Length of the body as it was given.' }),
    digest,
    received: Type.String(),
    expected: Type.Array(
      Type.Object({
        key: Type.Enum(['management-token', 'signing-key']),
        hint: Type.String({ description: 'How the key ends.' }),
        signature: Type.String(),
        matches: Type.Boolean(),
        signs: Type.Boolean({ description: 'Deliveries are signed with it now.' }),
      }),
      { description: 'What each live key makes of the body.' },
    ),
    cause: Type.Union(
      [Type.Object({ code: Type.String(), explanation: Type.String() }), Type.Null()],
      {
        description: 'The likely cause; null when the signature is right.',
      },
    ),
    delivery: Type.Union(
      [
        Type.Object({
          deliveryId: Type.String(),
          bytes: Type.Integer(),
          digest,
          firstDifference: Type.Union([Type.Integer(), Type.Null()], {
            description: 'Where the given body differs first, in bytes; null: nowhere.',
          }),
        }),
        Type.Null(),
      ],
      { description: 'The delivery that the body names, as it was sent; null when none is kept.' },
    ),
  }),
});

/** Carport's own: a signature that does not fit, explained. */
export const webhookSignatureRoute = (app: FastifyInstance, { webhooks }: Platform): void => {
  app.post<{ Params: WebhookParams; Body: { data: { attributes: Question } } }>(
    '/webhooks/:webhookId/signature/explain',
    {
      schema: description(
        {
          operationId: 'explainSignature',
          tags: WEBHOOK_TAGS,
          summary: 'Why does a signature not fit?',
          description:
            'Give the body that your receiver checked and the signature that it got. The answer tells what each live key makes of these bytes, the likely cause when none fits, and where they differ from what was sent.',
          security: SECURITY,
        },
        {
          params: WebhookParams,
          body: attributesBody(Question),
          response: { 200: dataOf(ExplanationResource), ...ERRORS_OF_ONE },
        },
      ),
    },
    async (request) => {
      const { applicationId } = established(request.caller, 'caller');
      const { signature, webhookId: id, webhookTimestamp } = request.body.data.attributes;
      const explanation = await webhooks.explainSignature(applicationId, request.params.webhookId, {
        ...{ body: bytesOf(request.body.data.attributes), signature },
        standard: id && webhookTimestamp ? { id, timestamp: webhookTimestamp } : undefined,
      });
      if (!explanation) throw webhookNotFound();
      return { data: explanationResource(explanation) };
    },
  );
};

const bytesOf = ({ body, bodyBase64 }: Question): Buffer => {
  if ((body === undefined) === (bodyBase64 === undefined)) {
    const message = 'or bodyBase64 must be sent, and not both';
    throw fault('VALIDATION', null, { detail: [{ field: 'body', message }] });
  }
  return bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64');
};

const explanationResource = (explanation: SignatureExplanation) => ({
  type: 'signature-explanation',
  attributes: explanation,
});
