import type { Clock } from '../../platform/clock.js';
import type { Store, Tx } from '../../store/store.js';
import type { DisabledReason, Webhook } from '../contract.js';
import { disableWebhook, lockWebhook } from '../definitions.store.js';
import type { OperationalEventType, RecordOperational } from '../operational-events.js';
import { followActivity } from '../watching.js';
import {
  deadAmong,
  firstAttemptAt,
  type Health,
  readHealth,
  runOfFailuresSince,
  saveHealth,
} from './health.store.js';
import type { Settlement } from './settlements.js';
import { settle } from './settlements.store.js';

export interface HealthDeps {
  readonly store: Pick<Store, 'transaction'>;
  readonly clock: Clock;
  readonly recordOperational: RecordOperational;
  readonly wake: () => void;
}

/** Of one event, in a row; the documents' threshold, too. */
const FAILURES_THAT_ARE_TOLD = 3;
const GONE = 410;

type Failed = Settlement & { readonly attempt: NonNullable<Settlement['attempt']> };
type Tell = (type: OperationalEventType, data: Readonly<Record<string, unknown>>) => Promise<void>;

const isFailed = (one: Settlement): one is Failed =>
  one.attempt !== undefined && (one.status === 'pending' || one.status === 'dead');

const isGone = ({ event, attempt }: Failed): boolean =>
  event.delivery.disableOnGone && attempt.exchange.statusCode === GONE;

const isOverdue = ({ event, at }: Settlement, since: Date): boolean => {
  const { disableAfter } = event.delivery;
  return disableAfter !== null && at.getTime() - since.getTime() >= disableAfter * 1_000;
};

/**
 * Whether it may change what is known of its webhook. Most settlements do not, and are written down many at a time;
 * these are written down with what follows from them.
 */
export const isTelling = (one: Settlement): boolean => {
  const { failingSince, failingTold } = one.event;
  if (one.status === 'delivered') return failingSince !== null;
  if (!isFailed(one)) return false;
  if (failingSince === null || one.status === 'dead') return true;
  const isNews = one.attempts >= FAILURES_THAT_ARE_TOLD && !failingTold;
  return isNews || isGone(one) || isOverdue(one, failingSince);
};

/**
 * How a webhook is doing: since when it has failed, whether that was told, and whether that is enough to disable it.
 * All of it is written in one transaction with the settlements that it follows from and the operational events that
 * tell of it.
 */
export const createHealth = ({ store, clock, recordOperational, wake }: HealthDeps) => {
  const disable = async (tx: Tx, webhook: Webhook, reason: DisabledReason, tell: Tell) => {
    const now = new Date(clock.now());
    await followActivity(tx, webhook, await disableWebhook(tx, webhook, reason, now), now);
    await tell('WEBHOOK_DISABLED', { reason });
  };

  return {
    /** All of one webhook. */
    settle: async (webhookId: string, group: readonly Settlement[]): Promise<void> => {
      const [first] = group;
      if (!first) return;
      const { applicationId } = first.event;
      const isHeard = await store.transaction(async (tx) => {
        // The webhook before its queue, as everywhere, so that nobody waits in a circle.
        const webhook = await lockWebhook(tx, applicationId, webhookId, 'update');
        await settle(tx, group);
        if (!webhook) return false;
        let heard = false;
        const tell: Tell = async (type, data) => {
          heard = (await recordOperational(tx, applicationId, { type, webhookId, data })) || heard;
        };
        const health = await follow(tx, webhook, group, tell);
        await saveHealth(tx, webhook, health);
        await tellOfDead(tx, webhook, group, tell);
        const reason = await reasonToDisable(tx, webhook, health, group);
        if (reason !== null) await disable(tx, webhook, reason, tell);
        return heard;
      });
      if (isHeard) wake();
    },
  };
};

/** The health after these settlements, as if they had come one after the other. */
const follow = async (
  tx: Tx,
  webhook: Webhook,
  group: readonly Settlement[],
  tell: Tell,
): Promise<Health> => {
  let { failingSince, told } = await readHealth(tx, webhook);
  for (const one of inOrder(group)) {
    if (one.status === 'delivered') {
      if (told) await tell('WEBHOOK_RECOVERED', { failingSince: failingSince?.toISOString() });
      [failingSince, told] = [null, false];
    } else if (isFailed(one)) {
      failingSince ??= one.attempt.startedAt;
      if (told || one.attempts < FAILURES_THAT_ARE_TOLD) continue;
      failingSince = (await runOfFailuresSince(tx, webhook, failingSince)) ?? failingSince;
      const firstAt = await firstAttemptAt(tx, webhook, one.event.id);
      if (firstAt === null || firstAt < failingSince) continue;
      await tell('WEBHOOK_FAILING', { failingSince: failingSince.toISOString(), ...causeOf(one) });
      told = true;
    }
  }
  return { failingSince, told };
};

const inOrder = (group: readonly Settlement[]): Settlement[] =>
  group.toSorted((one, other) => endOf(one) - endOf(other));

const endOf = ({ attempt, at }: Settlement): number =>
  attempt ? attempt.startedAt.getTime() + attempt.durationMs : at.getTime();

const causeOf = ({ event, attempt }: Failed) => ({
  eventId: event.id,
  statusCode: attempt.exchange.statusCode,
  error: attempt.exchange.error,
});

/** Operational webhooks are not told of what others of their kind did not get: it would go round in circles. */
const tellOfDead = async (
  tx: Tx,
  webhook: Webhook,
  group: readonly Settlement[],
  tell: Tell,
): Promise<void> => {
  if (webhook.type === 'operational') return;
  const given = group.filter(({ status }) => status === 'dead').map(({ event }) => event.id);
  const eventIds = await deadAmong(tx, webhook, given);
  if (eventIds.length > 0) await tell('WEBHOOK_EVENT_DEAD', { count: eventIds.length, eventIds });
};

const reasonToDisable = async (
  tx: Tx,
  webhook: Webhook,
  { failingSince }: Health,
  group: readonly Settlement[],
): Promise<DisabledReason | null> => {
  if (!webhook.isEnabled) return null;
  const failed = group.filter(isFailed);
  if (failed.some(isGone)) return 'GONE';
  const overdue = (since: Date) => failed.some((one) => isOverdue(one, since));
  if (failingSince === null || !overdue(failingSince)) return null;
  const since = await runOfFailuresSince(tx, webhook, failingSince);
  return since !== null && overdue(since) ? 'FAILING' : null;
};
