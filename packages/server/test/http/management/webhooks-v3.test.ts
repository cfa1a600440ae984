import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Webhook, WebhookDefinition } from '../../../src/webhooks/contract.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

let platform: TestPlatform;
let application: TestApplication;
let token: string;
let webhook: Webhook;
let simulated: TestConnection;
let live: TestConnection;

beforeAll(async () => {
  platform = await createTestPlatform({ config: { liveCarsSimulated: true } });
  application = await createTestApplication(platform);
  const { id } = application.application;
  token = (await platform.platform.tokens.issueApplicationToken(id)).accessToken;
  webhook = await makeWebhook('Charging', { isEnabled: true });
  await makeWebhook('Odometer', { autoSubscribe: true });
  await makeWebhook('Asleep', { isEnabled: false });
  simulated = await connectCar(platform, application, { username: '2-vehicles@example.com' });
  platform.clock.advance(1_000);
  live = await connectCar(platform, application, { username: 'live@example.com', mode: 'live' });
});
afterAll(() => platform.close());

const makeWebhook = (name: string, more: Partial<WebhookDefinition>) =>
  platform.platform.webhooks.create(application.application.id, {
    name,
    callbackUri: `https://hooks.example.com/${name.toUpperCase()}`,
    triggers: ['charge-ischarging'],
    signals: ['odometer-traveleddistance'],
    ...more,
  });

const call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { query = {}, body }: { query?: Readonly<Record<string, string>>; body?: object } = {},
  bearer = token,
) =>
  platform.app.inject({
    method,
    url: `/v3${path}?${new URLSearchParams(query)}`,
    headers: { authorization: `Bearer ${bearer}` },
    ...(body && { payload: body }),
  });

const subscribe = (attributes: object) =>
  call('POST', '/subscriptions', { body: { data: { attributes } } });

describe('webhooks', () => {
  const names = async (query: Readonly<Record<string, string>>) => {
    const response = await call('GET', '/webhooks', { query });
    expect(response.statusCode).toBe(200);
    return response
      .json<{ data: { attributes: { name: string } }[] }>()
      .data.map(({ attributes }) => attributes.name)
      .toSorted();
  };

  test.each([
    [{}, ['Asleep', 'Charging', 'Odometer']],
    [{ 'filter[name]': 'CHARG' }, ['Charging']],
    [{ 'filter[callbackUri]': 'example.com/odo' }, ['Odometer']],
    [{ 'filter[isEnabled]': 'false' }, ['Asleep']],
    [{ 'filter[autoSubscribe]': 'true' }, ['Odometer']],
    [{ 'filter[name]': 'o', 'filter[autoSubscribe]': 'false' }, []],
  ])('%j', async (query, expected) => {
    expect(await names(query as Record<string, string>)).toEqual(expected);
  });

  test('come in pages of fifty, a hundred at most', async () => {
    const { meta, links } = (await call('GET', '/webhooks')).json();
    expect(meta).toEqual({ pageNumber: 1, pageSize: 50, totalCount: 3 });
    expect(links).toMatchObject({ prev: null, next: null });
    const small = (await call('GET', '/webhooks', { query: { 'page[size]': '2' } })).json();
    expect(small.data).toHaveLength(2);
    expect(new URL(small.links.next).searchParams.get('page[number]')).toBe('2');
    const large = await call('GET', '/webhooks', { query: { 'page[size]': '101' } });
    expect(large.statusCode).toBe(400);
  });
});

