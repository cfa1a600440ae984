import { setTimeout as sleep } from 'node:timers/promises';
import { createBatcher } from '../../platform/batcher.js';
import type { Clock } from '../../platform/clock.js';
import type { Logger } from '../../platform/logger.js';
import type { Store } from '../../store/store.js';
import { type ObservedDelivery, observedDelivery } from '../metrics/observed-delivery.js';
import { createHealth, type HealthDeps, isTelling } from './health.js';
import { advanceQueues, type VehicleQueue } from './queues.store.js';
import type { Settlement } from './settlements.js';
import { settle } from './settlements.store.js';

export interface RecordingDeps extends HealthDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of what became of each claim, once it is written down. */
  readonly observe?: ((delivery: ObservedDelivery) => void) | undefined;
}

export interface Recording {
  /** Resolves when it is written down. */
  record(settlement: Settlement): Promise<void>;
  /** From now on it gives up when the database is away: what is not written down is sent once more by others. */
  hurry(): void;
}

const MOST_IN_ONE_WRITE = 500;
const WRITES_AT_ONCE = 2;
/** What is written together is written cheaply. */
const WRITES_APART_MS = 20;
const RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
const RETRIES_IN_A_HURRY = 3;

/** Writes down what became of claims, many at a time. */
export const createRecording = (deps: RecordingDeps): Recording => {
  const { store, clock, log } = deps;
  const health = createHealth(deps);
  let hurried = false;

  /** Until the database is there: what is not written down stays claimed for as long as this process lives. */
  const persist = async (write: () => Promise<void>): Promise<void> => {
    for (let retry = 0; ; retry++) {
      try {
        return await write();
      } catch (error) {
        if (isRefused(error) || (hurried && retry >= RETRIES_IN_A_HURRY)) throw error;
        log.warn({ err: error }, 'cannot write deliveries down, trying again');
        await sleep(Math.min(RETRY_MS * 2 ** retry, LONGEST_RETRY_MS));
      }
    }
  };

  /** One that the database does not take must not keep the others. */
  const persistAll = async (
    settlements: readonly Settlement[],
    write: (some: readonly Settlement[]) => Promise<void>,
  ): Promise<void> => {
    try {
      return await persist(() => write(settlements));
    } catch (error) {
      if (!isRefused(error)) throw error;
      log.error({ err: error }, 'the database refuses deliveries, writing them down one by one');
    }
    for (const one of settlements) {
      await persist(() => write([one])).catch(() => persist(() => write([withoutAnswer(one)])));
    }
  };

  /** What has left the queue of its car lets the one behind it go. */
  const letNextGo = async (settlements: readonly Settlement[]): Promise<void> => {
    const queues = settlements.flatMap(({ event, status }): VehicleQueue[] => {
      const { webhookId, vehicleId, inOrder } = event;
      return inOrder && vehicleId && status !== 'pending' ? [{ webhookId, vehicleId }] : [];
    });
    if (queues.length > 0) await advanceQueues(store, queues, new Date(clock.now()));
  };

  const written = async (settlements: readonly Settlement[]): Promise<void> => {
    await persist(() => letNextGo(settlements));
    for (const settlement of settlements) deps.observe?.(observedDelivery(settlement));
  };

  const recordQuietly = createBatcher<Settlement>(
    async (settlements) => {
      await persistAll(settlements, (some) => settle(store.queues, some));
      await written(settlements);
    },
    { most: MOST_IN_ONE_WRITE, atOnce: WRITES_AT_ONCE, apartMs: WRITES_APART_MS },
  );

  /** In batches of their own: a webhook that is being changed holds up its own settlements only. */
  const recordTelling = createBatcher<Settlement>(
    async (settlements) => {
      for (const [webhookId, group] of byWebhook(settlements)) {
        await persistAll(group, (some) => health.settle(webhookId, some));
        await written(group);
      }
    },
    { most: MOST_IN_ONE_WRITE },
  );

  return {
    record: (settlement) =>
      isTelling(settlement) ? recordTelling(settlement) : recordQuietly(settlement),
    hurry: () => {
      hurried = true;
    },
  };
};

/** The database understood and will not have it: trying again changes nothing. */
const isRefused = (error: unknown): boolean =>
  /^2[23]/.test((error as { readonly code?: string }).code ?? '');

const withoutAnswer = (settlement: Settlement): Settlement => {
  const { attempt, ...rest } = settlement;
  if (!attempt) return settlement;
  return {
    ...rest,
    attempt: { ...attempt, exchange: { ...attempt.exchange, headers: {}, body: '' } },
  };
};

const byWebhook = (settlements: readonly Settlement[]): Map<string, Settlement[]> => {
  const groups = new Map<string, Settlement[]>();
  for (const one of settlements) {
    const group = groups.get(one.event.webhookId);
    if (group) group.push(one);
    else groups.set(one.event.webhookId, [one]);
  }
  return groups;
};
