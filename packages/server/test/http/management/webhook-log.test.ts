import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { type Receiver, startReceiver } from '../../support/receiver.js';
import { answerChallenge } from '../../webhooks/engine.js';

let platform: TestPlatform;
let receiver: Receiver;
let token: string;
let path: string;
let vehicleId: string;

const SIGNAL = 'odometer-traveleddistance';

/** A webhook that was verified and has had one event, whose first attempt failed. */
beforeAll(async () => {
  platform = await createTestPlatform();
  receiver = await startReceiver();
  const created = await createTestApplication(platform);
  const { id } = created.application;
  token = (await platform.platform.tokens.issueApplicationToken(id)).accessToken;
  const attributes = { name: 'Fleet', callbackUri: receiver.url, autoSubscribe: true };
  const made = await call('POST', '/webhooks', {
    ...{ ...attributes, triggers: [SIGNAL] },
  });
  path = `/webhooks/${made.json().data.id}`;
  receiver.script(answerChallenge(created.credentials.managementToken), 500);
  await call('POST', `${path}/verify`);
  platform.clock.advance(1_000);
  vehicleId = (await connectCar(platform, created)).vehicleIds[0] ?? '';
  await platform.services.poller.tick();
  await platform.services.dispatcher.tick();
  platform.clock.advance(25_000);
  await platform.services.dispatcher.tick();
});
afterAll(async () => {
  await receiver.close();
  await platform.close();
});

const call = (
  method: 'GET' | 'POST' | 'PUT',
  route: string,
  attributes?: object,
  headers: Readonly<Record<string, string>> = {},
) =>
  platform.app.inject({
    ...{ method, url: `/v3${route}` },
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(attributes && { payload: { data: { attributes } } }),
  });

const get = async (route: string, query: Readonly<Record<string, string>> = {}) =>
  (await call('GET', `${path}${route}?${new URLSearchParams(query)}`)).json();

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly links: { readonly next: string | null };
}

describe('the log over HTTP', () => {
  test('lists deliveries and shows one, with the request as it was received', async () => {
    const { data, meta, links } = await get('/deliveries', { 'filter[outcome]': 'failed' });
    expect(data).toMatchObject([
      {
        type: 'webhook-delivery',
        attributes: { vehicleId, statusCode: 500, attempt: 1, triggers: ['FIRST_DELIVERY'] },
      },
    ]);
    expect(meta).toEqual({ pageSize: 50, cursor: null });
    expect(links.self).toContain('filter%5Boutcome%5D=failed');
    const shown = (await get(`/deliveries/${data[0].id}`)).data.attributes;
    const [, received] = receiver.received;
    expect(shown.request).toMatchObject({ method: 'POST', body: received?.raw });
    expect(shown.request.headers['SC-Signature']).toBe(received?.headers['sc-signature']);
    expect(shown.response).toMatchObject({ statusCode: 500, body: '' });
  });

  test('goes from page to page by its links', async () => {
    const ids: string[] = [];
    let route: string | null = `${path}/deliveries?page[size]=1`;
    while (route) {
      const page: Page = (await call('GET', route)).json();
      ids.push(...page.data.map(({ id }) => id));
      route = page.links.next?.split('/v3')[1] ?? null;
    }
    expect(new Set(ids).size).toBe(3);
  });

  test('lists events by how they ended and shows one with its payload', async () => {
    const { data } = await get('/events', { 'filter[status]': 'delivered,dead' });
    expect(data.map((one: { attributes: object }) => one.attributes)).toMatchObject([
      { eventType: 'VEHICLE_STATE', status: 'delivered', attempts: [{}, { attempt: 2 }] },
      { eventType: 'VERIFY' },
    ]);
    const { payload } = (await get(`/events/${data[0].id}`)).data.attributes;
    expect(payload).toMatchObject({ eventId: data[0].id, vehicleId });
  });

  test.each([
    ['/deliveries', { 'filter[outcome]': 'maybe' }],
    ['/deliveries', { 'filter[statusClass]': '6xx' }],
    ['/deliveries', { 'filter[signal]': '%' }],
    ['/deliveries', { 'page[size]': '201' }],
    ['/deliveries', { cursor: 'nonsense' }],
    ['/events', { 'filter[status]': 'delivered,gone' }],
    ['/events', { 'filter[since]': 'yesterday' }],
    ['/statistics', { window: '1y' }],
  ])('%s refuses %j', async (route, query) => {
    const refused = await get(route, query as unknown as Record<string, string>);
    expect(refused.errors[0]).toMatchObject({ type: 'VALIDATION' });
  });
});

