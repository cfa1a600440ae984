import { ERRORS, type ErrorRow, errorOfCommand } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createHttp } from '../../../src/http/app.js';
import { Fault } from '../../../src/platform/fault.js';
import { holdAnswersToDocument } from '../../support/documented-answers.js';
import { createTestPlatform, type TestPlatform } from '../../support/platform.js';

/*
 * Each error status that the document promises for a route, sent by that route: whatever a step or a service throws
 * comes out with the status and in the form that is promised. The form is held against the document by the check
 * that every test platform has.
 */

// More than a thousand requests, one after the other.
vi.setConfig({ testTimeout: 120_000 });

interface Promised {
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly number[];
}

let platform: TestPlatform;
let app: FastifyInstance;
let promises: readonly Promised[];
let thrown: ErrorRow;

const ROWS: readonly ErrorRow[] = [...ERRORS, ...ERRORS.map(errorOfCommand)];
const failing = async (): Promise<never> => {
  throw new Fault(thrown);
};

beforeAll(async () => {
  platform = await createTestPlatform();
  const { tokens, applications } = platform.platform;
  const http = createHttp({
    ...platform.platform,
    tokens: { ...tokens, authenticate: failing },
    applications: { ...applications, authenticateManagement: failing, authenticateClient: failing },
  });
  holdAnswersToDocument(http);
  app = await http;
  const { paths } = (await app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, { security?: object[]; responses: object }>>;
  };
  promises = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security = [] }]) => security.length > 0)
      .filter(() => !path.startsWith('/oauth'))
      .map(([method, { responses }]) => ({
        ...{ method: method.toUpperCase(), path },
        statuses: Object.keys(responses)
          .map(Number)
          .filter((status) => status >= 400),
      })),
  );
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const credentialsFor = (path: string): string =>
  path.startsWith('/v2.0/management') || path.includes('compatibility')
    ? `Basic ${Buffer.from('default:x').toString('base64')}`
    : 'Bearer x';

test('every promised error status of every route', async () => {
  expect(promises.length).toBeGreaterThan(60);
  const broken: string[] = [];
  for (const { method, path, statuses } of promises) {
    const isV3 = path.startsWith('/v3');
    for (const status of statuses) {
      const row = ROWS.find((one) => one.status === status && (isV3 || one.only !== 'v3'));
      if (!row) {
        broken.push(`${method} ${path} promises ${status}, which no error has`);
        continue;
      }
      thrown = row;
      const response = await app.inject({
        method: method as 'GET',
        url: path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'),
        headers: { authorization: credentialsFor(path) },
      });
      const body = response.json();
      const sent = isV3 ? Number(body.errors?.[0]?.status) : body.statusCode;
      if (response.statusCode !== status || sent !== status) {
        broken.push(`${method} ${path}: ${status} became ${response.statusCode}, ${response.body}`);
      }
    }
  }
  expect(broken).toEqual([]);
});
