import { DEFAULT_LANGUAGE, type Language, languageOfHeader } from '@carport/catalog';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connect } from '../../connect/contract.js';
import type { BrowserCookie } from './cookie.js';
import type { Frame } from './views/shell.js';

/** What the routes of Connect are made with. */
export interface Surface {
  readonly connect: Connect;
  readonly cookie: BrowserCookie;
  readonly frameIn: (language: Language, accent?: string | null) => Frame;
}

/** What the browser asks for, where nothing says what the owner has chosen. */
export const languageOf = ({ headers }: FastifyRequest): Language =>
  languageOfHeader(headers['accept-language'] ?? '') ?? DEFAULT_LANGUAGE;

/** The query as it stood in the URL, without the question mark. */
export const queryOf = (request: FastifyRequest): string => {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
};

/** 302, as documented; 303 after a form, so that nothing that was typed is sent on (RFC 9700, 4.12). */
export const goTo = (reply: FastifyReply, url: string): FastifyReply =>
  reply
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .redirect(url, reply.request.method === 'POST' ? 303 : 302);
