import { describe, expect, it, vi } from 'vitest';
import { stateEvent } from '../support/events.js';
import { apiError, electricCar } from '../support/fake-car.js';
import { type Harness, startHarness } from '../support/harness.js';
import { type EventStream, readEvents } from '../support/sse.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';

const follow = async ({ browser }: Pick<Harness, 'browser'>): Promise<EventStream> =>
  readEvents(await browser.request(`/cars/${A}/events`));

const shows =
  (text: string) =>
  (data: unknown): boolean =>
    JSON.stringify(data).includes(text);

const connected = async (env: Record<string, string> = {}): Promise<Harness> => {
  const harness = await startHarness({ cars: [electricCar(A)], env });
  await harness.browser.get('/connect');
  await vi.waitUntil(() => harness.carport.webhooks[0]?.verified, { timeout: 10_000 });
  return harness;
};

/** Longer than any test: what arrives does not arrive by polling. */
const NO_POLLING = { DEMO_POLL_SECONDS: '3600' };

describe('the live page', () => {
  it('gets the car at once', async () => {
    const harness = await connected(NO_POLLING);
    const stream = await follow(harness);
    const fragments = await stream.next('fragments', shows('Battery 54 percent'));
    expect(fragments).toMatchObject({ 'feed-status': expect.stringContaining('Listening') });
  });

  it('gets the car again every few seconds', async () => {
    const harness = await connected({ DEMO_POLL_SECONDS: '0' });
    const stream = await follow(harness);
    await stream.next('fragments');
    harness.carport.cars[0]?.paths.set('/battery', {
      body: { percentRemaining: 0.77, range: 300 },
    });
    await stream.next('fragments', shows('Battery 77 percent'));
  });

  it('gets a webhook as it happens, and the car right after it', async () => {
    const harness = await connected(NO_POLLING);
    const stream = await follow(harness);
    await stream.next('fragments');
    harness.carport.cars[0]?.paths.set('/security', { body: { isLocked: false } });
    expect(await harness.carport.deliver(stateEvent(A, { eventId: 'e1' }))).toBe(200);
    const happening = await stream.next('happening');
    expect(happening).toMatchObject({
      id: 'event-e1',
      html: expect.stringContaining('unlocked'),
    });
    await stream.next('fragments', shows('Unlocked'));
  });

  it('catches up with what happened while it was away', async () => {
    const harness = await connected(NO_POLLING);
    const unlocked = stateEvent(A, { eventId: 'e1', body: { value: false } });
    const locked = stateEvent(A, { eventId: 'e2', body: { value: true } });
    for (const event of [unlocked, locked]) await harness.carport.deliver(event);
    const stream = await follow(harness);
    expect(await stream.next('happening')).toMatchObject({ id: 'event-e1' });
    expect(await stream.next('happening')).toMatchObject({ id: 'event-e2' });
  });

  it('hears of an outage, and of its end', async () => {
    const harness = await connected({ DEMO_POLL_SECONDS: '0' });
    const stream = await follow(harness);
    await stream.next('fragments');
    harness.carport.outage = apiError('UPSTREAM', 'NO_RESPONSE', 502);
    await stream.next('fragments', shows('UPSTREAM happened.'));
    harness.carport.outage = null;
    await stream.next('fragments', (data) => !shows('UPSTREAM happened.')(data));
  });

  it('is told to stop asking for a car that is not there', async () => {
    const { stranger } = await connected();
    expect((await stranger().request(`/cars/${A}/events`)).status).toBe(204);
  });

  it('does not keep the car awake once it is closed', async () => {
    const harness = await connected({ DEMO_POLL_SECONDS: '0' });
    const stream = await follow(harness);
    await stream.next('fragments');
    stream.close();
    await vi.waitUntil(async () => {
      const before = harness.carport.batches.length;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return harness.carport.batches.length === before;
    });
  });

  it('lets the app stop', async () => {
    const harness = await connected();
    const stream = await follow(harness);
    await stream.next('fragments');
    await harness.demo.stop();
    await expect(stream.next('fragments')).rejects.toThrow();
  });
});
