import {
  type ErrorForm,
  expectOAuthError,
  expectV2Error,
  expectV3Error,
} from './documented-errors.js';

/** A request with something wrong in it, and what it is to be answered. */
export interface Mistake {
  readonly request: string;
  readonly status: number;
  /** Found in the answer. */
  readonly says: string;
  readonly form: ErrorForm;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a careful client would have sent. */
export interface Valid {
  readonly vehicleId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly applicationToken: string;
  readonly managementToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const JSON_TYPE = { 'content-type': 'application/json' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
});

type Draft = Omit<Mistake, 'form' | 'status' | 'says'>;
type Case = readonly [status: number, says: string, request: Draft];
const inForm = (form: ErrorForm, cases: readonly Case[]): Mistake[] =>
  cases.map(([status, says, draft]) => ({ ...draft, form, status, says }));

const get = (path: string, headers = {}): Draft => ({ request: `GET ${path}`, headers });
const post = (path: string, headers: object, body: object | string): Draft => ({
  request: `POST ${path}`,
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The careful client of these lists connects a BEV with read_vin, read_fuel and control_security. */
export const v2Mistakes = (valid: Valid): Mistake[] => {
  const car = `/v2.0/vehicles/${valid.vehicleId}`;
  const token = bearer(valid.accessToken);
  const management = basic('default', valid.managementToken);
  return inForm(expectV2Error, [
    [401, 'AUTHENTICATION', get('/v2.0/user')],
    [401, 'AUTHENTICATION', get('/v2.0/vehicles', bearer('wrong'))],
    [401, 'AUTHENTICATION', get(`${car}/vin`, basic('user', 'password'))],
    [401, 'AUTHENTICATION', get(`${car}/vin`, bearer(valid.applicationToken))],
    [401, 'AUTHENTICATION', get(`/v2.0/vehicles/${NOBODY}/vin`, token)],
    [401, 'AUTHENTICATION', get('/v2.0/vehicles/nonsense/vin', token)],
    [401, 'AUTHENTICATION', get('/v2.0/management/connections', basic('default', 'wrong'))],
    [403, 'PERMISSION', get(`${car}/odometer`, token)],
    [403, 'PERMISSION', post(`${car}/charge`, token, { action: 'START' })],
    [404, 'PATH', get(`${car}/nowhere`, token)],
    [404, 'PATH', get('/v2.0/nowhere')],
    [404, 'PATH', { request: `PUT ${car}/security`, headers: token }],
    [404, 'VERSION', get('/v1.0/vehicles', token)],
    [404, 'VERSION', get('/v9.9/vehicles', token)],
    [400, 'VALIDATION', get('/v2.0/vehicles?limit=many', token)],
    [400, 'VALIDATION', get('/v2.0/vehicles?limit=51', token)],
    [400, 'VALIDATION', get('/v2.0/management/connections?user_id=somebody', management)],
    [400, 'VALIDATION', get('/v2.0/management/connections?cursor=nonsense', management)],
    [400, 'VALIDATION', post(`${car}/security`, token, { action: 'OPEN' })],
    [400, 'VALIDATION', post(`${car}/security`, token, '{"action":')],
    [400, 'VALIDATION', post(`${car}/security`, { ...token, 'content-type': 'text/csv' }, 'LOCK')],
    [400, 'VALIDATION', post(`${car}/security`, token, '{"__proto__":{},"action":"LOCK"}')],
    [400, 'VALIDATION', post(`${car}/batch`, token, { requests: [] })],
    [400, 'VALIDATION', post(`${car}/batch`, token, { requests: 'all' })],
    [400, 'VALIDATION', post(`${car}/webhooks/nonsense`, token, {})],
    [400, 'PARAMETER', post(`${car}/webhooks/${NOBODY}`, token, {})],
    [400, 'VALIDATION', post(`${car}/security`, token, `{"action":"${'X'.repeat(200_000)}"}`)],
    [501, 'VEHICLE_NOT_CAPABLE', get(`${car}/fuel`, token)],
    [
      401,
      'AUTHENTICATION',
      { request: `DELETE ${car}/webhooks/${valid.webhookId}`, headers: token },
    ],
  ]);
};

export const v3Mistakes = (valid: Valid): Mistake[] => {
  const car = `/v3/vehicles/${valid.vehicleId}`;
  const app = bearer(valid.applicationToken);
  const owner = { ...app, 'sc-user-id': valid.userId };
  const webhook = { name: 'x', callbackUri: 'https://example.com', data: [] };
  const attributes = (given: object) => ({ data: { attributes: given } });
  return inForm(expectV3Error, [
    [401, 'UNAUTHORIZED', get(car)],
    [401, 'UNAUTHORIZED', get('/v3/connections', bearer('wrong'))],
    [401, 'UNAUTHORIZED', get('/v3/webhooks', bearer(valid.accessToken))],
    [400, 'missing userId', get(`${car}/signals`, app)],
    [400, 'INVALID_INPUT_FORMAT', get(`${car}/signals`, { ...app, 'sc-user-id': 'somebody' })],
    [403, 'ACCESS_DENIED', get(`${car}/signals/odometer-traveleddistance`, owner)],
    [404, 'SIGNAL_NOT_FOUND', get(`${car}/signals/no-such-signal`, owner)],
    [404, 'VEHICLE_NOT_FOUND', get(`/v3/vehicles/${NOBODY}`, app)],
    [404, 'VEHICLE_NOT_FOUND', get(`${car}/signals`, { ...app, 'sc-user-id': NOBODY })],
    [404, 'INVALID_PATH', get(`${car}/battery`, owner)],
    [404, 'INVALID_PATH', get('/v3/nowhere')],
    [403, 'ACCESS_DENIED', post(`${car}/commands/charge/start`, owner, '')],
    [400, 'INVALID', post(`${car}/commands/charge/set-limit`, owner, { data: {} })],
    [400, 'INVALID', post(`${car}/simulation/advance`, owner, attributes({ seconds: -1 }))],
    [404, 'CONNECTION_NOT_FOUND', get(`/v3/connections/${NOBODY}`, app)],
    [400, 'INVALID_INPUT_FORMAT', get('/v3/connections/nonsense', app)],
    [400, 'INVALID_INPUT_FORMAT', get('/v3/connections?page[size]=1000', app)],
    [404, 'USER_NOT_FOUND', { request: `DELETE /v3/users/${NOBODY}`, headers: app }],
    [404, 'APPLICATION_NOT_FOUND', get(`/v3/applications/${NOBODY}`, app)],
    [404, 'WEBHOOK_NOT_FOUND', get(`/v3/webhooks/${NOBODY}`, app)],
    [400, 'triggers', post('/v3/webhooks', app, attributes({ ...webhook, triggers: [] }))],
    [
      400,
      'is not a signal',
      post('/v3/webhooks', app, attributes({ ...webhook, triggers: ['x'] })),
    ],
    [404, 'SUBSCRIPTION_NOT_FOUND', get(`/v3/subscriptions/${NOBODY}`, app)],
    [
      404,
      'WEBHOOK_NOT_FOUND',
      post('/v3/subscriptions', app, attributes({ ...connection(valid), webhookId: NOBODY })),
    ],
    [409, 'SUBSCRIPTION_EXISTS', post('/v3/subscriptions', app, attributes(connection(valid)))],
  ]);
};

const connection = ({ webhookId, userId, vehicleId }: Valid) => ({ webhookId, userId, vehicleId });

export const oauthMistakes = ({ clientId, clientSecret }: Valid): Mistake[] => {
  const client = basic(clientId, clientSecret);
  const form = (path: string, headers: object, fields: Record<string, string>): Draft => ({
    request: `POST ${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
  return inForm(expectOAuthError, [
    [401, 'invalid_client', form('/oauth/token', {}, { grant_type: 'refresh_token' })],
    [401, 'invalid_client', form('/oauth/token', basic(clientId, 'x'), { grant_type: 'x' })],
    [400, 'invalid_request', form('/oauth/token', client, {})],
    [400, 'invalid_request', form('/oauth/token', client, { grant_type: 'authorization_code' })],
    [400, 'unsupported_grant_type', form('/oauth/token', client, { grant_type: 'password' })],
    [
      400,
      'invalid_grant',
      form('/oauth/token', client, { grant_type: 'refresh_token', refresh_token: 'x' }),
    ],
    [
      400,
      'invalid_grant',
      form('/oauth/token', client, { grant_type: 'authorization_code', code: NOBODY }),
    ],
    [400, 'invalid_request', post('/oauth/token', client, { grant_type: 'refresh_token' })],
    [401, 'invalid_client', form('/oauth2/token', {}, { grant_type: 'client_credentials' })],
  ]);
};
