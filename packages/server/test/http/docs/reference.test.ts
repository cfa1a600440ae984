import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlOf } from '../../../src/http/docs/reference/curl.js';
import { fieldsOf, typeOf } from '../../../src/http/docs/reference/fields.js';
import { type Group, readDocument } from '../../../src/http/docs/reference/read-document.js';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';

let platform: TestPlatform;
let groups: readonly Group[];

beforeAll(async () => {
  platform = await createTestPlatform();
  groups = readDocument((await platform.app.inject('/openapi.json')).json());
});
afterAll(() => platform.close());

test('every operation of the document is in one group', async () => {
  const { paths } = (await platform.app.inject('/openapi.json')).json();
  const documented = Object.values(paths as object).flatMap((methods) => Object.keys(methods));
  const shown = groups.flatMap((group) => group.operations);
  expect(shown).toHaveLength(documented.length);
  expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
  expect(new Set(groups.map(({ path }) => path)).size).toBe(groups.length);
});

test('the overview leads to every operation, and every page has it', async () => {
  const overview = (await platform.app.inject('/docs/api')).body;
  for (const group of groups) {
    const page = await platform.app.inject(group.path);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    for (const { id, path } of group.operations) {
      expect(overview).toContain(`href="${group.path}#${id}"`);
      expect(page.body).toContain(`id="${id}"`);
      expect(page.body).toContain(path);
    }
  }
});

test('pages run nothing that did not come with them', async () => {
  for (const url of ['/docs/api', ...groups.map(({ path }) => path)]) {
    const { headers, body } = await platform.app.inject(url);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).not.toMatch(/<script(?![^>]* src="\/)/);
    expect(body).not.toMatch(/ (style|on\w+)="/);
  }
});

test('a group that there is not is a page that says so', async () => {
  const response = await platform.app.inject('/docs/api/nothing');
  expect(response.statusCode).toBe(404);
  expect(response.headers['content-type']).toContain('text/html');
});

describe('fields', () => {
  test('deep ones are named by their way, with bounds and default', () => {
    const limit = { type: 'integer', minimum: 1, maximum: 50, default: 10, description: 'Most.' };
    const schema = {
      type: 'object',
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          items: { type: 'object', required: ['id'], properties: { id: { format: 'uuid' } } },
        },
        limit,
      },
    };
    expect(fieldsOf(schema)).toEqual([
      { name: 'data[].id', type: 'uuid', required: true, description: '' },
      {
        ...{ name: 'limit', type: 'integer', required: false },
        description: 'Most. 1 to 50. `10` when absent.',
      },
    ]);
  });

  test.each([
    [{ type: 'string' }, 'string'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'number | null'],
    [{ enum: ['LOCK', 'UNLOCK'] }, 'LOCK | UNLOCK'],
    [{ type: 'array', items: { type: 'string' } }, 'string[]'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ const: 'success' }, 'success'],
    [{}, 'any'],
  ])('%j is told as %s', (schema, words) => {
    expect(typeOf(schema)).toBe(words);
  });
});

test.each([
  [
    { method: 'GET', scheme: 'accessToken', body: undefined },
    'curl "u" \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"',
  ],
  [
    { method: 'POST', scheme: 'clientBasic', body: { mediaType: 'x/form', example: { a: 1 } } },
    'curl -X POST "u" \\\n  -u "$SMARTCAR_CLIENT_ID:$SMARTCAR_CLIENT_SECRET" \\\n  --data-urlencode "a=1"',
  ],
  [
    { method: 'PUT', scheme: undefined, body: { mediaType: 'application/json', example: [1] } },
    `curl -X PUT "u" \\\n  -H "Content-Type: application/json" \\\n  -d '[1]'`,
  ],
])('%j as a line for a shell', (call, line) => {
  expect(curlOf({ url: 'u', ...call })).toBe(line);
});
