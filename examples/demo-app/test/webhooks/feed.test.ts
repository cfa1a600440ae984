import { describe, expect, it, vi } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/event.js';
import { createFeed } from '../../src/webhooks/feed.js';

const NOW = 1_800_000_000_000;

const charge = (
  eventId: string,
  value: number,
  vehicleId: string | null = 'car',
): WebhookEvent => ({
  eventId,
  eventType: 'VEHICLE_STATE',
  vehicleId,
  challenge: null,
  triggers: [{ code: 'tractionbattery-stateofcharge', name: 'StateOfCharge' }],
  signals: [
    {
      code: 'tractionbattery-stateofcharge',
      name: 'StateOfCharge',
      body: { unit: 'percent', value },
    },
    { code: 'closure-islocked', name: 'IsLocked', body: { value: true } },
  ],
  errors: [],
});

const feedNow = () => createFeed(() => NOW);

describe('the feed', () => {
  it('tells what changed, from what to what', () => {
    const feed = feedNow();
    feed.add(charge('1', 54));
    feed.add(charge('2', 56));
    const [newest, oldest] = feed.recent('car');
    expect(newest).toMatchObject({
      id: '2',
      at: new Date(NOW),
      signalCount: 2,
      changes: [{ label: 'Battery', before: '54 %', after: '56 %' }],
    });
    expect(oldest?.changes[0]).toMatchObject({ before: '', after: '54 %' });
  });

  it('learns values from every signal of a delivery, not from its triggers only', () => {
    const feed = feedNow();
    feed.add(charge('1', 54));
    feed.add({
      ...charge('2', 54),
      triggers: [{ code: 'closure-islocked', name: 'IsLocked' }],
      signals: [{ code: 'closure-islocked', name: 'IsLocked', body: { value: false } }],
    });
    expect(feed.recent('car')[0]?.changes).toMatchObject([
      { label: 'Locks', before: 'locked', after: 'unlocked' },
    ]);
  });

  it('says nothing of before where it is the same or speaks for itself', () => {
    const feed = feedNow();
    const moved = (eventId: string, value: number): WebhookEvent => ({
      ...charge(eventId, 1),
      triggers: [{ code: 'odometer-traveleddistance', name: 'TraveledDistance' }],
      signals: [{ code: 'odometer-traveleddistance', name: '', body: { unit: 'km', value } }],
    });
    feed.add(moved('1', 10));
    feed.add(moved('2', 11));
    feed.add(charge('3', 54));
    feed.add(charge('4', 54));
    expect(feed.recent('car').map(({ changes }) => changes[0]?.before)).toEqual(['', '', '', '']);
  });

  it('takes an event once, however often it is delivered', () => {
    const feed = feedNow();
    const listener = vi.fn();
    feed.follow('car', listener);
    expect([feed.add(charge('1', 54)), feed.add(charge('1', 54))]).toEqual([true, false]);
    expect(feed.recent('car')).toHaveLength(1);
    expect(listener).toHaveBeenCalledOnce();
  });

  it('keeps cars apart', () => {
    const feed = feedNow();
    const listener = vi.fn();
    feed.follow('other', listener);
    feed.add(charge('1', 54));
    expect(feed.recent('other')).toEqual([]);
    expect(listener).not.toHaveBeenCalled();
  });

  it('is silent to who has left', () => {
    const feed = feedNow();
    const [gone, here] = [vi.fn(), vi.fn()];
    const leave = feed.follow('car', gone);
    feed.follow('car', here);
    leave();
    feed.add(charge('1', 54));
    expect(gone).not.toHaveBeenCalled();
    expect(here).toHaveBeenCalledOnce();
  });

  it('remembers a page full, and ids for long enough', () => {
    const feed = feedNow();
    for (let index = 0; index < 500; index += 1) feed.add(charge(String(index), index));
    expect(feed.recent('car')).toHaveLength(40);
    expect(feed.recent('car')[0]?.id).toBe('499');
    expect(feed.add(charge('0', 0))).toBe(false);
  });

  it('forgets ids in the end', () => {
    const feed = feedNow();
    for (let index = 0; index < 2100; index += 1) feed.add(charge(String(index), index));
    expect(feed.add(charge('0', 0))).toBe(true);
  });

  it('tells a first delivery as the beginning that it is', () => {
    const feed = feedNow();
    feed.add({
      ...charge('1', 54),
      triggers: [{ code: 'FIRST_DELIVERY', name: 'FIRST_DELIVERY' }],
    });
    expect(feed.recent('car')[0]?.changes).toMatchObject([
      { label: 'First delivery', after: '2 signals to begin with' },
    ]);
  });

  it('tells trouble, and its end', () => {
    const feed = feedNow();
    const error = { description: 'Asleep.', docUrl: 'https://docs.test', resolved: false };
    const errors = [error, { ...error, docUrl: null, resolved: true }];
    feed.add({ ...charge('1', 0), eventType: 'VEHICLE_ERROR', triggers: [], signals: [], errors });
    expect(feed.recent('car')[0]).toMatchObject({
      kind: 'error',
      changes: [
        { label: 'Trouble', after: 'Asleep.', docUrl: 'https://docs.test' },
        { label: 'Back in order', docUrl: null },
      ],
    });
  });

  it('keeps what belongs to no car to itself', () => {
    const feed = feedNow();
    expect(feed.add(charge('1', 54, null))).toBe(true);
    expect(feed.recent('car')).toEqual([]);
  });
});