describe('repairs over HTTP', () => {
  test('one event is replayed, once for one key', async () => {
    const { data } = await get('/events', { 'filter[eventType]': 'VEHICLE_STATE' });
    const before = receiver.received.length;
    const replay = () =>
      call('POST', `${path}/events/${data[0].id}/replay`, undefined, { 'idempotency-key': 'k1' });
    const first = await replay();
    expect(first.statusCode).toBe(202);
    expect(first.json().data.attributes).toMatchObject({
      ...{ kind: 'replay', eventId: data[0].id, status: 'done', repaired: 1 },
    });
    await platform.services.dispatcher.tick();
    expect((await replay()).json().data.id).toBe(first.json().data.id);
    await platform.services.dispatcher.tick();
    expect(receiver.received.slice(before).map(({ body }) => body.eventId)).toEqual([data[0].id]);
  });

  test('a repair in bulk is begun, listed, read and cancelled', async () => {
    platform.clock.advance(1_000);
    const begun = await call('POST', `${path}/repairs`, {
      ...{ kind: 'recover', since: '2026-01-01T00:00:00Z', vehicleId },
    });
    expect(begun.statusCode).toBe(202);
    const { id, attributes, links } = begun.json().data;
    expect(attributes).toMatchObject({
      ...{ kind: 'recover', statuses: ['dead', 'dropped'], since: '2026-01-01T00:00:00.000Z' },
      ...{ vehicleId, status: 'done', found: 0 },
    });
    expect(links.self).toContain(`${path}/repairs/${id}`);
    expect((await get('/repairs')).data[0]).toEqual(begun.json().data);
    expect((await get(`/repairs/${id}`)).data).toEqual(begun.json().data);
    const ended = await call('POST', `${path}/repairs/${id}/cancel`);
    expect(ended.json().data.attributes.status).toBe('done');
  });

  test('a snapshot tells the state of every car', async () => {
    const before = receiver.received.length;
    expect((await call('POST', `${path}/repairs`, { kind: 'snapshot' })).statusCode).toBe(202);
    await platform.services.dispatcher.tick();
    const [told] = receiver.received.slice(before);
    expect(told?.body).toMatchObject({
      ...{ vehicleId, data: { triggers: [{ code: 'FIRST_DELIVERY' }] } },
    });
  });

  test.each([
    {},
    { kind: 'mend' },
    { kind: 'recover' },
    { kind: 'recover', since: '2026-01-01T00:00:00Z', statuses: ['dead'] },
    { kind: 'snapshot', since: '2026-01-01T00:00:00Z' },
    { kind: 'replay', since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' },
    { kind: 'replay', statuses: ['pending'] },
    { kind: 'replay', to: 'https://elsewhere.example' },
  ])('%j is refused', async (attributes) => {
    const refused = await call('POST', `${path}/repairs`, attributes);
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0]).toMatchObject({ type: 'VALIDATION' });
  });

  test('of what is not there are not found', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const record = { code: 'WEBHOOK_RECORD_NOT_FOUND' };
    for (const one of ['deliveries', 'events', 'repairs']) {
      expect((await get(`/${one}/${nobody}`)).errors[0]).toMatchObject(record);
    }
    const replay = await call('POST', `${path}/events/${nobody}/replay`);
    expect(replay.json().errors[0]).toMatchObject(record);
    for (const one of ['deliveries', 'events', 'repairs', 'statistics']) {
      const refused = (await call('GET', `/webhooks/${nobody}/${one}`)).json();
      expect(refused.errors[0]).toMatchObject({ code: 'WEBHOOK_NOT_FOUND' });
    }
  });
});

test('whom alerts are sent to is set as a whole, and it is told whether mail is sent at all', async () => {
  const { id } = (await call('GET', '/applications')).json().data[0];
  const route = `/applications/${id}/alert-recipients`;
  const set = await call('PUT', route, { emails: ['B@example.com', 'a@example.com'] });
  const attributes = { emails: ['a@example.com', 'b@example.com'], isMailSent: false };
  expect(set.json().data).toEqual({ id, type: 'alert-recipients', attributes });
  expect((await call('GET', route)).json()).toEqual(set.json());
  expect((await call('PUT', route, { emails: ['nobody'] })).statusCode).toBe(400);
  expect((await call('PUT', route, { emails: [] })).json().data.attributes.emails).toEqual([]);
});
