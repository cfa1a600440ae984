import { oauthErrorRow } from '@carport/catalog';
import type { RouteHandlerMethod } from 'fastify';
import type { Application } from '../../applications/contract.js';
import type { TokenResult } from '../../tokens/contract.js';
import { noteApplication } from '../authorize.js';
import { NEVER_STORED, oauthRefusal } from '../errors/oauth.js';
import { readTokenRequest, type TokenRequest, unknownClient } from './parameters.js';

interface TokenEndpoint<T> {
  readonly findClient: (id: string, secret: string) => Promise<Application | undefined>;
  readonly issue: (application: Application, request: TokenRequest) => Promise<TokenResult<T>>;
  /** The body of RFC 6749 section 5.1. */
  readonly write: (issued: T) => object;
}

/** What both token endpoints do: read strictly, authenticate the client, issue, and answer in OAuth's form. */
export const tokenEndpoint =
  <T>({ findClient, issue, write }: TokenEndpoint<T>): RouteHandlerMethod =>
  async (request, reply) => {
    const result = await issueTo();
    if (result.ok) {
      reply.headers(NEVER_STORED);
      return write(result.value);
    }
    request.failure = `OAUTH:${result.error}`;
    const refusal = oauthRefusal(result.error, result.description);
    reply.code(refusal.status).headers(refusal.headers ?? {});
    return refusal.body;

    async function issueTo(): Promise<TokenResult<T>> {
      const read = readTokenRequest(request.headers.authorization, request.body);
      if (!read.ok) return read;
      const { name, secret } = read.value.client;
      const application = await findClient(name, secret);
      if (!application) return unknownClient(oauthErrorRow('invalid_client').description);
      noteApplication(request, application);
      return issue(application, read.value);
    }
  };
