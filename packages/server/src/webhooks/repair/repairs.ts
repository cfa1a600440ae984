import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store, Tx } from '../../store/store.js';
import { isActive } from '../activity.js';
import type { Webhook } from '../contract.js';
import { findWebhook, lockWebhook } from '../definitions.store.js';
import type { FirstDeliveries } from '../first-deliveries.js';
import { readEvent } from '../log/log.store.js';
import type { Ended, Repair, RepairRequest, Repairs } from './contract.js';
import {
  cancelRunning,
  dueRepairs,
  findRepair,
  insertRepair,
  isSameRequest,
  type KeptRepair,
  listRepairs,
  lockRepair,
  saveProgress,
} from './repairs.store.js';
import { isBusy, replayStep, type Step, snapshotStep } from './steps.store.js';

export interface RepairsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly firstDeliveries: FirstDeliveries;
  readonly wake: () => void;
}

export interface RepairServices {
  readonly management: Repairs;
  /** Goes on with what has been begun, of every application, as far as it can now. */
  work(): Promise<void>;
}

const UNDELIVERED: readonly Ended[] = ['dead', 'dropped'];
const MOST_IN_A_STEP = 500;
/** What happens now must not wait long behind what is repaired: so much of it is queued at a time. */
const MOST_QUEUED = 1_000;
const LOOK_AGAIN_MS = 1_000;
const MOST_LISTED = 100;

export const createRepairs = (deps: RepairsDeps): RepairServices => {
  const { store, clock, entropy, firstDeliveries, wake } = deps;

  const stepOf = (tx: Tx, repair: KeptRepair, now: Date): Promise<Step> =>
    repair.kind === 'snapshot'
      ? snapshotStep(tx, repair, MOST_IN_A_STEP)
      : replayStep(tx, repair, MOST_IN_A_STEP, now);

  /** One step in the caller's transaction: what it did and how far it got are committed together. */
  const goOn = async (tx: Tx, webhook: Webhook, repair: KeptRepair): Promise<KeptRepair> => {
    const now = new Date(clock.now());
    const later = new Date(now.getTime() + LOOK_AGAIN_MS);
    const { position, found, repaired, skipped } = repair;
    const progress = { position, found, repaired, skipped, finishedAt: null, dueAt: later };
    if (!isActive(webhook)) {
      return saveProgress(tx, repair, { ...progress, status: 'cancelled', finishedAt: now });
    }
    if (await isBusy(tx, repair.webhookId, MOST_QUEUED)) {
      return saveProgress(tx, repair, { ...progress, status: 'running' });
    }
    const step = await stepOf(tx, repair, now);
    return saveProgress(tx, repair, {
      status: step.last ? 'running' : 'done',
      position: step.last ?? position,
      found: found + step.found,
      repaired: repaired + step.repaired,
      skipped: skipped + step.skipped,
      dueAt: now,
      finishedAt: step.last ? null : now,
    });
  };

  const begin = async (
    tx: Tx,
    webhook: Webhook,
    request: RepairRequest,
    idempotencyKey: string | null,
  ): Promise<{ readonly repair: KeptRepair; readonly isNew: boolean }> => {
    const { id: webhookId, applicationId } = webhook;
    const id = entropy.uuid();
    const createdAt = new Date(clock.now());
    const made = await insertRepair(tx, {
      ...{ id, applicationId, webhookId, idempotencyKey, createdAt },
      ...request,
    });
    if (made) return { repair: made, isNew: true };
    const key = { idempotencyKey: idempotencyKey ?? '' };
    const earlier = await findRepair(tx, { applicationId, webhookId }, key);
    if (!earlier || !isSameRequest(earlier, request)) {
      throw fault('CONFLICT', 'IDEMPOTENCY_KEY_REUSED');
    }
    return { repair: earlier, isNew: false };
  };

  const start = async (
    applicationId: string,
    webhookId: string,
    request: RepairRequest,
    idempotencyKey: string | null,
  ): Promise<Repair | undefined> => {
    if (!isUuid(webhookId)) return undefined;
    const repair = await store.transaction(async (tx) => {
      const webhook = await lockWebhook(tx, applicationId, webhookId, 'share');
      if (!webhook) return undefined;
      if (!isActive(webhook)) throw fault('CONFLICT', 'WEBHOOK_INACTIVE');
      if (request.kind === 'snapshot') demandState(webhook);
      const begun = await begin(tx, webhook, request, idempotencyKey);
      return begun.isNew ? goOn(tx, webhook, begun.repair) : begun.repair;
    });
    if (repair) await after(repair);
    return repair;
  };

  /** The webhook is locked first, as whoever deletes it does. False: another process is at it. */
  const goOnWith = async (due: KeptRepair): Promise<boolean> => {
    const repair = await store.transaction(async (tx) => {
      const webhook = await lockWebhook(tx, due.applicationId, due.webhookId, 'share');
      const mine = webhook && (await lockRepair(tx, due, new Date(clock.now())));
      return mine && goOn(tx, webhook, mine);
    });
    if (repair) await after(repair);
    return repair !== undefined;
  };

  /** What a step left to others. */
  const after = async ({ kind, repaired }: Repair): Promise<void> => {
    if (repaired === 0) return;
    if (kind === 'snapshot') await firstDeliveries.sendOwed();
    wake();
  };

  const known = (applicationId: string, webhookId: string, repairId: string) =>
    isUuid(webhookId) && isUuid(repairId)
      ? findRepair(store.db, { applicationId, webhookId }, { id: repairId })
      : Promise.resolve(undefined);

  return {
    management: {
      startRepair: (applicationId, webhookId, { kind, selection }, idempotencyKey) => {
        const statuses = selection.statuses ?? UNDELIVERED;
        const meant = kind === 'recover' ? { ...selection, statuses } : selection;
        return start(applicationId, webhookId, { kind, selection: meant }, idempotencyKey);
      },
      replayEvent: async (applicationId, webhookId, eventId, idempotencyKey) => {
        if (!isUuid(webhookId) || !isUuid(eventId)) return undefined;
        const event = await readEvent(store.db, { applicationId, webhookId }, eventId);
        if (!event || event.type === 'VERIFY') return undefined;
        const request = { kind: 'replay', selection: { eventId } } as const;
        return start(applicationId, webhookId, request, idempotencyKey);
      },
      repair: known,
      repairs: async (applicationId, webhookId) => {
        if (!isUuid(webhookId)) return undefined;
        const of = { applicationId, webhookId };
        const webhook = await findWebhook(store.db, applicationId, webhookId);
        return webhook && listRepairs(store.db, of, MOST_LISTED);
      },
      cancelRepair: async (applicationId, webhookId, repairId) => {
        if (!(await known(applicationId, webhookId, repairId))) return undefined;
        const now = new Date(clock.now());
        await cancelRunning(store.db, { applicationId, webhookId }, repairId, now);
        return known(applicationId, webhookId, repairId);
      },
    },

    work: async () => {
      for (;;) {
        const due = await dueRepairs(store.db, new Date(clock.now()));
        let advanced = false;
        for (const repair of due) advanced = (await goOnWith(repair)) || advanced;
        if (!advanced) return;
      }
    },
  };
};

/** Only such a webhook tells the state of cars. */
const demandState = ({ type }: Webhook): void => {
  if (type === 'signals') return;
  const message = 'a snapshot is for webhooks that tell signals';
  throw fault('VALIDATION', null, { detail: [{ field: 'kind', message }] });
};
