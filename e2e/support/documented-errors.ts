import { parse } from 'node-html-parser';
import { Compile } from 'typebox/compile';
import { expect } from 'vitest';
import { OAuthError } from '../../packages/server/src/http/errors/oauth.js';
import { V2Error } from '../../packages/server/src/http/errors/v2.js';
import { V3Error } from '../../packages/server/src/http/errors/v3.js';

const validV2 = Compile(V2Error);
const validV3 = Compile(V3Error);
const validOAuth = Compile(OAuthError);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The documentation of one server, page by page as errors point at it. */
export interface Documentation {
  /** Expects that the link leads to a page of this server that has the section it names. */
  expectExplains(link: string): Promise<void>;
}

export const createDocumentation = (origin: string): Documentation => {
  const pages = new Map<string, Promise<ReadonlySet<string>>>();
  const sectionsOf = async (page: string): Promise<ReadonlySet<string>> => {
    const response = await fetch(page);
    expect(response.status, page).toBe(200);
    const ids = parse(await response.text()).querySelectorAll('[id]');
    return new Set(ids.map(({ id }) => id));
  };
  return {
    expectExplains: async (link) => {
      const { origin: site, pathname, hash } = new URL(link);
      expect(site).toBe(origin);
      const page = `${origin}${pathname}`;
      const sections = pages.get(page) ?? sectionsOf(page);
      pages.set(page, sections);
      expect([...(await sections)], link).toContain(hash.slice(1));
    },
  };
};

export type ErrorForm = (
  documentation: Documentation,
  status: number,
  body: unknown,
) => Promise<void>;

export const expectV2Error: ErrorForm = async (documentation, status, body) => {
  const text = JSON.stringify(body);
  expect([...validV2.Errors(body)], text).toEqual([]);
  const error = body as V2Error;
  expect(error.statusCode).toBe(status);
  expect(error.requestId).toMatch(UUID);
  expect(error.description, text).toMatch(/\w/);
  await documentation.expectExplains(error.docURL);
};

export const expectV3Error: ErrorForm = async (documentation, status, body) => {
  expect([...validV3.Errors(body)], JSON.stringify(body)).toEqual([]);
  for (const error of (body as V3Error).errors) {
    expect(error.status).toBe(String(status));
    expect(error.meta.requestId).toMatch(UUID);
    expect(`${error.title} ${error.detail}`).toMatch(/\w+ \w+/);
    await documentation.expectExplains(error.links.about);
  }
};

/** RFC 6749 has no link in its errors; the form has two fields. */
export const expectOAuthError: ErrorForm = async (_documentation, _status, body) => {
  expect([...validOAuth.Errors(body)], JSON.stringify(body)).toEqual([]);
  expect((body as OAuthError).error_description).toMatch(/\w/);
};

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Any answer of an API route: JSON, with the id of its request. */
export const answerTo = async (
  origin: string,
  path: string,
  init: RequestInit = {},
): Promise<JsonAnswer> => {
  const response = await fetch(`${origin}${path}`, { redirect: 'manual', ...init });
  const { status, headers } = response;
  expect(headers.get('content-type'), path).toContain('application/json');
  expect(headers.get('sc-request-id'), path).toHaveLength(36);
  return { status, headers, body: await response.json() };
};
