import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { stateEvent } from '../support/events.js';
import { electricCar } from '../support/fake-car.js';
import { MANAGEMENT_TOKEN } from '../support/fake-carport.js';
import { type Harness, startHarness } from '../support/harness.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const VERIFY_VECTOR = '9baf5a7464bd86740ad5a06e439dcf535a075022ed2c92d74efacf646d79328e';

const sign = (body: string): string =>
  createHmac('sha256', MANAGEMENT_TOKEN).update(body).digest('hex');

const receive = (
  { browser }: Harness,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  browser.request('/webhooks', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

const verified = async (env: Record<string, string> = {}): Promise<Harness> => {
  const harness = await startHarness({ cars: [electricCar(A)], env });
  await vi.waitUntil(() => harness.carport.webhooks[0]?.verified, { timeout: 10_000 });
  return harness;
};

const feedOf = async ({ browser }: Harness): Promise<string> =>
  (await browser.get(`/car?id=${A}`)).text;

describe('setting up', () => {
  it('registers the webhook and passes its verification when the app starts', async () => {
    const { carport, logged, url } = await verified();
    expect(carport.webhooks).toHaveLength(1);
    expect(carport.webhooks[0]?.attributes).toMatchObject({
      name: 'Demo app',
      callbackUri: `${url}/webhooks`,
      autoSubscribe: true,
      isEnabled: true,
    });
    await vi.waitUntil(() => logged.includes('webhook registered and verified'));
  });

  it('does not make a second one after a restart', async () => {
    const harness = await verified();
    await harness.restart();
    await vi.waitUntil(
      () => harness.logged.filter((line) => line.includes('registered and')).length === 2,
      { timeout: 10_000 },
    );
    expect(harness.carport.webhooks).toHaveLength(1);
  });

  it('tells the visitor while it has not worked out yet', async () => {
    const harness = await startHarness({
      cars: [electricCar(A)],
      env: { CARPORT_API_CLIENT_SECRET: 'wrong' },
    });
    await harness.browser.get('/connect');
    await vi.waitUntil(() => harness.logged.length > 0);
    expect(await feedOf(harness)).toContain('No application token: invalid_client.');
  });
});

describe('a delivery', () => {
  it('with the right signature reaches the page', async () => {
    const harness = await verified();
    await harness.browser.get('/connect');
    const body = JSON.stringify(stateEvent(A));
    const response = await receive(harness, body, { 'sc-signature': sign(body) });
    expect(response.status).toBe(200);
    expect(await feedOf(harness)).toContain('unlocked');
  });

  it('is signed over its bytes: what is the same JSON is not the same', async () => {
    const harness = await verified();
    const event = stateEvent(A);
    const pretty = JSON.stringify(event, null, 2);
    const compact = JSON.stringify(event);
    const headers = { 'sc-signature': sign(compact) };
    expect((await receive(harness, pretty, headers)).status).toBe(401);
    expect((await receive(harness, pretty, { 'sc-signature': sign(pretty) })).status).toBe(200);
  });

  it.each([undefined, '', 'made-up', '0'.repeat(64)])(
    'with the signature %j is refused and shown to nobody',
    async (signature) => {
      const harness = await verified();
      await harness.browser.get('/connect');
      const headers = signature === undefined ? {} : { 'sc-signature': signature };
      const response = await receive(harness, JSON.stringify(stateEvent(A)), headers);
      expect(response.status).toBe(401);
      expect(await feedOf(harness)).not.toContain('class="event"');
    },
  );

  it('that comes again is acknowledged and shown once', async () => {
    const harness = await verified();
    await harness.browser.get('/connect');
    const event = stateEvent(A, { eventId: 'once' });
    expect(await harness.carport.deliver(event)).toBe(200);
    expect(await harness.carport.deliver(event)).toBe(200);
    expect((await feedOf(harness)).split('id="event-once"')).toHaveLength(2);
  });

  it('of another car is acknowledged and shown to its owner only', async () => {
    const harness = await verified();
    await harness.browser.get('/connect');
    expect(await harness.carport.deliver(stateEvent('somebody-elses'))).toBe(200);
    expect(await feedOf(harness)).not.toContain('class="event"');
  });

  it.each(['', '{}', 'not json', '[]'])('of %j is refused', async (body) => {
    const harness = await verified();
    expect((await receive(harness, body, { 'sc-signature': sign(body) })).status).toBe(400);
  });

  it('larger than any delivery is refused unread', async () => {
    const harness = await verified();
    const body = JSON.stringify({ ...stateEvent(A), padding: 'x'.repeat(70_000) });
    expect((await receive(harness, body, { 'sc-signature': sign(body) })).status).toBe(413);
  });

  it('cannot put markup into the page', async () => {
    const harness = await verified();
    await harness.browser.get('/connect');
    const code = '<script>alert(1)</script>';
    await harness.carport.deliver(stateEvent(A, { code, body: { value: code } }));
    expect(await feedOf(harness)).not.toContain('<script>alert');
  });
});

describe('a challenge', () => {
  it('is answered with its keyed hash, as published', async () => {
    const harness = await startHarness({ env: { CARPORT_MANAGEMENT_TOKEN: 'amt' } });
    const data = { challenge: 'challenge' };
    const body = JSON.stringify({ eventId: 'e', eventType: 'VERIFY', data });
    const response = await receive(harness, body);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({ challenge: VERIFY_VECTOR });
  });

  it('does not sign an event that is sent to it as a challenge', async () => {
    const harness = await startHarness();
    const data = { challenge: JSON.stringify({ eventId: 'e', eventType: 'VEHICLE_STATE' }) };
    const body = JSON.stringify({ eventId: 'e', eventType: 'VERIFY', data });
    const response = await receive(harness, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'not a challenge' });
  });
});
