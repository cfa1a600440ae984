import { levelOf, microsecondsOf } from '../../limits/buckets/arithmetic.js';
import type { Bucket, Buckets } from '../../limits/buckets/contract.js';
import type { Clock } from '../../platform/clock.js';
import type { Store } from '../../store/store.js';
import type { ClaimedEvent } from './claims.store.js';
import type { Room } from './lanes.js';
import type { DeliveryOptions } from './options.js';
import { attemptsUnderWay } from './throttle.store.js';

export interface ThrottleDeps {
  readonly store: Pick<Store, 'queues'>;
  readonly clock: Clock;
  readonly buckets: Buckets;
}

type Limits = Pick<DeliveryOptions, 'maxPerSecond' | 'maxConcurrent'>;

/** What this process knows of a webhook with limits. */
interface Known {
  readonly limits: Limits;
  readonly bucket: Bucket | null;
  /** Epoch microseconds; of the bucket, as it was left. */
  fullAt: number;
}

export interface Admitted {
  readonly go: readonly ClaimedEvent[];
  /** They stay as due as they are, and others are not held up by them. */
  readonly wait: readonly ClaimedEvent[];
}

const MICROSECONDS = 1_000_000;
const MICROSECONDS_PER_MILLISECOND = 1_000;
/** The part of a second's attempts that may begin together. */
const TOGETHER = 20;

/** However they are spread, no more than `perSecond` tokens are given in any one second. */
export const bucketOf = (webhookId: string, perSecond: number): Bucket => {
  const burst = Math.ceil(perSecond / TOGETHER);
  const interval = Math.ceil(MICROSECONDS / (perSecond - burst + 1));
  return { key: `webhook ${webhookId}`, burst, interval };
};

/**
 * Keeps attempts within the limits of their webhooks, over all server processes. Rates are buckets, which the
 * processes share; what is under way stands in the queue itself. A process looks before it claims and, because others
 * look at the same moment, once more afterwards: whoever comes second puts back what is too much.
 */
export const createThrottle = ({ store, clock, buckets }: ThrottleDeps) => {
  const known = new Map<string, Known>();

  const learn = ({ webhookId, delivery }: ClaimedEvent): Known => {
    const { maxPerSecond, maxConcurrent } = delivery;
    const before = known.get(webhookId);
    if (
      before?.limits.maxPerSecond === maxPerSecond &&
      before?.limits.maxConcurrent === maxConcurrent
    )
      return before;
    const bucket = maxPerSecond === null ? null : bucketOf(webhookId, maxPerSecond);
    const one = { limits: { maxPerSecond, maxConcurrent }, bucket, fullAt: 0 };
    known.set(webhookId, one);
    return one;
  };

  const countOf = (webhookIds: Iterable<string>) =>
    attemptsUnderWay(
      store.queues,
      [...webhookIds].filter((id) => (known.get(id)?.limits.maxConcurrent ?? null) !== null),
    );

  /** Too few at a time would be more work than they are worth. */
  const fewest = ({ burst }: Bucket): number => Math.ceil(burst / 2);

  const tokensOf = ({ bucket, fullAt }: Known, now: number): number => {
    if (!bucket) return Number.POSITIVE_INFINITY;
    const { tokens } = levelOf(bucket, fullAt, now);
    return tokens < fewest(bucket) ? 0 : tokens;
  };

  const isWithin = async (one: Known): Promise<boolean> => {
    if (!one.bucket) return true;
    const { granted, fullAt } = await buckets.take(one.bucket);
    one.fullAt = fullAt;
    return granted;
  };

  return {
    /** What there is room for in the next claim. */
    narrow: async (room: Room): Promise<Room> => {
      if (known.size === 0) return room;
      const lanes = new Map(room.lanes.map((lane) => [lane.webhookId, lane]));
      const now = microsecondsOf(clock);
      const counts = await countOf(known.keys());
      for (const [webhookId, one] of known) {
        const lane = lanes.get(webhookId);
        const most = one.limits.maxConcurrent ?? Number.POSITIVE_INFINITY;
        const within = Math.max(
          0,
          Math.min(tokensOf(one, now), most - (counts.get(webhookId) ?? 0)),
        );
        const wide = lane ?? { webhookId, room: room.forStranger, proven: false };
        if (within < wide.room) lanes.set(webhookId, { ...wide, room: within });
        // Like one that nobody has heard of.
        else if (!lane && one.fullAt <= now) known.delete(webhookId);
      }
      return { ...room, lanes: [...lanes.values()] };
    },

    admit: async (events: readonly ClaimedEvent[]): Promise<Admitted> => {
      const limited = events.filter(isLimited);
      if (limited.length === 0) return { go: events, wait: [] };
      for (const event of limited) learn(event);
      const excess = new Map<string, number>();
      for (const [id, count] of await countOf(new Set(limited.map(({ webhookId }) => webhookId)))) {
        excess.set(id, count - (known.get(id)?.limits.maxConcurrent ?? count));
      }
      const wait = new Set<ClaimedEvent>();
      // The youngest first.
      for (const event of limited.toReversed()) {
        const tooMany = excess.get(event.webhookId) ?? 0;
        if (tooMany <= 0) continue;
        excess.set(event.webhookId, tooMany - 1);
        wait.add(event);
      }
      for (const event of limited) {
        if (!wait.has(event) && !(await isWithin(learn(event)))) wait.add(event);
      }
      return { go: events.filter((event) => !wait.has(event)), wait: [...wait] };
    },

    /** Milliseconds until a bucket that was empty has enough again. */
    opensIn: (): number => {
      const now = microsecondsOf(clock);
      let soonest = Number.POSITIVE_INFINITY;
      for (const { bucket, fullAt } of known.values()) {
        if (!bucket) continue;
        const enoughAt = fullAt - (bucket.burst - fewest(bucket)) * bucket.interval;
        if (enoughAt > now) soonest = Math.min(soonest, enoughAt - now);
      }
      return Math.ceil(soonest / MICROSECONDS_PER_MILLISECOND);
    },
  };
};

const isLimited = ({ delivery, unwanted }: ClaimedEvent): boolean =>
  unwanted === null && (delivery.maxPerSecond !== null || delivery.maxConcurrent !== null);