describe('a webhook', () => {
  const charging = { group: 'Charge', name: 'IsCharging', code: 'charge-ischarging' };
  const odometer = {
    group: 'Odometer',
    name: 'TraveledDistance',
    code: 'odometer-traveleddistance',
  };
  const condition = { type: 'becomes', value: true };
  const attributesOf = async (path: string) =>
    (await call('GET', path)).json().data.attributes as Readonly<Record<string, unknown>>;

  test('is shown under the documented names, its signals with group and name', async () => {
    expect(await attributesOf(`/webhooks/${webhook.id}`)).toMatchObject({
      ...{ name: 'Charging', callbackUri: 'https://hooks.example.com/CHARGING' },
      ...{ errorCallbackUri: null, autoSubscribe: false, isEnabled: true },
      ...{ triggers: [charging], data: [odometer, charging] },
    });
  });

  test('is taken with codes alone, and again as it is shown', async () => {
    const made = await call('POST', '/webhooks', {
      body: {
        data: {
          attributes: {
            ...{ name: 'Both ways', callbackUri: 'https://hooks.example.com/both' },
            errorCallbackUri: 'https://hooks.example.com/errors',
            ...{ triggers: [{ code: charging.code, condition }], data: [odometer.code] },
          },
        },
      },
    });
    expect(made.statusCode).toBe(201);
    const path = `/webhooks/${made.json().data.id}`;
    const shown = await attributesOf(path);
    const expected = {
      errorCallbackUri: 'https://hooks.example.com/errors',
      triggers: [{ ...charging, condition }],
      data: [odometer, charging],
    };
    expect(shown).toMatchObject(expected);
    const { triggers, data, errorCallbackUri } = shown;
    const attributes = { name: 'Sent back', triggers, data, errorCallbackUri };
    const changed = await call('PATCH', path, { body: { data: { attributes } } });
    expect(changed.json().data.attributes).toMatchObject({ ...expected, name: 'Sent back' });
    const plain = await call('PATCH', path, {
      body: { data: { attributes: { triggers: [charging], errorCallbackUri: null } } },
    });
    expect(plain.json().data.attributes).toMatchObject({
      ...{ triggers: [charging], data: [odometer, charging], errorCallbackUri: null },
    });
    await call('DELETE', path);
  });

  test.each([
    [{ data: ['no-signal'] }, 'data'],
    [{ data: [{ ...odometer, condition }] }, 'data'],
    [{ triggers: [{ group: 'Charge', name: 'IsCharging' }] }, 'triggers'],
    [{ errorCallbackUri: 'http://hooks.example.com' }, 'errorCallbackUri'],
    [{ signals: [odometer.code] }, 'signals'],
  ])('%j is refused by its name', async (attributes, field) => {
    const refused = await call('PATCH', `/webhooks/${webhook.id}`, {
      body: { data: { attributes } },
    });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain(field);
  });
});

