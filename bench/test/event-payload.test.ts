import { expect, it } from 'vitest';
import { eventPayload } from '../src/programs/event-payload.js';

it('is an envelope of nearly 2 KB', () => {
  const payload = eventPayload('event', 'webhook');
  expect(JSON.parse(payload)).toMatchObject({
    eventId: 'event',
    meta: { webhookId: 'webhook', version: '4.0' },
  });
  expect(payload.length).toBeGreaterThan(1_800);
  expect(payload.length).toBeLessThanOrEqual(2_048);
});
