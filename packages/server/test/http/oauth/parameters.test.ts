import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTokenRequest } from '../../../src/http/oauth/parameters.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const GRANT = { grant_type: 'refresh_token', refresh_token: 'r' };

describe('where the client says who it is (RFC 6749 section 2.3.1)', () => {
  test('in Basic credentials', () => {
    const read = readTokenRequest(basic('id:secret'), GRANT);
    expect(read).toMatchObject({ ok: true, value: { client: { name: 'id', secret: 'secret' } } });
  });

  test('in the body', () => {
    const read = readTokenRequest(undefined, { ...GRANT, client_id: 'id', client_secret: 's' });
    expect(read).toMatchObject({ ok: true, value: { client: { name: 'id', secret: 's' } } });
  });

  test('a secret with a colon in it stays whole', () => {
    const read = readTokenRequest(basic('id:a:b'), GRANT);
    expect(read).toMatchObject({ ok: true, value: { client: { secret: 'a:b' } } });
  });

  test('the same id beside Basic credentials is no second authentication', () => {
    expect(readTokenRequest(basic('id:secret'), { ...GRANT, client_id: 'id' }).ok).toBe(true);
  });

  test.each([
    [
      'both places at once',
      basic('id:s'),
      { client_id: 'id', client_secret: 's' },
      'invalid_request',
    ],
    ['another id in the body', basic('id:s'), { client_id: 'other' }, 'invalid_request'],
    ['nowhere', undefined, {}, 'invalid_client'],
    ['an id without a secret', undefined, { client_id: 'id' }, 'invalid_client'],
    ['a secret without an id', undefined, { client_secret: 's' }, 'invalid_client'],
    ['an empty secret', undefined, { client_id: 'id', client_secret: '' }, 'invalid_client'],
    ['a scheme of another kind', 'Bearer abc', {}, 'invalid_client'],
    ['Basic without a colon', basic('id'), {}, 'invalid_client'],
  ])('%s is refused', (_what, authorization, body, error) => {
    expect(readTokenRequest(authorization, { ...GRANT, ...body })).toMatchObject({
      ok: false,
      error,
    });
  });
});

describe('parameters (RFC 6749 section 3.2)', () => {
  test.each(['grant_type', 'code', 'refresh_token', 'client_id', 'anything'])(
    'a repeated %s is refused',
    (name) => {
      const read = readTokenRequest(basic('id:s'), { ...GRANT, [name]: ['a', 'b'] });
      expect(read).toEqual({
        ok: false,
        error: 'invalid_request',
        description: `The parameter ${name} was sent more than once.`,
      });
    },
  );

  test.each([[{}], [{ grant_type: '' }], [undefined], ['text'], [null]])(
    'without a grant type (%j) it is invalid_request',
    (body) => {
      expect(readTokenRequest(basic('id:s'), body)).toMatchObject({ error: 'invalid_request' });
    },
  );

  test('an empty parameter counts as absent, an unknown one is ignored', () => {
    const read = readTokenRequest(basic('id:s'), { ...GRANT, code: '', audience: 'x' });
    expect(read.ok && read.value.parameter('code')).toBeUndefined();
    expect(read.ok && read.value.grantType).toBe('refresh_token');
  });
});

test('whatever is sent, the answer is a request or a documented error', () => {
  fc.assert(
    fc.property(fc.option(fc.string(), { nil: undefined }), fc.anything(), (header, body) => {
      const read = readTokenRequest(header, body);
      expect(read.ok || ['invalid_request', 'invalid_client'].includes(read.error)).toBe(true);
    }),
  );
});
