import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttp } from '../../src/http/app.js';
import type { Platform } from '../../src/http/platform.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestConnection,
  type TestPlatform,
} from '../support/platform.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SECRET = 'correct horse battery staple';

interface LogLine extends Record<string, unknown> {
  readonly level: string;
}

let platform: TestPlatform;
let app: FastifyInstance;
let car: TestConnection;
let vehicle: string;
let lines: LogLine[] = [];
let database = async (): Promise<void> => undefined;

const write =
  (level: string) =>
  (entry: unknown): void => {
    lines.push({ level, ...(entry as object) });
  };

beforeAll(async () => {
  platform = await createTestPlatform();
  car = await connectCar(platform, await createTestApplication(platform));
  vehicle = `/v2.0/vehicles/${car.vehicleIds[0]}`;
  const watched: Platform = {
    ...platform.platform,
    log: {
      ...{ debug: write('debug'), info: write('info') },
      ...{ warn: write('warn'), error: write('error') },
    },
    checkHealth: () => database(),
    vehicles: {
      ...platform.platform.vehicles,
      command: () => Promise.reject(new Error(`${SECRET} at /home/carport`)),
    },
  };
  app = await createHttp(watched);
});
beforeEach(() => {
  lines = [];
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const bearer = () => ({ authorization: `Bearer ${car.accessToken}` });

describe('every answer', () => {
  test.each([
    '/healthz',
    '/openapi.json',
    '/v2.0/user',
    '/v2.0/nothing',
    '/v3/nothing',
    '/v9/nothing',
    '/nothing',
    '/oauth/token',
    '/v2.0/%E0%A4%A',
    `/v2.0/vehicles/${'x'.repeat(300)}/battery`,
  ])('%s has a request id and may not be guessed at', async (url) => {
    const { headers } = await app.inject({ url, headers: bearer() });
    expect(headers['sc-request-id']).toMatch(UUID);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('has a request id of its own', async () => {
    const ids = await Promise.all(
      Array.from(
        { length: 20 },
        async () => (await app.inject('/healthz')).headers['sc-request-id'],
      ),
    );
    expect(new Set(ids).size).toBe(20);
  });

  test("of the API is nobody's to keep", async () => {
    const { headers } = await app.inject({ url: `${vehicle}/battery`, headers: bearer() });
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('where nothing is', () => {
  test.each([
    ['GET', '/v2.0/nothing', 'PATH'],
    ['GET', '/v2.0', 'PATH'],
    ['PUT', '/v2.0/user', 'PATH'],
    ['GET', '/v1.0/vehicles', 'VERSION'],
    ['GET', '/v4', 'VERSION'],
    ['GET', '/v20.0/user', 'VERSION'],
    ['GET', '/nothing', 'PATH'],
    ['GET', `/v2.0/vehicles/${'x'.repeat(300)}/battery`, 'PATH'],
  ])('%s %s is RESOURCE_NOT_FOUND:%s in the form of v2.0', async (method, url, code) => {
    const response = await app.inject({ method: method as 'GET', url });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ type: 'RESOURCE_NOT_FOUND', code, statusCode: 404 });
  });

  test.each(['/v3', '/v3/', '/v3/nothing', '/v3?x=1'])(
    '%s answers in the form of v3',
    async (url) => {
      const response = await app.inject(url);
      expect(response.statusCode).toBe(404);
      expect(response.json().errors[0]).toMatchObject({
        ...{ type: 'RESOURCE_NOT_FOUND', code: 'INVALID_PATH', status: '404' },
      });
    },
  );
});

describe('a body that cannot be read', () => {
  const post = (path: string, payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: path,
      headers: { ...bearer(), 'content-type': type },
      payload,
    });

  test.each([
    ['broken JSON', '{"action":', 'application/json', 'not valid JSON'],
    ['another media type', '<a/>', 'application/xml', 'send application/json'],
    ['too much', JSON.stringify({ action: 'x'.repeat(200_000) }), 'application/json', 'too large'],
    ['a prototype', '{"__proto__":{"action":"LOCK"}}', 'application/json', ''],
    ['a constructor', '{"constructor":{"prototype":{}}}', 'application/json', ''],
  ])('%s is VALIDATION in either form', async (_what, payload, type, message) => {
    const v2 = await post(`${vehicle}/security`, payload, type);
    expect(v2.statusCode).toBe(400);
    expect(v2.json()).toMatchObject({ type: 'VALIDATION', code: null, statusCode: 400 });
    expect(JSON.stringify(v2.json().detail)).toContain(message);
    const id = car.vehicleIds[0];
    const v3 = await post(`/v3/vehicles/${id}/commands/charge/set-limit`, payload, type);
    expect(v3.statusCode).toBe(400);
    expect(v3.json().errors[0]).toMatchObject({ type: 'VALIDATION', status: '400' });
    expect(v3.json().errors[0].detail).toContain(message);
  });

  test('none, announced as JSON, counts as no body: official SDKs send this', async () => {
    const { statusCode, body } = await app.inject({
      method: 'GET',
      url: `${vehicle}/battery`,
      headers: { ...bearer(), 'content-type': 'application/json' },
    });
    expect([statusCode, JSON.parse(body)]).toEqual([200, expect.any(Object)]);
    const command = await post(`${vehicle}/security`, '');
    expect(command.statusCode).toBe(400);
    expect(command.json()).toMatchObject({ type: 'VALIDATION' });
  });
});

test('a trailing slash makes no difference', async () => {
  for (const path of ['/v2.0/user', '/v2.0/vehicles', vehicle, `${vehicle}/battery`]) {
    const plain = await app.inject({ url: path, headers: bearer() });
    const slashed = await app.inject({ url: `${path}/`, headers: bearer() });
    expect([slashed.statusCode, slashed.body]).toEqual([200, plain.body]);
  }
});

describe('a failure of our own', () => {
  const fail = () =>
    app.inject({
      method: 'POST',
      url: `${vehicle}/security`,
      headers: bearer(),
      payload: { action: 'LOCK' },
    });

  test('is SERVER:INTERNAL and tells nothing of its cause', async () => {
    const response = await fail();
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ type: 'SERVER', code: 'INTERNAL' });
    expect(response.body).not.toContain(SECRET);
    expect(response.body).not.toContain('/home');
  });

  test('is in the log with its cause, under the request id that the client has', async () => {
    const response = await fail();
    const entry = lines.find(({ level }) => level === 'error');
    expect(entry).toMatchObject({
      request: response.headers['sc-request-id'],
      err: expect.objectContaining({ message: expect.stringContaining(SECRET) }),
    });
  });
});

describe('the log', () => {
  test('has one line a request: method, pattern, status, time, request, application', async () => {
    const { headers } = await app.inject({ url: `${vehicle}/battery?flags=x`, headers: bearer() });
    expect(lines).toEqual([
      {
        level: 'info',
        method: 'GET',
        route: '/v2.0/vehicles/:vehicleId/battery',
        status: 200,
        ms: expect.any(Number),
        request: headers['sc-request-id'],
        application: expect.stringMatching(UUID),
        error: undefined,
      },
    ]);
  });

  test('names the error that was sent', async () => {
    await app.inject(`${vehicle}/battery`);
    expect(lines.at(-1)).toMatchObject({ status: 401, error: 'AUTHENTICATION:null' });
    expect(lines.at(-1)?.application).toBeUndefined();
  });

  test('never has a token, a secret, a query or an unknown path in it', async () => {
    const token = 'tell-nobody-0123456789';
    const urls = ['/v2.0/user', '/v3/connections', `/${token}`, `/v2.0/user?access_token=${token}`];
    for (const url of urls) {
      await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
      await app.inject({ url, headers: { authorization: `Basic ${btoa(`default:${token}`)}` } });
    }
    await app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `grant_type=refresh_token&refresh_token=${token}&client_id=a&client_secret=${token}`,
    });
    expect(lines.length).toBe(urls.length * 2 + 1);
    expect(JSON.stringify(lines)).not.toContain('tell-nobody');
    expect(JSON.stringify(lines)).not.toContain(btoa(`default:${token}`));
  });
});

describe('health', () => {
  test('is ok while the database answers, and 503 while it does not', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    database = () => Promise.reject(new Error('down'));
    const response = await app.inject('/healthz');
    database = async () => undefined;
    expect([response.statusCode, response.json()]).toEqual([503, { status: 'unavailable' }]);
    expect(lines.some(({ level }) => level === 'warn')).toBe(true);
  });
});

