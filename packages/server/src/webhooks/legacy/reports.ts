import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import type { Logger } from '../../platform/logger.js';
import { createWorkLoop, pauseUntil, type WorkLoop } from '../../platform/work-loop.js';
import type { Processes } from '../../processes/contract.js';
import type { Signals } from '../../signals/contract.js';
import type { Store } from '../../store/store.js';
import { isActive } from '../activity.js';
import { lockWebhook } from '../definitions.store.js';
import { aboutVehicle, newEvent } from '../new-event.js';
import type { RecordOperational } from '../operational-events.js';
import { writeEvents } from '../write-events.js';
import type { EndpointReader } from './contract.js';
import { reportPayload } from './payloads.js';
import { nextDue } from './periods.js';
import { isPluggedIn } from './plug.js';
import { claimReports, type DueReport, nextReportAt, settleReport } from './reports.store.js';

export interface ReportsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
  readonly recordOperational: RecordOperational;
  readonly endpoints: EndpointReader;
  readonly processes: Pick<Processes, 'self'>;
  /** The newest state, for how often a dynamic webhook is due. */
  readonly signals: Pick<Signals, 'latest'>;
  /** Rings when events are in the outbox. */
  readonly wake: () => void;
}

const SLOTS = 16;
const LEASE_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
const DRAIN_MS = 5_000;

/**
 * Makes the reports of scheduled and dynamic webhooks: claim a car that is due, ask it, and write the event and
 * the next time in one transaction. A process that dies in between leaves the car to another, which asks again.
 */
export const createReports = (deps: ReportsDeps): Omit<WorkLoop, 'wake'> => {
  const { store, clock, entropy, endpoints, signals, processes, log } = deps;
  let lookedAt = 0;

  const claim = async (free: number): Promise<readonly DueReport[]> => {
    const now = clock.now();
    lookedAt = now;
    return claimReports(store.db, {
      claim: entropy.uuid(),
      process: await processes.self(),
      now: new Date(now),
      claimedUntil: new Date(now + LEASE_MS),
      most: free,
    });
  };

  const run = async (report: DueReport): Promise<void> => {
    const { access, settings } = report;
    const { endpoints: paths = [], units = 'metric' } = settings;
    const requestId = entropy.uuid();
    const data = await endpoints.read(access, { requestId, paths, units });
    const isHastened = report.type === 'dynamic' && (await pluggedIn(report));
    const { type, webhookId } = report;
    const { vehicle, applicationId } = access;
    const event = newEvent(deps, aboutVehicle(vehicle, webhookId, type), () =>
      reportPayload({
        ...{ webhookId, eventName: type, mode: vehicle.mode },
        vehicles: [{ vehicleId: vehicle.id, requestId, data }],
      }),
    );
    const told = await store.transaction(async (tx) => {
      // Disabled meanwhile: then whoever did that has waited for us, or has taken the claim away.
      const webhook = await lockWebhook(tx, applicationId, webhookId, 'share');
      const dueAt = nextDue(
        { type, settings },
        report.anchoredAt.getTime(),
        clock.now(),
        isHastened,
      );
      if (!webhook || !isActive(webhook)) return false;
      if (!(await settleReport(tx, report, new Date(dueAt)))) return false;
      await writeEvents(deps, tx, [event]);
      return true;
    });
    if (told) deps.wake();
  };

  const pluggedIn = async ({ access }: DueReport): Promise<boolean> => {
    const state = await signals.latest(access.vehicle);
    return state !== null && isPluggedIn(state);
  };

  const pause = async (): Promise<number> => {
    const dueAt = await nextReportAt(store.db, new Date(clock.now()));
    return pauseUntil(dueAt, { lookedAt, now: clock.now(), most: LOOK_EVERY_MS });
  };

  const { tick, start, stop } = createWorkLoop<DueReport>({
    ...{ slots: SLOTS, claim, run, pause, drainMs: DRAIN_MS, log },
  });
  return { tick, start, stop };
};
