import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';

/** Every rule that a public linter recommends, and those on examples, as errors. */
const RULES: Parameters<typeof createConfig>[0] = {
  extends: ['recommended-strict'],
  rules: {
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'no-invalid-parameter-examples': 'error',
    'operation-operationId': 'error',
    'operation-description': 'off',
    'tag-description': 'error',
    'operation-tag-defined': 'error',
    'operation-singular-tag': 'error',
    'no-duplicated-tag-names': 'error',
  },
};

/** What the linter takes for a mistake and is none. */
const INTENDED = [
  // The owner's browser is always sent on.
  'operation-2xx-response #/paths/~1oauth~1authorize/get/responses',
  'operation-2xx-response #/paths/~1oauth~1reauthenticate/get/responses',
  // Nothing can be wrong with a request that has no parameters.
  'operation-4xx-response #/paths/~1healthz/get/responses',
];

interface Content {
  readonly content?: Readonly<Record<string, { example?: unknown; examples?: unknown }>>;
}
interface Operation {
  readonly name: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: { readonly default?: unknown };
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { description: string }>>;
}

let platform: TestPlatform;
let source: string;
let operations: readonly Operation[];

beforeAll(async () => {
  platform = await createTestPlatform({ config: { publicUrl: 'https://carport.test' } });
  const response = await platform.app.inject('/openapi.json');
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  source = response.body;
  const { paths } = response.json() as { paths: Record<string, Record<string, Operation>> };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
});
afterAll(() => platform.close());

test('the document is OpenAPI 3.1', async () => {
  expect(JSON.parse(source).openapi).toBe('3.1.0');
  expect(await new Validator().validate(JSON.parse(source))).toEqual({ valid: true });
});

test('a public linter finds nothing, examples that do not fit included', async () => {
  const config = await createConfig(RULES);
  const lint = (text: string) =>
    lintFromString({ source: text, config, absoluteRef: '/openapi.json' });
  const found = (await lint(source)).map(
    ({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer} ${message}`,
  );
  const unintended = found.filter(
    (problem) => !INTENDED.some((intended) => problem.startsWith(intended)),
  );
  expect(unintended).toEqual([]);
  expect(found).toHaveLength(INTENDED.length);

  // It does look.
  const spoilt = source.replace('"example":{"vin":"', '"example":{"vin":7,"was":"');
  expect((await lint(spoilt)).length).toBeGreaterThan(INTENDED.length);
}, 60_000);

describe('every operation', () => {
  const without = (has: (operation: Operation) => boolean): string[] =>
    operations.filter((operation) => !has(operation)).map(({ name }) => name);

  test('is there: all the surfaces', () => {
    expect(operations.length).toBeGreaterThan(100);
    for (const path of ['/oauth/token', '/v2.0/user', '/v3/connections', '/v3/webhooks']) {
      expect(operations.some(({ name }) => name.endsWith(` ${path}`))).toBe(true);
    }
  });

  test('has an id of its own, a summary, one tag, and says who may call it', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(without(({ operationId }) => /^[a-zA-Z0-9-]+$/.test(operationId))).toEqual([]);
    expect(without(({ summary }) => summary?.length > 5)).toEqual([]);
    expect(without(({ tags }) => tags?.length === 1)).toEqual([]);
    expect(without(({ security }) => Array.isArray(security))).toEqual([]);
  });

  test('asks for no parameter that has a default', () => {
    const withDefault = operations.flatMap(({ name, parameters = [] }) =>
      parameters
        .filter(({ schema }) => schema.default !== undefined)
        .map((parameter) => ({ ...parameter, name: `${name}: ${parameter.name}` })),
    );
    expect(withDefault.length).toBeGreaterThan(20);
    expect(withDefault.filter(({ required }) => required).map(({ name }) => name)).toEqual([]);
    const parameters = operations.flatMap((operation) => operation.parameters ?? []);
    expect(parameters.some(({ in: where, required }) => where === 'query' && required)).toBe(true);
  });

  const isShown = ({ content = {} }: Content): boolean =>
    Object.values(content).every((media) => (media.example ?? media.examples) !== undefined);

  test('shows what is sent and what is answered', () => {
    const unshown = operations.flatMap(({ name, requestBody = {}, responses }) => [
      ...(isShown(requestBody) ? [] : [`${name}: request`]),
      ...Object.entries(responses)
        .filter(([status, response]) => status.startsWith('2') && !isShown(response))
        .map(([status]) => `${name}: ${status}`),
    ]);
    expect(unshown).toEqual([]);
  });

  test('says what each status means', () => {
    const unsaid = operations.flatMap(({ name, responses }) =>
      Object.entries(responses)
        .filter(([, { description }]) => !description || description === 'Default Response')
        .map(([status]) => `${name}: ${status}`),
    );
    expect(unsaid).toEqual([]);
  });
});