describe('what is no HTTP at all', () => {
  const send = async (text: string): Promise<string> => {
    const { port } = new URL(await listening());
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString();
    });
    socket.write(text);
    await once(socket, 'close');
    return received;
  };
  let origin: string | undefined;
  const listening = async (): Promise<string> => {
    origin ??= await app.listen({ host: '127.0.0.1', port: 0 });
    return origin;
  };

  test.each([
    ['noise', 'noise\r\n\r\n', 400],
    ['endless headers', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s gets a documented error and is hung up on', async (_what, text, status) => {
    const answer = await send(text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/sc-request-id: [0-9a-f-]{36}/);
    expect(JSON.parse(body)).toMatchObject({
      ...{ type: 'VALIDATION', code: null, statusCode: status },
      requestId: expect.stringMatching(UUID),
      docURL: expect.stringContaining('/docs/errors/'),
    });
  });

  const refusals = (answer: string): string[] => answer.match(/HTTP\/1\.1 \d{3}/g) ?? [];

  test('a request without a host is refused in the form of its surface', async () => {
    const answer = await send('GET /v3/connections HTTP/1.1\r\nConnection: close\r\n\r\n');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(body).errors[0]).toMatchObject({
      type: 'VALIDATION',
      detail: 'host is missing',
    });
    const older = await send('GET /healthz HTTP/1.0\r\n\r\n');
    expect(refusals(older)).toEqual(['HTTP/1.1 200']);
  });

  const CLOSING = 'Host: carport.test\r\nConnection: close\r\n';

  test('an expectation that nobody knows is passed over', async () => {
    const answer = await send(`GET /healthz HTTP/1.1\r\n${CLOSING}Expect: the-unexpected\r\n\r\n`);
    expect(refusals(answer)).toEqual(['HTTP/1.1 200']);
  });

  test('a request by way of a proxy has the errors of its surface', async () => {
    const answer = await send(`GET http://carport.test/v3/nothing HTTP/1.1\r\n${CLOSING}\r\n`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toHaveProperty('errors');
  });

  test('nothing is added to an answer when the rest of its request cannot be read', async () => {
    const answer = await send(
      `POST /nothing HTTP/1.1\r\n${CLOSING}Transfer-Encoding: chunked\r\n\r\nno length\r\n`,
    );
    expect(refusals(answer)).toEqual(['HTTP/1.1 404']);
  });
});
