import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, faultsOf } from './judge.js';
import type { FuzzRequest } from './requests.js';
import type { Tenant, World } from './world.js';

/* The judge has to find what the fuzz test is there to find. */

const tenant = (name: string): Tenant => ({
  name,
  applicationId: randomUUID(),
  client: { id: randomUUID(), secret: `client-secret-of-${name}` },
  api: { id: `client_${name}`, secret: `api-secret-of-${name}` },
  managementToken: `management-token-of-${name}`,
  accessToken: `access-token-of-${name}`,
  refreshToken: `refresh-token-of-${name}`,
  applicationToken: `application-token-of-${name}`,
  ids: { vehicleId: randomUUID(), userId: randomUUID() },
  vin: `VIN-OF-${name}`,
});
const [me, other, bystander] = [tenant('me'), tenant('other'), tenant('bystander')];
const world: World = { senders: [me, other], bystander };

const request: FuzzRequest = {
  method: 'GET',
  url: `/v2.0/vehicles/${me.ids.vehicleId}/vin`,
  headers: {},
  payload: undefined,
  sender: me,
  trespasses: false,
  target: {
    ...{ method: 'GET', path: '/v2.0/vehicles/{vehicleId}/vin', parameters: [], schemes: [] },
    statuses: [200, 404, 500, 501],
  },
};

const requestId = randomUUID();
const error = {
  ...{ type: 'VALIDATION', code: null, description: 'No.', docURL: 'http://localhost/docs' },
  ...{ statusCode: 400, requestId, resolution: { type: null } },
};
const answer = (status: number, body: unknown, headers = {}): Answer => ({
  status,
  headers: {
    ...{ 'sc-request-id': requestId, 'content-type': 'application/json; charset=utf-8' },
    ...headers,
  },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const failing = (status: number, more: object = {}) =>
  answer(status, { ...error, statusCode: status, ...more });

test.each<[string, Answer, Partial<FuzzRequest>?]>([
  ['an answer', answer(200, { vin: me.vin })],
  ['a documented error', failing(400)],
  ['a documented error of the car', failing(501)],
  [
    'what the request says itself',
    failing(400, { detail: [{ message: bystander.vin }] }),
    {
      url: `/v2.0/vehicles/${bystander.vin}/vin`,
    },
  ],
  ['HEAD without a body', answer(404, ''), { method: 'HEAD' }],
  [
    'a page of Connect',
    answer(404, '<p>', { 'content-type': 'text/html' }),
    {
      url: '/connect/1',
    },
  ],
])('nothing is wrong with %s', (_what, given, more = {}) => {
  expect(faultsOf({ ...request, ...more }, given, world)).toEqual([]);
});

test.each<[fault: string, Answer, Partial<FuzzRequest>?]>([
  ['status 500', failing(500)],
  ['status 502', failing(502)],
  ['no sc-request-id', answer(200, {}, { 'sc-request-id': undefined })],
  ['an error of another form', answer(400, { error: 'invalid_request' })],
  ['an error of another form', failing(400), { url: '/v3/connections' }],
  ['an error of another form', answer(400, 'no JSON')],
  ['an error as text/plain', answer(400, 'no', { 'content-type': 'text/plain' })],
  ['a page instead of an error', answer(400, '<p>', { 'content-type': 'text/html' })],
  ['says status 404', answer(400, { ...error, statusCode: 404 })],
  ['says another request id', failing(400, { requestId: randomUUID() })],
  ['another application’s things were reached', answer(200, {}), { trespasses: true }],
  ['a secret of me', answer(200, { token: me.applicationToken })],
  ['a secret of bystander', answer(200, {}, { location: `/?code=${bystander.client.secret}` })],
  ['an id of other', answer(200, { vin: other.vin })],
  ['an id of me', answer(200, { vin: me.vin }), { sender: null, url: '/v2.0/vehicles/x/vin' }],
  ['a stack', answer(200, 'Error: no\n    at run (/srv/app.ts:1:2)')],
  ['SQL', failing(400, { description: 'select id from vehicles' })],
  ['a database error', failing(400, { description: 'violates unique constraint' })],
  ['a JavaScript error', failing(400, { description: 'TypeError: x' })],
  ['an object that was printed', failing(400, { description: '[object Object] is wrong' })],
])('%s is found', (fault, given, more = {}) => {
  const found = faultsOf({ ...request, ...more }, given, world);
  expect(found.join('\n')).toContain(fault);
});
