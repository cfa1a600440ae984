import { describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../../src/platform/clock.js';
import { createLanes, type Lanes, MOST_AHEAD } from '../../../src/webhooks/delivery/lanes.js';

interface Field {
  readonly lanes: Lanes;
  readonly clock: ManualClock;
  /** Events of the webhook are in hand and ask for their turns; those that may go are under way. */
  ask(webhookId: string, events?: number): void;
  /** Those under way, in the order in which they went. */
  readonly flying: string[];
  /** Ends the eldest of the webhook that is under way, and lets who waits for its turn go. */
  land(webhookId: string, delivered: boolean | null): Promise<void>;
  count(webhookId: string): number;
}

const field = (slots: number, slotsPerWebhook: number): Field => {
  const clock = createManualClock(0);
  const lanes = createLanes({ slots, slotsPerWebhook }, clock);
  const flying: string[] = [];
  const ask = (webhookId: string): void => {
    lanes.enter(webhookId);
    const turn = lanes.turn(webhookId);
    if (!turn) flying.push(webhookId);
    else void turn.then(() => flying.push(webhookId));
  };
  return {
    ...{ lanes, clock, flying },
    ask: (webhookId, events = 1) => {
      for (let nr = 0; nr < events; nr++) ask(webhookId);
    },
    land: async (webhookId, delivered) => {
      const place = flying.indexOf(webhookId);
      if (place === -1) throw new Error(`nothing of ${webhookId} is under way`);
      flying.splice(place, 1);
      lanes.leave(webhookId, delivered);
      lanes.forget(webhookId);
      // Turns are promises: whoever was let go has gone by then.
      await new Promise((resolve) => setImmediate(resolve));
    },
    count: (webhookId) => flying.filter((one) => one === webhookId).length,
  };
};

/** So many deliveries in a row, nothing else being under way. */
const prove = async ({ ask, land }: Field, webhookId: string, deliveries = 1): Promise<void> => {
  for (let nr = 0; nr < deliveries; nr++) {
    ask(webhookId);
    await land(webhookId, true);
  }
};

const laneOf = ({ lanes }: Field, webhookId: string) =>
  lanes.room().lanes.find((lane) => lane.webhookId === webhookId);

describe('turns', () => {
  test('go round: a long backlog of one webhook does not keep the others waiting', async () => {
    const here = field(2, 8);
    for (const webhookId of ['busy', 'b', 'c']) await prove(here, webhookId, 3);
    here.ask('busy', 5);
    here.ask('b', 2);
    here.ask('c', 1);
    expect(here.flying).toEqual(['busy', 'busy']);
    const order: string[] = [];
    while (here.flying.length > 0) {
      const [next = ''] = here.flying;
      order.push(next);
      await here.land(next, true);
    }
    expect(order).toEqual(['busy', 'busy', 'busy', 'b', 'c', 'busy', 'b', 'busy']);
  });

  test('of one webhook are in the order in which they were asked for', async () => {
    const { lanes } = field(1, 1);
    const order: number[] = [];
    expect(lanes.turn('a')).toBeUndefined();
    for (const nr of [1, 2, 3]) {
      void lanes.turn('a')?.then(() => {
        order.push(nr);
        lanes.leave('a', true);
      });
    }
    lanes.leave('a', true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([1, 2, 3]);
  });

  test('are not jumped: who asks while others of the webhook wait stands behind them', async () => {
    const here = field(4, 4);
    here.ask('a', 3);
    expect(here.flying).toHaveLength(2);
    const late: string[] = [];
    here.lanes.enter('a');
    const turn = here.lanes.turn('a');
    expect(turn).toBeInstanceOf(Promise);
    void turn?.then(() => late.push('late'));
    await here.land('a', null);
    expect([here.count('a'), late]).toEqual([2, []]);
    await here.land('a', null);
    expect(late).toEqual(['late']);
  });
});

describe('the limit of a webhook', () => {
  test('is two at first, doubles with every success up to the most, and halves with every failure', async () => {
    const here = field(64, 16);
    const limits = [];
    here.ask('a', 100);
    limits.push(here.count('a'));
    for (const delivered of [true, true, true, true, false, false]) {
      await here.land('a', delivered);
      limits.push(here.count('a'));
    }
    // Those under way are not called back: after a failure nothing goes until they are fewer than the limit.
    expect(limits).toEqual([2, 4, 8, 16, 16, 15, 14]);
    while (here.count('a') > 4) await here.land('a', null);
    await here.land('a', null);
    expect(here.count('a')).toBe(4);
    await here.land('a', false);
    await here.land('a', false);
    await here.land('a', false);
    await here.land('a', null);
    expect(here.count('a')).toBe(1);
  });

  test('is one at least: however often it fails, it is tried again', async () => {
    const here = field(64, 16);
    here.ask('a', 10);
    for (let nr = 0; nr < 8; nr++) await here.land('a', false);
    expect(here.count('a')).toBe(1);
  });

  test('is not moved by what was not even tried', async () => {
    const here = field(64, 16);
    here.ask('a', 10);
    for (let nr = 0; nr < 4; nr++) await here.land('a', null);
    expect(here.count('a')).toBe(2);
    expect(laneOf(here, 'a')?.proven).toBe(false);
  });

  test.each([1, 2, 3])('is never more than %i where that is the most', async (most) => {
    const here = field(64, most);
    here.ask('a', 20);
    for (let nr = 0; nr < 5; nr++) {
      expect(here.count('a')).toBeLessThanOrEqual(most);
      await here.land('a', true);
    }
    expect(here.count('a')).toBe(most);
  });
});

describe('dead endpoints', () => {
  test('share half of the slots, however many they are', async () => {
    const here = field(8, 8);
    await prove(here, 'alive', 3);
    const dead = Array.from({ length: 20 }, (_, nr) => `dead-${nr}`);
    for (const webhookId of dead) here.ask(webhookId, 3);
    expect(here.flying).toHaveLength(4);
    here.ask('alive', 8);
    expect(here.count('alive')).toBe(4);
    // What they lose is taken by another of them, and never by more.
    for (let nr = 0; nr < 12; nr++) {
      await here.land(here.flying.find((one) => one !== 'alive') ?? '', false);
      expect(here.flying.filter((one) => one !== 'alive')).toHaveLength(4);
    }
    expect(new Set(here.flying).size).toBe(5);
  });

  test('leave their half with the first success, and are back in it with the first failure', async () => {
    const here = field(8, 8);
    await prove(here, 'a', 3);
    here.ask('a', 8);
    expect([here.flying.length, here.lanes.room().forUnproven]).toEqual([8, 4]);
    await here.land('a', false);
    // All that is under way to it counts now: strangers have to wait, although there is a slot.
    here.ask('stranger');
    expect([here.count('stranger'), here.lanes.room().forUnproven]).toEqual([0, 0]);
    await here.land('a', true);
    expect(here.count('stranger')).toBe(1);
    // One of the four is in the stranger's hands.
    expect(here.lanes.room().forUnproven).toBe(3);
  });

  test('have one slot where there is one only', () => {
    const here = field(1, 1);
    here.ask('stranger');
    expect(here.flying).toEqual(['stranger']);
  });
});

describe('claims', () => {
  test('of a stranger are as many as may be under way to it', () => {
    expect(field(64, 16).lanes.room()).toEqual({
      ...{ inAll: 64, forUnproven: 32, forStranger: 2, lanes: [] },
    });
    expect(field(64, 1).lanes.room().forStranger).toBe(1);
  });

  test('have no room while everything that was claimed is in hand', () => {
    const here = field(4, 4);
    here.ask('a', 2);
    expect(here.lanes.room()).toEqual({
      ...{ inAll: 2, forUnproven: 0, forStranger: 2 },
      lanes: [{ webhookId: 'a', room: 0, proven: false }],
    });
    here.ask('a', 9);
    expect(here.lanes.room()).toMatchObject({ inAll: 0, forUnproven: 0, lanes: [{ room: 0 }] });
  });

  test('go ahead by as much as was delivered in a tenth of a second, and not for longer', async () => {
    const here = field(64, 4);
    here.clock.advance(1_000);
    await prove(here, 'a', 10);
    expect([laneOf(here, 'a')?.room, here.lanes.room().inAll]).toEqual([14, 74]);
    here.clock.advance(100);
    expect(laneOf(here, 'a')?.room).toBe(14);
    await prove(here, 'b', 3);
    expect([laneOf(here, 'b')?.room, here.lanes.room().inAll]).toEqual([7, 74]);
    here.clock.advance(100);
    expect([laneOf(here, 'a')?.room, laneOf(here, 'b')?.room]).toEqual([4, 7]);
    here.clock.advance(200);
    expect([laneOf(here, 'b')?.room, here.lanes.room().inAll]).toEqual([4, 64]);
    await prove(here, 'b', 3);
    here.clock.advance(200);
    expect([laneOf(here, 'b')?.room, here.lanes.room().inAll]).toEqual([4, 64]);
  });

  test('do not go ahead for what fails, and never by more than the most', async () => {
    const here = field(64, 4);
    await prove(here, 'a', MOST_AHEAD + 500);
    expect([laneOf(here, 'a')?.room, here.lanes.room().inAll]).toEqual([
      MOST_AHEAD + 4,
      MOST_AHEAD + 64,
    ]);
    for (let nr = 0; nr < 5; nr++) {
      here.ask('b');
      await here.land('b', false);
    }
    expect(laneOf(here, 'b')).toEqual({ webhookId: 'b', room: 1, proven: false });
  });

  test('name a lane for as long as it differs from a stranger’s', async () => {
    const here = field(64, 16);
    here.ask('a');
    expect(laneOf(here, 'a')).toEqual({ webhookId: 'a', room: 1, proven: false });
    await here.land('a', null);
    expect(laneOf(here, 'a')).toBeUndefined();
    here.ask('a');
    await here.land('a', false);
    expect(laneOf(here, 'a')).toEqual({ webhookId: 'a', room: 1, proven: false });
  });

  test('forget lanes at rest when there are very many, and none that has something in hand', async () => {
    const here = field(64, 16);
    here.lanes.enter('held');
    for (let nr = 0; nr < 10_010; nr++) await proveQuickly(here.lanes, `lane-${nr}`);
    const known = here.lanes.room().lanes.map(({ webhookId }) => webhookId);
    expect(known).toHaveLength(10_000);
    expect(known).toContain('held');
    expect(known).not.toContain('lane-0');
    expect(known).toContain('lane-10009');
  });
});

const proveQuickly = async (lanes: Lanes, webhookId: string): Promise<void> => {
  lanes.enter(webhookId);
  await lanes.turn(webhookId);
  lanes.leave(webhookId, true);
  lanes.forget(webhookId);
};

describe('a webhook that worked and falls silent', () => {
  test('is no better than an unproven one after a second, and leaves the others their half', async () => {
    const here = field(8, 8);
    await prove(here, 'hangs', 3);
    await prove(here, 'works', 3);
    here.ask('hangs', 4);
    here.clock.advance(999);
    expect(laneOf(here, 'hangs')?.proven).toBe(true);
    here.clock.advance(1);
    expect(laneOf(here, 'hangs')?.proven).toBe(false);
    here.ask('hangs', 4);
    here.ask('works', 4);
    expect([here.count('hangs'), here.count('works')]).toEqual([4, 4]);
    expect(here.lanes.room().forUnproven).toBe(0);
  });

  test('is believed again with its next success', async () => {
    const here = field(8, 8);
    await prove(here, 'slow', 3);
    here.ask('slow', 3);
    here.clock.advance(1_500);
    expect(laneOf(here, 'slow')?.proven).toBe(false);
    await here.land('slow', true);
    expect(laneOf(here, 'slow')?.proven).toBe(true);
    here.ask('slow', 6);
    expect(here.count('slow')).toBe(8);
  });

  test('is not one whose answers take long, as long as some come', async () => {
    const here = field(8, 8);
    await prove(here, 'slow', 3);
    here.ask('slow', 3);
    for (let nr = 0; nr < 3; nr++) {
      here.clock.advance(900);
      expect(laneOf(here, 'slow')?.proven).toBe(true);
      await here.land('slow', true);
    }
    // Nothing is under way: nobody is silent.
    here.clock.advance(60_000);
    expect(laneOf(here, 'slow')?.proven).toBe(true);
    here.ask('slow');
    expect(laneOf(here, 'slow')?.proven).toBe(true);
  });

  test('is found out although the clock was set back', async () => {
    const here = field(8, 8);
    await prove(here, 'hangs', 3);
    here.ask('hangs');
    here.clock.advance(-3_600_000);
    here.lanes.room();
    here.clock.advance(1_000);
    expect(laneOf(here, 'hangs')?.proven).toBe(false);
  });
});
