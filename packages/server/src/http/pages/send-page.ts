import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

export interface PageOptions {
  readonly status?: number;
  /** `private` pages are never kept; `public` ones are asked for again each time. */
  readonly cache?: 'private' | 'public';
  /**
   * Where forms may lead. `anywhere` is for pages whose form ends at the app: Chromium applies
   * form-action to every redirect after the submission, those that the app itself makes included.
   */
  readonly formsLead?: 'nowhere' | 'here' | 'anywhere';
}

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

const FORM_ACTION = { nowhere: ["form-action 'none'"], here: ["form-action 'self'"], anywhere: [] };

/**
 * Headers of every page. No Cross-Origin-Opener-Policy: an app's popup must be able to reach its opener
 * once Connect has sent it back.
 */
const headersOf = ({ cache = 'private', formsLead = 'nowhere' }: PageOptions) => ({
  'content-security-policy': [...POLICY, ...FORM_ACTION[formsLead]].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': cache === 'private' ? 'no-store' : 'no-cache',
});

export const sendPage = (
  reply: FastifyReply,
  page: VNode,
  options: PageOptions = {},
): FastifyReply =>
  reply
    .code(options.status ?? 200)
    .headers(headersOf(options))
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${render(page)}`);
