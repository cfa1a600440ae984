import { errorInV3 } from '@carport/catalog';
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

const V3ErrorItem = Type.Object(
  {
    status: Type.String({ description: 'The HTTP status, as text.' }),
    type: Type.String({ description: 'Broad category of the error.' }),
    code: Type.String({ description: 'The error within its category.' }),
    title: Type.String({ description: 'The error in a few words.' }),
    detail: Type.String({ description: 'What went wrong on this occasion, for developers.' }),
    resolution: Type.Object({
      type: Type.Union([Type.String(), Type.Null()]),
      url: Type.Optional(Type.String({ format: 'uri' })),
    }),
    suggestedUserMessage: Type.Optional(Type.String()),
    links: Type.Object({ about: Type.String({ format: 'uri' }) }),
    meta: Type.Object({
      requestId: Type.String({ format: 'uuid' }),
      debug: Type.Object({ requestId: Type.String({ format: 'uuid' }) }),
    }),
  },
  { additionalProperties: false },
);

/** The body of every v3 error. */
export const V3Error = Type.Object(
  { errors: Type.Array(V3ErrorItem, { minItems: 1 }) },
  { $id: 'V3Error', title: 'Error (v3)', additionalProperties: false },
);
export type V3Error = Static<typeof V3Error>;

/** The facts of the occasion read as one sentence; v3 has no `detail` array. */
const detailOf = (fault: Fault): string => {
  const facts = (fault.occasion.detail ?? [])
    .filter((item) => typeof item['message'] === 'string')
    .map((item) => [item['field'], item['message']].filter(Boolean).join(' '));
  return facts.length > 0
    ? facts.join('; ')
    : (fault.occasion.description ?? fault.row.description);
};

export const v3ErrorBody = (fault: Fault, where: Occurrence): V3Error => {
  const { row } = fault;
  const suggestedUserMessage = userMessage(row, where);
  return {
    errors: [
      {
        status: String(row.status),
        ...errorInV3(row),
        detail: detailOf(fault),
        resolution: resolutionOf(fault, where),
        ...(suggestedUserMessage === undefined ? {} : { suggestedUserMessage }),
        links: { about: docUrl(row, where) },
        meta: { requestId: where.requestId, debug: { requestId: where.requestId } },
      },
    ],
  };
};

export const renderV3Error = (fault: Fault, where: Occurrence): RenderedError => {
  const headers = retryHeaders(fault);
  return { status: fault.row.status, ...(headers && { headers }), body: v3ErrorBody(fault, where) };
};
