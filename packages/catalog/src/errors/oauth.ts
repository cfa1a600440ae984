/** What the token endpoints answer with, in the words of RFC 6749. */
export interface OAuthErrorRow {
  /** Sent as `error`. */
  readonly error: string;
  readonly status: 400 | 401;
  /** Sent as `error_description` when the occasion has no better one. */
  readonly description: string;
  readonly guidance: string;
}

export const OAUTH_ERRORS = [
  {
    error: 'invalid_request',
    status: 400,
    description: 'The request is malformed or lacks a required parameter.',
    guidance:
      'Send the parameters form-encoded, each one once, and the client’s credentials either in the Authorization header or in the body.',
  },
  {
    error: 'invalid_client',
    status: 401,
    description: 'The client is unknown or its secret is wrong.',
    guidance:
      'Check that id and secret belong together and that the secret has not been replaced. Basic credentials are base64 of `id:secret`.',
  },
  {
    error: 'invalid_grant',
    status: 400,
    description:
      'The code or refresh token is invalid, expired, revoked or used, or does not belong to this client or redirect URI.',
    guidance:
      'Codes work once and for ten minutes, with the same `redirect_uri` as in Connect. Refresh tokens live for sixty days, and each use gives the next one: keep it. When the grant is gone, the owner has to go through Connect again.',
  },
  {
    error: 'unauthorized_client',
    status: 400,
    description: 'This client may not use this grant type.',
    guidance:
      'The application’s client id is for authorization codes and refresh tokens; API credentials (`client_…`) are for client credentials.',
  },
  {
    error: 'unsupported_grant_type',
    status: 400,
    description: 'This grant type is not supported here.',
    guidance:
      'Use `authorization_code` or `refresh_token` at /oauth/token, and `client_credentials` at /oauth2/token.',
  },
  {
    error: 'invalid_scope',
    status: 400,
    description: 'The scope is unknown, malformed or wider than what was granted.',
    guidance: 'Leave `scope` out here: it is settled when the owner consents in Connect.',
  },
] as const satisfies readonly OAuthErrorRow[];

export type OAuthErrorCode = (typeof OAUTH_ERRORS)[number]['error'];

const byError = new Map<string, OAuthErrorRow>(OAUTH_ERRORS.map((row) => [row.error, row]));

export const oauthErrorRow = (error: OAuthErrorCode): OAuthErrorRow =>
  byError.get(error) as OAuthErrorRow;
