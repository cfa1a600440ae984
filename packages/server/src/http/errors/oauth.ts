import Type, { type Static } from 'typebox';
import type { Fault } from '../../platform/fault.js';
import type { TokenErrorCode } from '../../tokens/contract.js';
import type { RenderedError } from './occurrence.js';

/** RFC 6749 section 5.2. */
export const OAuthError = Type.Object(
  {
    error: Type.String({ description: 'The error code of RFC 6749.' }),
    error_description: Type.String({ description: 'What went wrong, for developers.' }),
  },
  { $id: 'OAuthError', title: 'Error (token endpoint)', additionalProperties: false },
);
export type OAuthError = Static<typeof OAuthError>;

export const NEVER_STORED = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

const UNAUTHORIZED = 401;
const BAD_REQUEST = 400;
const LOWEST_SERVER_STATUS = 500;

export const oauthRefusal = (error: TokenErrorCode, description: string): RenderedError => ({
  status: error === 'invalid_client' ? UNAUTHORIZED : BAD_REQUEST,
  headers:
    error === 'invalid_client'
      ? { ...NEVER_STORED, 'www-authenticate': 'Basic realm="Carport", charset="UTF-8"' }
      : NEVER_STORED,
  body: { error, error_description: description } satisfies OAuthError,
});

/** What a token route threw instead of answering: a request that could not be read, or our own failure. */
export const renderOAuthError = (fault: Fault): RenderedError => {
  const broken = fault.row.status >= LOWEST_SERVER_STATUS;
  const detail = fault.occasion.detail?.map((item) => String(item['message'])).join('; ');
  return {
    status: fault.row.status,
    headers: NEVER_STORED,
    body: {
      error: broken ? 'server_error' : 'invalid_request',
      error_description: detail ?? fault.message,
    } satisfies OAuthError,
  };
};
