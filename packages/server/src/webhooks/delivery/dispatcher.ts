import { setTimeout as sleep } from 'node:timers/promises';
import type { Applications } from '../../applications/contract.js';
import { createBatcher } from '../../platform/batcher.js';
import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import type { Logger } from '../../platform/logger.js';
import { createWorkLoop, type WorkLoop } from '../../platform/work-loop.js';
import type { Store } from '../../store/store.js';
import type { FirstDeliveries } from '../first-deliveries.js';
import { type ObservedDelivery, observedDelivery } from '../metrics/observed-delivery.js';
import type { Transport } from '../outgoing/transport.js';
import type { WebhookSettings } from '../settings.js';
import { type Attempt, createAttempts } from './attempts.js';
import { type ClaimedEvent, claimDue, nextDueAt, releaseClaims } from './claims.store.js';
import { createLanes } from './lanes.js';
import { droppedSettlement, type Settlement, settlementOf } from './settlements.js';
import { settle } from './settlements.store.js';

export interface DispatcherDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly applications: Pick<Applications, 'managementToken'>;
  readonly transport: Transport;
  readonly firstDeliveries: FirstDeliveries;
  readonly settings: WebhookSettings;
  readonly log: Logger;
  /** Told of what became of each claim, once it is written down. */
  readonly observe?: ((delivery: ObservedDelivery) => void) | undefined;
}

interface Job {
  readonly event: ClaimedEvent;
  /** Looked up once for all of a claim's events of one application. */
  readonly key: () => Promise<string>;
}

const MOST_IN_ONE_WRITE = 500;
const WRITE_RETRIES = 4;
const WRITE_RETRY_MS = 200;

/** Sends what the outbox holds: claim, attempt, settle. Any number of processes share one outbox. */
export const createDispatcher = (deps: DispatcherDeps): WorkLoop => {
  const { store, clock, entropy, applications, settings, log } = deps;
  const lanes = createLanes();
  const attempts = createAttempts(deps);

  const write = async (settlements: readonly Settlement[]): Promise<void> => {
    for (let retry = 0; ; retry++) {
      try {
        await settle(store.db, settlements);
        break;
      } catch (error) {
        // Given up, the leases lapse and the events are sent once more than necessary.
        if (retry === WRITE_RETRIES) throw error;
        log.warn({ err: error }, 'cannot write deliveries down, trying again');
        await sleep(WRITE_RETRY_MS * 2 ** retry);
      }
    }
    for (const settlement of settlements) deps.observe?.(observedDelivery(settlement));
  };
  const record = createBatcher(write, MOST_IN_ONE_WRITE);

  const claim = async (free: number): Promise<readonly Job[]> => {
    const now = clock.now();
    const events = await claimDue(store.db, {
      claim: entropy.uuid(),
      now: new Date(now),
      leasedUntil: new Date(now + settings.timeoutMs + settings.leaseSlackMs),
      most: free,
      mostPerWebhook: settings.slotsPerWebhook,
      underWay: lanes.underWay,
    });
    for (const { webhookId } of events) lanes.enter(webhookId);
    const keys = new Map<string, Promise<string>>();
    const keyOf = (applicationId: string): Promise<string> => {
      const key = keys.get(applicationId) ?? applications.managementToken(applicationId);
      keys.set(applicationId, key);
      return key;
    };
    return events.map((event) => ({ event, key: () => keyOf(event.applicationId) }));
  };

  /** Null when nobody wants the event any more. */
  const send = async ({ event, key }: Job, signal: AbortSignal): Promise<Attempt | null> => {
    const { payload, url, wanted } = event;
    return wanted ? attempts.make({ payload, url, key: await key(), signal }) : null;
  };

  const run = async (job: Job, signal: AbortSignal): Promise<void> => {
    const { event } = job;
    // The receiver is free for the next event while this one is written down.
    const attempt = await send(job, signal).finally(() => lanes.leave(event.webhookId));
    if (!attempt) return record(droppedSettlement(event, clock.now()));
    if (signal.aborted && attempt.exchange.error !== null) {
      return releaseClaims(store.db, [event], new Date(clock.now()));
    }
    return record(settlementOf(event, attempt, settings.backoffMs, clock.now()));
  };

  /** Until something is due by its time; what is due but cannot be claimed now will ring when it can. */
  const pause = async (): Promise<number> => {
    const dueAt = await nextDueAt(store.db);
    const wait = dueAt ? dueAt.getTime() - clock.now() : settings.lookEveryMs;
    return wait > 0 ? Math.min(wait, settings.lookEveryMs) : settings.lookEveryMs;
  };

  const { slots, drainMs } = settings;
  const loop = createWorkLoop<Job>({ slots, claim, run, pause, drainMs, log });
  return withFirstDeliveries(loop, deps);
};

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
