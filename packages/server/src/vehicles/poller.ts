import type { OemAdapter } from '../oem/contract.js';
import { createBatcher } from '../platform/batcher.js';
import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';
import { createWorkLoop, type WorkLoop } from '../platform/work-loop.js';
import type { Processes } from '../processes/contract.js';
import type { Store } from '../store/store.js';
import type { Vehicles } from './contract.js';
import { nextPollDelay } from './poll-schedule.js';
import {
  claimPolls,
  type DuePoll,
  type PollOutcome,
  releasePollsOf,
  settlePolls,
} from './polls.store.js';

export interface PollerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly vehicles: Pick<Vehicles, 'refresh'>;
  readonly registry: { get(adapterId: string): OemAdapter };
  readonly processes: Pick<Processes, 'self' | 'whenGone'>;
  readonly log: Logger;
  readonly settings?: Partial<PollerSettings>;
}

export interface PollerSettings {
  /** Cars asked at once. */
  readonly slots: number;
  /** How long a claimed car stays with this process, as long as that lives; then another may ask it. */
  readonly leaseMs: number;
  /** How often to look for due cars. */
  readonly lookEveryMs: number;
  /** How long a stop waits for cars that are being asked. */
  readonly drainMs: number;
}

const DEFAULTS: PollerSettings = {
  slots: 32,
  leaseMs: 120_000,
  lookEveryMs: 500,
  drainMs: 5_000,
};
const MOST_IN_ONE_WRITE = 500;

/** Asks every watched car at its adapter's pace; several processes share the cars. */
export const createPoller = (deps: PollerDeps): Omit<WorkLoop, 'wake'> => {
  const { store, clock, vehicles, registry, processes, log } = deps;
  const settings = { ...DEFAULTS, ...deps.settings };
  const settle = createBatcher<PollOutcome>((outcomes) => settlePolls(store.db, outcomes), {
    most: MOST_IN_ONE_WRITE,
  });

  processes.whenGone((tx, processIds) => releasePollsOf(tx, processIds, new Date(clock.now())));

  const claim = async (free: number): Promise<readonly DuePoll[]> => {
    for (;;) {
      const { polls, claimed } = await claimPolls(store.db, {
        process: await processes.self(),
        now: clock.now(),
        leaseMs: settings.leaseMs,
        most: free,
      });
      // A batch of cars that nobody watches any more is no sign that nothing is due.
      if (polls.length > 0 || claimed === 0) return polls;
    }
  };

  const succeeds = async ({ vehicle }: DuePoll): Promise<boolean> => {
    try {
      await vehicles.refresh(vehicle);
      return true;
    } catch (error) {
      log.warn(
        { err: error, vehicleId: vehicle.id, adapter: vehicle.adapter },
        'cannot poll a car',
      );
      return false;
    }
  };

  const run = async (poll: DuePoll): Promise<void> => {
    const failures = (await succeeds(poll)) ? 0 : poll.failures + 1;
    const { pollEveryMilliseconds } = registry.get(poll.vehicle.adapter);
    const dueAt = new Date(clock.now() + nextPollDelay(pollEveryMilliseconds, failures));
    const { vehicle, leasedUntil } = poll;
    await settle({ vehicleId: vehicle.id, leasedUntil, dueAt, failures });
  };

  const pause = async (): Promise<number> => settings.lookEveryMs;
  const { slots, drainMs } = settings;
  const { tick, start, stop } = createWorkLoop<DuePoll>({ slots, claim, run, pause, drainMs, log });
  return { tick, start, stop };
};
