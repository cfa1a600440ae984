import Type, { type Static } from 'typebox';
import type { Fault } from '../../platform/fault.js';
import {
  docUrl,
  type Occurrence,
  type RenderedError,
  resolutionOf,
  retryHeaders,
  userMessage,
} from './occurrence.js';

/** The body of every v2.0 error. `code` and `resolution` are always there: an official SDK reads them unchecked. */
export const V2Error = Type.Object(
  {
    type: Type.String({ description: 'Broad category of the error.' }),
    code: Type.Union([Type.String(), Type.Null()], {
      description: 'The error within its category; null where a category has one error only.',
    }),
    description: Type.String({ description: 'What went wrong, in English, for developers.' }),
    docURL: Type.String({ format: 'uri', description: 'The page that explains this error.' }),
    statusCode: Type.Integer({ description: 'The HTTP status once more.' }),
    requestId: Type.String({ format: 'uuid' }),
    resolution: Type.Object({
      type: Type.Union([Type.String(), Type.Null()], {
        description: 'What ends the error: RETRY_LATER, REAUTHENTICATE, CONTACT_SUPPORT, …',
      }),
      url: Type.Optional(Type.String({ format: 'uri' })),
    }),
    suggestedUserMessage: Type.Optional(
      Type.String({ description: 'A text that fits the vehicle owner; names the application.' }),
    ),
    detail: Type.Optional(
      Type.Array(Type.Object({}, { additionalProperties: true }), {
        description: 'Facts of this occasion, such as the fields that were refused.',
      }),
    ),
  },
  { $id: 'V2Error', title: 'Error (v2.0)', additionalProperties: false },
);
export type V2Error = Static<typeof V2Error>;

export const v2ErrorBody = (fault: Fault, where: Occurrence): V2Error => {
  const { row, occasion } = fault;
  const suggestedUserMessage = userMessage(row, where);
  return {
    type: row.type,
    code: row.code,
    description: occasion.description ?? row.description,
    docURL: docUrl(row, where),
    statusCode: row.status,
    requestId: where.requestId,
    resolution: resolutionOf(fault, where),
    ...(suggestedUserMessage === undefined ? {} : { suggestedUserMessage }),
    ...(occasion.detail === undefined ? {} : { detail: [...occasion.detail] }),
  };
};

export const renderV2Error = (fault: Fault, where: Occurrence): RenderedError => {
  const headers = retryHeaders(fault);
  return { status: fault.row.status, ...(headers && { headers }), body: v2ErrorBody(fault, where) };
};
