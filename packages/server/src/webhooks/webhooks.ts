import type { Applications } from '../applications/contract.js';
import type { Buckets } from '../limits/buckets/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Logger } from '../platform/logger.js';
import type { Mailer } from '../platform/mailer.js';
import { createPeriodic, type Periodic } from '../platform/periodic.js';
import { isUuid } from '../platform/uuid.js';
import type { WorkLoop } from '../platform/work-loop.js';
import type { Processes } from '../processes/contract.js';
import type { Signals } from '../signals/contract.js';
import type { Store } from '../store/store.js';
import { createAlerts } from './alerts/alerts.js';
import { deleteEndedAlerts } from './alerts/alerts.store.js';
import type { AutoSubscribe, WebhookOutbox, Webhooks } from './contract.js';
import { createDefinitions } from './definitions.js';
import { releaseClaimsOf } from './delivery/claims.store.js';
import { createDispatcher } from './delivery/dispatcher.js';
import { createSenders } from './delivery/senders.js';
import { createSigningKeys } from './delivery/signing-keys.js';
import { createWakeUp } from './delivery/wake-up.js';
import { deleteFinished, listEvents } from './events.store.js';
import { renewEra } from './feed/era.store.js';
import { createFeed } from './feed/feed.js';
import { createLeases } from './feed/leases.js';
import { createFeedWaiting } from './feed/waiting.js';
import { createFirstDeliveries } from './first-deliveries.js';
import type { EndpointReader } from './legacy/contract.js';
import { createReports } from './legacy/reports.js';
import { releaseReportsOf } from './legacy/reports.store.js';
import { createListing } from './listing.js';
import { createDeliveryLog } from './log/log.js';
import { type Backlog, readBacklog } from './metrics/backlog.store.js';
import type { ObservedDelivery } from './metrics/observed-delivery.js';
import { createOperationalEvents, type RecordOperational } from './operational-events.js';
import { createOutbox } from './outbox.js';
import { createTransport } from './outgoing/transport.js';
import { createRepairs } from './repair/repairs.js';
import { deleteFinishedRepairs } from './repair/repairs.store.js';
import { createSamples } from './samples.js';
import { WEBHOOK_DEFAULTS, type WebhookSettings } from './settings.js';
import { createExplaining } from './signatures/explain.js';
import { createCounting } from './statistics/counting.js';
import { deleteMinutes } from './statistics/counting.store.js';
import { createStatistics } from './statistics/statistics.js';
import { createAutoSubscribe, createSubscriptions } from './subscriptions.js';
import { createVerification } from './verification.js';

const REPAIR_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 15_000;

export interface WebhooksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly applications: Pick<Applications, 'managementToken' | 'managementTokens'>;
  readonly processes: Processes;
  readonly settings: Partial<WebhookSettings>;
  readonly log: Logger;
  /** Shared by all processes, for limits of webhooks. */
  readonly buckets: Buckets;
  /** Both stand on what webhooks are told by, so they are not asked before everything is there. */
  readonly endpoints: EndpointReader;
  readonly signals: Pick<Signals, 'latest'>;
  /** Null or absent: alerts are not told by e-mail. */
  readonly mailer?: Mailer | null | undefined;
  /** Told of what became of each claim of a delivery. */
  readonly observe?: ((delivery: ObservedDelivery) => void) | undefined;
}

export interface WebhookServices {
  readonly webhooks: Webhooks;
  readonly outbox: WebhookOutbox;
  readonly autoSubscribe: AutoSubscribe;
  /** Tells the application's operational webhooks something about its webhooks. */
  readonly recordOperational: RecordOperational;
  readonly dispatcher: Omit<WorkLoop, 'wake'>;
  /** Sends again what was lost. */
  readonly repairs: Periodic & { tick(): Promise<void> };
  /** Counts what has been attempted, and tells who is in trouble. */
  readonly watch: Periodic & { tick(): Promise<void> };
  /** Sends VERIFY to addresses that are new. */
  readonly verifier: Omit<WorkLoop, 'wake'>;
  /** Makes the reports of webhooks of version 2.0. */
  readonly reports: Omit<WorkLoop, 'wake'>;
  /** What is not delivered yet, of every application. */
  backlog(): Promise<Backlog>;
  /** Deletes events finished before the given moment, of every application; answers with their number. */
  pruneEvents(before: Date): Promise<number>;
  /** Removes pulled webhooks that nobody reads any more, of every application; answers with their number. */
  endLeases(): Promise<number>;
}

