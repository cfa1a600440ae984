import Fastify from 'fastify';
import { h } from 'preact';
import { expect, test } from 'vitest';
import { type PageOptions, sendPage } from '../../../src/http/pages/send-page.js';

const sent = async (options: PageOptions = {}) => {
  const app = Fastify();
  app.get('/', async (_request, reply) => sendPage(reply, h('p', null, '<&>'), options));
  const response = await app.inject({ url: '/' });
  await app.close();
  return response;
};

test('a page is HTML with everything from outside escaped', async () => {
  const { statusCode, headers, body } = await sent();
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toBe('<!doctype html><p>&lt;&amp;></p>');
});

test('status and cache are the caller’s choice', async () => {
  const { statusCode, headers } = await sent({ status: 404, cache: 'public' });
  expect(statusCode).toBe(404);
  expect(headers['cache-control']).toBe('no-cache');
  expect((await sent()).headers['cache-control']).toBe('no-store');
});

test.each([
  [undefined, "form-action 'none'"],
  ['nowhere', "form-action 'none'"],
  ['here', "form-action 'self'"],
] as const)('forms that lead %s', async (formsLead, directive) => {
  const { headers } = await sent(formsLead === undefined ? {} : { formsLead });
  expect(headers['content-security-policy']).toContain(directive);
});

test('the policy is the same for all pages but for forms', async () => {
  const policies = await Promise.all(
    (['nowhere', 'here', 'anywhere'] as const).map(async (formsLead) =>
      String((await sent({ formsLead })).headers['content-security-policy']).replace(
        /; form-action .*/,
        '',
      ),
    ),
  );
  expect(new Set(policies).size).toBe(1);
  expect(policies[0]).toMatchInlineSnapshot(
    `"default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"`,
  );
});
