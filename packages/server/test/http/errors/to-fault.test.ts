import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { toFault } from '../../../src/http/errors/to-fault.js';
import { createValidatorCompiler } from '../../../src/http/validation.js';
import { fault } from '../../../src/platform/fault.js';

test('a fault stays what it is', () => {
  const asleep = fault('VEHICLE_STATE', 'ASLEEP');
  expect(toFault(asleep)).toBe(asleep);
});

test.each([[new Error('secret detail')], ['a text'], [undefined], [{ statusCode: 400 }], [null]])(
  'what nobody foresaw (%s) is SERVER:INTERNAL, its cause for the log only',
  (thrown) => {
    const { row, occasion, message } = toFault(thrown);
    expect([row.type, row.code]).toEqual(['SERVER', 'INTERNAL']);
    expect(occasion.cause).toBe(thrown);
    expect(message).toBe(row.description);
    expect(occasion.detail).toBeUndefined();
  },
);

describe('what a schema refuses is named as a client would name it', () => {
  const body = {
    type: 'object',
    required: ['action'],
    additionalProperties: false,
    properties: {
      action: { enum: ['LOCK', 'UNLOCK'] },
      requests: { type: 'array', items: { type: 'object', required: ['path'] } },
    },
  };
  const querystring = { type: 'object', properties: { limit: { type: 'integer', maximum: 50 } } };

  const complain = async (payload: object, query = ''): Promise<unknown> => {
    const app = Fastify();
    app.setValidatorCompiler(createValidatorCompiler());
    app.setErrorHandler((error, _request, reply) => reply.send(toFault(error).occasion.detail));
    app.post('/', { schema: { body, querystring } }, () => []);
    const response = await app.inject({ method: 'POST', url: `/${query}`, payload });
    await app.close();
    return response.json();
  };

  test.each([
    [{}, 'action', "must have required property 'action'"],
    [{ action: 'OPEN' }, 'action', 'must be one of: LOCK, UNLOCK'],
    [{ action: 'LOCK', extra: 1 }, 'extra', 'must NOT have additional properties'],
    [{ action: 'LOCK', requests: [{}] }, 'requests.0.path', "must have required property 'path'"],
    [{ action: 'LOCK', requests: 'x' }, 'requests', 'must be array'],
  ])('%j', async (payload, field, message) => {
    expect(await complain(payload)).toEqual([{ field, message }]);
  });

  test('a query', async () => {
    expect(await complain({ action: 'LOCK' }, '?limit=51')).toEqual([
      { field: 'limit', message: 'must be <= 50' },
    ]);
    expect(await complain({ action: 'LOCK' }, '?limit=many')).toEqual([
      { field: 'limit', message: 'must be integer' },
    ]);
  });

  test('a number sent as text is read in a query and refused in a body', async () => {
    expect(await complain({ action: 'LOCK' }, '?limit=50')).toEqual([]);
    const numbers = { type: 'object', properties: { seconds: { type: 'integer' } } };
    const compile = createValidatorCompiler();
    const route = { schema: numbers, method: 'POST', url: '/' };
    expect(compile({ ...route, httpPart: 'body' })({ seconds: '5' })).toBe(false);
    const read = { seconds: '5' };
    expect(compile({ ...route, httpPart: 'querystring' })(read)).toBe(true);
    expect(read).toEqual({ seconds: 5 });
  });
});