/** The webhook engine: definitions, verification, outbox and dispatcher over one set of tables. */
export const createWebhooks = (given: WebhooksDeps): WebhookServices => {
  const { store, log } = given;
  const settings = { ...WEBHOOK_DEFAULTS, ...given.settings };
  const { wake, onWake } = createWakeUp(store, log);
  const transport = createTransport(settings);
  const recordOperational = createOperationalEvents(given);
  const firstDeliveries = createFirstDeliveries({ ...given, recordOperational, wake });
  const signingKeys = createSigningKeys(given);
  const senders = createSenders(given);
  const sending = {
    ...{ ...given, settings, transport, wake, senders },
    ...{ firstDeliveries, recordOperational, signingKeys },
  };
  const verification = createVerification(sending);
  const { tick, start, stop, wake: verifyNew } = verification.whenNew;
  const deps = { ...sending, verifyNew };

  const { check, ...alerting } = createAlerts({ ...deps, mailer: given.mailer ?? null });
  given.processes.whenGone(async (tx, processIds) => {
    await releaseClaimsOf(tx, processIds);
    await releaseReportsOf(tx, processIds);
  });
  const repairs = createRepairs(deps);
  const count = createCounting(deps);
  const look = async (): Promise<void> => {
    await count();
    await check();
  };
  const loop = createDispatcher(deps);
  const waiting = createFeedWaiting({ store, log });
  const leases = createLeases(given);
  onWake(() => {
    loop.wake();
    waiting.wake();
  });

  return {
    webhooks: {
      ...createDefinitions(deps),
      ...verification.onDemand,
      ...createSubscriptions(deps),
      ...createListing(deps),
      ...signingKeys.management,
      ...createSamples(deps),
      ...createExplaining(deps),
      ...createFeed({ ...deps, waiting, leases }),
      ...createStatistics(deps),
      ...alerting,
      ...createDeliveryLog(deps),
      ...repairs.management,
      events: async (applicationId, webhookId, limit) =>
        isUuid(webhookId) ? listEvents(store.db, applicationId, webhookId, limit) : [],
    },
    outbox: createOutbox({ ...given, recordOperational, settings, wake }),
    autoSubscribe: createAutoSubscribe(deps),
    recordOperational,
    dispatcher: {
      tick: loop.tick,
      start: () => {
        store
          .listen('outbox', loop.wake)
          .catch((error: unknown) => log.error({ err: error }, 'cannot listen for new events'));
        store
          .transaction(renewEra)
          .catch((error: unknown) => log.error({ err: error }, 'cannot check the era of feeds'));
        loop.start();
      },
      stop: async () => {
        waiting.stop();
        await loop.stop();
        await transport.close();
      },
    },
    watch: {
      tick: look,
      ...createPeriodic({
        what: 'watching webhooks',
        everyMs: LOOK_EVERY_MS,
        rest: 20,
        work: look,
        log,
      }),
    },
    repairs: {
      tick: repairs.work,
      ...createPeriodic({
        ...{ what: 'repairing webhooks', everyMs: REPAIR_EVERY_MS, rest: 1 },
        ...{ work: repairs.work, log },
      }),
    },
    verifier: { tick, start, stop },
    reports: createReports(deps),
    backlog: () => readBacklog(store.db, new Date(given.clock.now())),
    pruneEvents: async (before) => {
      await deleteMinutes(store.db, before);
      await deleteEndedAlerts(store.db, before);
      await deleteFinishedRepairs(store.db, before);
      return deleteFinished(store, before);
    },
    endLeases: () => leases.end(),
  };
};