describe('subscriptions', () => {
  const leadsSomewhere = { related: expect.stringContaining('/v3/') };

  test('are made once', async () => {
    const attributes = {
      webhookId: webhook.id,
      userId: simulated.userId,
      vehicleId: simulated.vehicleIds[0],
    };
    const made = await subscribe(attributes);
    expect(made.statusCode).toBe(202);
    expect(made.json()).toEqual({ meta: { message: 'subscription creation in progress' } });
    const again = await subscribe(attributes);
    expect(again.statusCode).toBe(409);
    expect(again.json().errors[0]).toMatchObject({
      status: '409',
      type: 'CONFLICT',
      code: 'SUBSCRIPTION_EXISTS',
    });
  });

  test.each([
    ['a webhook that there is not', { webhookId: crypto.randomUUID() }, 404, 'WEBHOOK_NOT_FOUND'],
    ['a vehicle that there is not', { vehicleId: crypto.randomUUID() }, 404, 'VEHICLE_NOT_FOUND'],
    ['no id', { vehicleId: 'car' }, 400, 'INVALID_INPUT_FORMAT'],
    ['too much', { colour: 'red' }, 400, 'INVALID_INPUT_FORMAT'],
  ])('%s is refused', async (_what, change, status, code) => {
    const refused = await subscribe({
      webhookId: webhook.id,
      userId: simulated.userId,
      vehicleId: simulated.vehicleIds[1],
      ...change,
    });
    expect(refused.statusCode).toBe(status);
    expect(refused.json().errors[0]).toMatchObject({ code });
  });

  interface List {
    readonly data: {
      id: string;
      attributes: { vehicleId: string; webhookId: string };
      relationships: Readonly<Record<string, { links: { related: string } }>>;
    }[];
    readonly meta: object;
    readonly links: { readonly next: string | null };
  }
  const list = async (query: Readonly<Record<string, string>>): Promise<List> => {
    const response = await call('GET', '/subscriptions', { query });
    expect(response.statusCode).toBe(200);
    return response.json();
  };
  const vehiclesOf = ({ data }: List) => data.map(({ attributes }) => attributes.vehicleId);

  test('are filtered by user, webhook, vehicle and mode', async () => {
    const [first = '', second = ''] = simulated.vehicleIds;
    expect(vehiclesOf(await list({ 'filter[webhookId]': webhook.id }))).toEqual([first]);
    expect(vehiclesOf(await list({ 'filter[userId]': live.userId }))).toEqual(live.vehicleIds);
    expect(vehiclesOf(await list({ 'filter[vehicleId]': second }))).toEqual([second]);
    expect(vehiclesOf(await list({ 'filter[vehicle.mode]': 'live' }))).toEqual(live.vehicleIds);
    expect((await list({ 'filter[vehicle.mode]': 'simulated' })).meta).toMatchObject({
      totalCount: 3,
    });
    const both = { 'filter[vehicle.mode]': 'live', 'filter[userId]': simulated.userId };
    expect(vehiclesOf(await list(both))).toEqual([]);
  });

  test('come in pages of twenty-five, each once', async () => {
    expect((await list({})).meta).toEqual({ pageNumber: 1, pageSize: 25, totalCount: 4 });
    const seen: string[] = [];
    let query: Record<string, string> | undefined = { 'page[size]': '3' };
    while (query) {
      const page: List = await list(query);
      seen.push(...page.data.map(({ id }) => id));
      query = page.links.next
        ? Object.fromEntries(new URL(page.links.next).searchParams)
        : undefined;
    }
    expect(seen).toEqual((await list({})).data.map(({ id }) => id));
    const large = await call('GET', '/subscriptions', { query: { 'page[size]': '101' } });
    expect(large.statusCode).toBe(400);
  });

  test('one tells what the car is, and leads to webhook, car and connections', async () => {
    const [found] = (await list({ 'filter[webhookId]': webhook.id })).data;
    const [vehicleId = ''] = simulated.vehicleIds;
    const car = (await call('GET', `/vehicles/${vehicleId}`)).json().data;
    const { userId } = simulated;
    expect(found).toEqual({
      id: expect.any(String),
      type: 'subscription',
      attributes: { vehicle: car.attributes, webhookId: webhook.id, vehicleId, userId },
      meta: {
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
      relationships: {
        webhook: { data: { type: 'webhook', id: webhook.id }, links: leadsSomewhere },
        user: { data: { type: 'user', id: userId }, links: leadsSomewhere },
        vehicle: { data: { type: 'vehicle', id: vehicleId }, links: leadsSomewhere },
      },
      links: { self: expect.stringMatching(`/v3/subscriptions/${found?.id}$`) },
    });
    const follow = async (link: string | undefined) => {
      const { pathname, searchParams } = new URL(link ?? '');
      const query = Object.fromEntries(searchParams);
      return (await call('GET', pathname.replace(/^.*\/v3/, ''), { query })).json().data;
    };
    const relationships = found?.relationships;
    expect(await follow(relationships?.webhook?.links.related)).toMatchObject({ id: webhook.id });
    expect(await follow(relationships?.vehicle?.links.related)).toEqual(car);
    expect(await follow(relationships?.user?.links.related)).toHaveLength(2);
  });

  test('one is shown and ended; another application has none of it', async () => {
    const [found] = (await list({ 'filter[webhookId]': webhook.id })).data;
    const path = `/subscriptions/${found?.id}`;
    const stranger = await createTestApplication(platform, 'Stranger');
    const { accessToken } = await platform.platform.tokens.issueApplicationToken(
      stranger.application.id,
    );
    expect((await call('GET', path)).json()).toEqual({ data: found });
    for (const method of ['GET', 'DELETE'] as const) {
      const refused = await call(method, path, {}, accessToken);
      expect(refused.json().errors[0]).toMatchObject({ code: 'SUBSCRIPTION_NOT_FOUND' });
    }
    expect((await call('DELETE', path)).statusCode).toBe(204);
    expect((await call('GET', path)).statusCode).toBe(404);
  });
});

describe('the application', () => {
  test('sees itself and nobody else', async () => {
    const { id, name } = application.application;
    const { data } = (await call('GET', '/applications')).json();
    expect(data).toEqual([expect.objectContaining({ id, type: 'application' })]);
    expect(data[0].attributes).toMatchObject({ name, requirePkce: false });
    expect((await call('GET', `/applications/${id}`)).json()).toEqual({ data: data[0] });
    const other = await createTestApplication(platform, 'Other');
    for (const path of ['', '/secrets']) {
      const refused = await call('GET', `/applications/${other.application.id}${path}`);
      expect(refused.json().errors[0]).toMatchObject({ code: 'APPLICATION_NOT_FOUND' });
    }
  });

  test('lists its secrets by their ends only', async () => {
    const { id } = application.application;
    const response = await call('GET', `/applications/${id}/secrets`);
    const { data } = response.json();
    expect(data).toEqual([
      {
        id: expect.any(String),
        type: 'application-secret',
        attributes: { hint: expect.any(String) },
        meta: { createdAt: expect.stringMatching(/Z$/) },
      },
    ]);
    const { apiClientSecret } = application.credentials;
    expect(apiClientSecret.endsWith(data[0].attributes.hint.replace(/^\W+/, ''))).toBe(true);
    expect(response.body).not.toContain(apiClientSecret);
  });
});
