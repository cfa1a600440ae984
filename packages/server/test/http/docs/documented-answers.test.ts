import Fastify from 'fastify';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { collectDescriptions } from '../../../src/http/docs/openapi.js';
import { holdAnswersToDocument } from '../../support/documented-answers.js';
import { createTestPlatform } from '../../support/platform.js';

/** What the check says about one answer of a route that describes itself as the weather's. */
const complaintsAbout = async (status: number, body: string | null, type = 'application/json') => {
  const complaints: string[] = [];
  const app = Fastify();
  holdAnswersToDocument(app, (complaint) => complaints.push(complaint));
  collectDescriptions(app, 'https://carport.test');
  app.register((scope, _options, done) => {
    const Weather = Type.Object({
      temperature: Type.Number(),
      wind: Type.Optional(Type.Union([Type.Object({ speed: Type.Number() }), Type.Null()])),
    });
    const response: object = { 200: Weather, 204: Type.Null() };
    scope.get('/towns/:town/weather', { schema: { response } }, (_request, reply) =>
      reply
        .code(status)
        .type(type)
        .serializer(String)
        .send(body ?? ''),
    );
    done();
  });
  await app.inject('/towns/paris/weather?now=1');
  await app.close();
  return complaints;
};

test.each([
  [200, '{"temperature":12}'],
  [200, '{"temperature":12,"wind":{"speed":1}}'],
  [200, '{"temperature":12,"wind":null}'],
  [204, null],
])('an answer as it is described is let through: %i %s', async (status, body) => {
  expect(await complaintsAbout(status, body)).toEqual([]);
});

test.each([
  ['a status that is not described', 418, '{}', 'no such status is described'],
  ['a field of another type', 200, '{"temperature":"12"}', '/temperature must be number'],
  ['a missing field', 200, '{}', "must have required property 'temperature'"],
  ['a field more', 200, '{"temperature":1,"rain":2}', 'must NOT have additional properties'],
  ['a field more inside', 200, '{"temperature":1,"wind":{"speed":1,"from":2}}', 'additional'],
  ['no body', 200, null, 'a body is described, none is sent'],
])('%s is complained of', async (_what, status, body, complaint) => {
  const complaints = await complaintsAbout(status, body);
  expect(complaints.join('\n')).toContain('GET /towns/paris/weather?now=1');
  expect(complaints.join('\n')).toContain(complaint);
});

test('another media type is complained of', async () => {
  expect(await complaintsAbout(200, 'warm', 'text/plain')).toEqual([
    'GET /towns/paris/weather?now=1 -> 200: no text/plain is described',
  ]);
});

test('every test platform has the check', async () => {
  const platform = await createTestPlatform();
  expect(platform.answersChecked()).toBe(0);
  await platform.app.inject('/healthz');
  await platform.app.inject('/v2.0/user');
  await platform.app.inject('/docs/errors');
  expect(platform.answersChecked()).toBe(2);
  await platform.close();
});
