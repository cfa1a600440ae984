import { setTimeout as sleep } from 'node:timers/promises';
import type { Buckets } from '../../limits/buckets/contract.js';
import { createBatcher } from '../../platform/batcher.js';
import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import type { Logger } from '../../platform/logger.js';
import { createWorkLoop, pauseUntil, type WorkLoop } from '../../platform/work-loop.js';
import type { Processes } from '../../processes/contract.js';
import type { Store } from '../../store/store.js';
import type { FirstDeliveries } from '../first-deliveries.js';
import { type ObservedDelivery, observedDelivery } from '../metrics/observed-delivery.js';
import type { RecordOperational } from '../operational-events.js';
import type { Transport } from '../outgoing/transport.js';
import type { WebhookSettings } from '../settings.js';
import { type Attempt, createAttempts } from './attempts.js';
import { type ClaimedEvent, claimDue, nextDueAt, putBack, releaseClaims } from './claims.store.js';
import { createHealth, isTelling } from './health.js';
import { createLanes } from './lanes.js';
import { advanceQueues, startQueues, type VehicleQueue } from './queues.store.js';
import { pausesOf } from './retry-schedule.js';
import type { Sender, Senders, SendingWebhook } from './senders.js';
import { droppedSettlement, type Settlement, settlementOf } from './settlements.js';
import { settle } from './settlements.store.js';
import { createThrottle } from './throttle.js';

export interface DispatcherDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly senders: Senders;
  readonly transport: Transport;
  readonly processes: Pick<Processes, 'self'>;
  readonly firstDeliveries: FirstDeliveries;
  readonly recordOperational: RecordOperational;
  readonly wake: () => void;
  readonly buckets: Buckets;
  readonly settings: WebhookSettings;
  readonly log: Logger;
  /** Told of what became of each claim, once it is written down. */
  readonly observe?: ((delivery: ObservedDelivery) => void) | undefined;
}

interface Job {
  readonly event: ClaimedEvent;
  /** Looked up once for all of a claim's events. */
  readonly sender: () => Promise<Sender>;
}

const MOST_IN_ONE_WRITE = 500;
const WRITE_RETRIES = 4;
const WRITE_RETRY_MS = 200;

/** Sends what the outbox holds: claim, attempt, settle. Any number of processes share one outbox. */
export const createDispatcher = (deps: DispatcherDeps): WorkLoop => {
  const { store, clock, entropy, senders, settings, log } = deps;
  const lanes = createLanes();
  const attempts = createAttempts(deps);
  const health = createHealth(deps);
  const throttle = createThrottle(deps);
  let lookedAt = 0;

  /** What has left the queue of its car lets the one behind it go. */
  const letNextGo = async (settlements: readonly Settlement[]): Promise<void> => {
    const queues = settlements.flatMap(({ event, status }): VehicleQueue[] => {
      const { webhookId, vehicleId, inOrder } = event;
      return inOrder && vehicleId && status !== 'pending' ? [{ webhookId, vehicleId }] : [];
    });
    if (queues.length > 0) await advanceQueues(store, queues, new Date(clock.now()));
  };

  const persist = async (write: () => Promise<void>): Promise<void> => {
    for (let retry = 0; ; retry++) {
      try {
        return await write();
      } catch (error) {
        // Given up, the events stay claimed until this process ends, and are sent once more then.
        if (retry === WRITE_RETRIES) throw error;
        log.warn({ err: error }, 'cannot write deliveries down, trying again');
        await sleep(WRITE_RETRY_MS * 2 ** retry);
      }
    }
  };
  const written = async (settlements: readonly Settlement[]): Promise<void> => {
    await persist(() => letNextGo(settlements));
    for (const settlement of settlements) deps.observe?.(observedDelivery(settlement));
  };

  const recordQuietly = createBatcher<Settlement>(async (settlements) => {
    await persist(() => settle(store.queues, settlements));
    await written(settlements);
  }, MOST_IN_ONE_WRITE);

  /** In batches of their own: a webhook that is being changed holds up its own settlements only. */
  const recordTelling = createBatcher<Settlement>(async (settlements) => {
    for (const [webhookId, group] of byWebhook(settlements)) {
      await persist(() => health.settle(webhookId, group));
      await written(group);
    }
  }, MOST_IN_ONE_WRITE);

  const record = (settlement: Settlement): Promise<void> =>
    isTelling(settlement) ? recordTelling(settlement) : recordQuietly(settlement);

  const claim = async (free: number): Promise<readonly Job[]> => {
    const now = clock.now();
    lookedAt = now;
    await startQueues(store, new Date(now));
    const claimed = await claimDue(store.queues, {
      claim: entropy.uuid(),
      process: await deps.processes.self(),
      now: new Date(now),
      most: free,
      mostPerWebhook: settings.slotsPerWebhook,
      underWay: await throttle.underWay(lanes.underWay),
    });
    const { go: events, wait } = await throttle.admit(claimed);
    if (wait.length > 0) await putBack(store.queues, wait);
    for (const { webhookId } of events) lanes.enter(webhookId);
    const webhooks = events.map(sendingWebhook);
    const senderOf = senders(webhooks);
    return events.map((event) => ({ event, sender: () => senderOf(sendingWebhook(event)) }));
  };

  /** Null when nobody wants the event any more. */
  const send = async ({ event, sender }: Job, signal: AbortSignal): Promise<Attempt | null> => {
    const { id: eventId, payload, url, unwanted } = event;
    if (unwanted) return null;
    return attempts.make({ eventId, payload, url, sender: await sender(), signal });
  };

  const run = async (job: Job, signal: AbortSignal): Promise<void> => {
    const { event } = job;
    // The receiver is free for the next event while this one is written down.
    const attempt = await send(job, signal).finally(() => lanes.leave(event.webhookId));
    if (!attempt) return record(droppedSettlement(event, event.unwanted ?? '', clock.now()));
    if (signal.aborted && attempt.exchange.error !== null) {
      return releaseClaims(store.queues, [event], new Date(clock.now()));
    }
    const pauses = pausesOf(event.delivery.retrySchedule, settings.backoffMs, event.id);
    return record(settlementOf(event, attempt, pauses, clock.now()));
  };

  /** Until something is due by its time; what is due but cannot be claimed now will ring when it can. */
  const pause = async (): Promise<number> =>
    pauseUntil(await nextDueAt(store.queues), {
      ...{ lookedAt, now: clock.now() },
      most: Math.min(settings.lookEveryMs, throttle.opensIn()),
    });

  const { slots, drainMs } = settings;
  const loop = createWorkLoop<Job>({ slots, claim, run, pause, drainMs, log });
  return withFirstDeliveries(loop, deps);
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

const sendingWebhook = ({ webhookId, applicationId, delivery }: ClaimedEvent): SendingWebhook => ({
  ...{ id: webhookId, applicationId, delivery },
});

/** Also looks, now and then, for first deliveries that whoever owed them could not make. */
const withFirstDeliveries = (
  loop: WorkLoop,
  { firstDeliveries, settings, log }: DispatcherDeps,
): WorkLoop => {
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  const send = (): void => {
    sending = firstDeliveries
      .sendOwed()
      .catch((error: unknown) => log.error({ err: error }, 'cannot make first deliveries'))
      .finally(() => timer?.refresh());
  };
  return {
    ...loop,
    tick: async () => {
      await firstDeliveries.sendOwed();
      return loop.tick();
    },
    start: () => {
      timer = setTimeout(send, settings.lookEveryMs);
      loop.start();
    },
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await sending;
      await loop.stop();
    },
  };
};
