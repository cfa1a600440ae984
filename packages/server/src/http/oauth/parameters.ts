import type { TokenResult } from '../../tokens/contract.js';
import { type BasicCredentials, basicOf } from '../credentials.js';

/** What a token request carries, read strictly as RFC 6749 section 3.2 asks. */
export interface TokenRequest {
  readonly client: BasicCredentials;
  readonly grantType: string;
  /** A parameter of the body; an empty one counts as absent. */
  readonly parameter: Parameter;
}
type Parameter = (name: string) => string | undefined;

export const readTokenRequest = (
  authorization: string | undefined,
  body: unknown,
): TokenResult<TokenRequest> => {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  // The form parser gathers a repeated parameter into an array.
  const repeated = Object.keys(fields).find((name) => Array.isArray(fields[name]));
  if (repeated !== undefined) return invalid(`The parameter ${repeated} was sent more than once.`);
  const parameter = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const client = readClient(authorization, parameter);
  if (!client.ok) return client;
  const grantType = parameter('grant_type');
  if (grantType === undefined) return missing('grant_type');
  return { ok: true, value: { client: client.value, grantType, parameter } };
};

const readClient = (
  authorization: string | undefined,
  parameter: Parameter,
): TokenResult<BasicCredentials> => {
  const [id, secret] = [parameter('client_id'), parameter('client_secret')];
  if (authorization === undefined) {
    if (id !== undefined && secret !== undefined) return { ok: true, value: { name: id, secret } };
    return unknownClient(
      'Send the client id and secret as Basic credentials, or both in the body.',
    );
  }
  const basic = basicOf(authorization);
  if (!basic) return unknownClient('The authorization header is not Basic credentials.');
  if (secret !== undefined) {
    return invalid('The client authenticated twice: in the authorization header and in the body.');
  }
  if (id !== undefined && id !== basic.name) {
    return invalid('client_id is not the client of the authorization header.');
  }
  return { ok: true, value: basic };
};

export const invalid = (description: string): TokenResult<never> => ({
  ok: false,
  error: 'invalid_request',
  description,
});

export const missing = (name: string): TokenResult<never> =>
  invalid(`The parameter ${name} is missing.`);

export const unknownClient = (description: string): TokenResult<never> => ({
  ok: false,
  error: 'invalid_client',
  description,
});
