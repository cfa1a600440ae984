import type { Buckets } from '../../limits/buckets/contract.js';
import { createBatcher } from '../../platform/batcher.js';
import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import type { Logger } from '../../platform/logger.js';
import { createWorkLoop, pauseUntil, type WorkLoop } from '../../platform/work-loop.js';
import type { Processes } from '../../processes/contract.js';
import type { Store } from '../../store/store.js';
import type { FirstDeliveries } from '../first-deliveries.js';
import type { ObservedDelivery } from '../metrics/observed-delivery.js';
import type { RecordOperational } from '../operational-events.js';
import type { Transport } from '../outgoing/transport.js';
import type { WebhookSettings } from '../settings.js';
import { type Attempt, createAttempts, isDelivered } from './attempts.js';
import {
  type ClaimedEvent,
  claimDue,
  type GivenBack,
  nextDueAt,
  releaseClaims,
} from './claims.store.js';
import { createLanes, MOST_AHEAD } from './lanes.js';
import { startQueues } from './queues.store.js';
import { createRecording } from './recording.js';
import { pausesOf } from './retry-schedule.js';
import type { Sender, Senders, SendingWebhook } from './senders.js';
import { droppedSettlement, settlementOf } from './settlements.js';
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
  readonly sender: () => Promise<Sender>;
  readonly claimedAt: number;
}

const MOST_IN_ONE_WRITE = 500;
/** Sent and not written down yet: then nothing is claimed until it is. */
const MOST_TO_BE_WRITTEN = 2_000;
/** What is claimed together is claimed cheaply; in between, what was claimed ahead is sent. */
const CLAIMS_APART_MS = 10;
/** What waited for its turn for longer goes back: meanwhile nobody may want it any more. */
const GOOD_FOR_MS = 1_000;
/** Before an event is tried again that this process could not even send. */
const AFTER_TROUBLE_MS = 30_000;

/** Sends what the outbox holds: claim, attempt, settle. Any number of processes share one outbox. */
export const createDispatcher = (deps: DispatcherDeps): WorkLoop => {
  const { store, clock, entropy, senders, settings, log } = deps;
  const lanes = createLanes(settings, clock);
  const attempts = createAttempts(deps);
  const recording = createRecording(deps);
  const throttle = createThrottle(deps);
  let lookedAt = 0;

  const giveBack = createBatcher<GivenBack>((given) => releaseClaims(store.queues, given), {
    most: MOST_IN_ONE_WRITE,
  });

  const putBack = (events: readonly ClaimedEvent[]): Promise<void> =>
    releaseClaims(
      store.queues,
      events.map((event) => ({ event, dueAt: null })),
    );

  const claim = async (free: number): Promise<readonly Job[]> => {
    const room = await throttle.narrow(lanes.room());
    const inAll = Math.min(room.inAll, free);
    if (inAll === 0) return [];
    const now = clock.now();
    lookedAt = now;
    const request = {
      ...{ claim: entropy.uuid(), process: await deps.processes.self() },
      ...{ now: new Date(now), room: { ...room, inAll } },
    };
    const [started, first] = await Promise.all([
      startQueues(store, request.now),
      claimDue(store.queues, request),
    ]);
    const claimed = started && first.length === 0 ? await claimDue(store.queues, request) : first;
    const { go: events, wait } = await throttle.admit(claimed);
    if (wait.length > 0) await putBack(wait);
    for (const { webhookId } of events) lanes.enter(webhookId);
    const senderOf = sendersOf(events);
    return events.map((event) => ({
      ...{ event, claimedAt: now },
      sender: () => senderOf(event.webhookId),
    }));
  };

  /** Looked up once for all of a webhook's events. */
  const sendersOf = (events: readonly ClaimedEvent[]) => {
    const webhooks = new Map(events.map((event) => [event.webhookId, sendingWebhook(event)]));
    const senderOf = senders([...webhooks.values()]);
    const known = new Map<string, Promise<Sender>>();
    return (webhookId: string): Promise<Sender> => {
      const sender = known.get(webhookId) ?? senderOf(webhooks.get(webhookId) as SendingWebhook);
      known.set(webhookId, sender);
      return sender;
    };
  };

  /** Null when it was not sent after all. */
  const send = async ({ event, sender, claimedAt }: Job, signal: AbortSignal) => {
    const { id: eventId, webhookId, payload, url } = event;
    await lanes.turn(webhookId);
    let attempt: Attempt | null = null;
    try {
      if (signal.aborted || clock.now() - claimedAt > GOOD_FOR_MS) return null;
      attempt = await attempts.make({ eventId, payload, url, sender: await sender(), signal });
      return attempt;
    } finally {
      // The receiver is free for the next event while this one is written down.
      lanes.leave(webhookId, attempt && isDelivered(attempt.exchange));
    }
  };

  const run = async (job: Job, signal: AbortSignal): Promise<void> => {
    const { event } = job;
    try {
      if (event.unwanted) {
        lanes.forget(event.webhookId);
        return await recording.record(droppedSettlement(event, event.unwanted, clock.now()));
      }
      const attempt = await send(job, signal).finally(() => lanes.forget(event.webhookId));
      const interrupted = signal.aborted && attempt?.exchange.error !== null;
      if (!attempt || interrupted) return await giveBack({ event, dueAt: null });
      const pauses = pausesOf(event.delivery.retrySchedule, settings.backoffMs, event.id);
      await recording.record(settlementOf(event, attempt, pauses, clock.now()));
    } catch (error) {
      log.error(
        { err: error, eventId: event.id },
        'an event could not be sent, trying again later',
      );
      await giveBack({ event, dueAt: new Date(clock.now() + AFTER_TROUBLE_MS) });
    }
  };

  /** Until something is due by its time; what is due but cannot be claimed now will ring when it can. */
  const pause = async (): Promise<number> =>
    pauseUntil(await nextDueAt(store.queues), {
      ...{ lookedAt, now: clock.now() },
      most: Math.min(settings.lookEveryMs, throttle.opensIn()),
    });

  const slots = settings.slots + MOST_AHEAD + MOST_TO_BE_WRITTEN;
  const { drainMs } = settings;
  const loop = createWorkLoop<Job>({
    ...{ slots, claim, run, pause, drainMs, log },
    apartMs: CLAIMS_APART_MS,
  });
  return withFirstDeliveries(
    {
      ...loop,
      stop: () => {
        recording.hurry();
        return loop.stop();
      },
    },
    deps,
  );
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
