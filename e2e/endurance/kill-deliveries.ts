import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { createRandom, type Random } from '../fuzz/random.js';
import { databasePid } from '../support/embedded-database.js';
import { type CountingSink, startCountingSink } from './counting-sink.js';
import { type Crew, startCrew } from './crew.js';
import { assembleFleet, type Fleet, missing } from './fleet.js';

export interface KillOptions {
  readonly seed: number;
  readonly kills: number;
  readonly deliveries: number;
  readonly processes: number;
  readonly dataDir: string;
  readonly databaseArgs: readonly string[];
  /** Of those who have the embedded database: every other time it is killed with its server. */
  readonly withDatabase: boolean;
}

export interface KillFigures {
  readonly deliveries: number;
  readonly events: number;
  /** Deliveries of an event beyond the first that was accepted. */
  readonly duplicates: number;
  readonly kills: number;
}

const CARS = 6;
const WEBHOOKS = 5;
/** After the arrival that a kill is due at: long enough to meet claims, exchanges and settlements alike. */
const LONGEST_DELAY_MS = 40;
const SETTINGS = [
  ...['--webhook-timeout-seconds', '2'],
  ...['--webhook-backoff-seconds', '1,1,1,1,1,1,1,1'],
  // Nothing but turns of locks changes the cars.
  ...['--poll-interval-ms', '86400000'],
];

/** Kills processes at random moments of a number of deliveries; none may be lost, and the duplicates are counted. */
export const killDuringDeliveries = async (options: KillOptions): Promise<KillFigures> => {
  const { kills, deliveries, dataDir, databaseArgs } = options;
  const random = createRandom(options.seed);
  let token = '';
  const sink = await startCountingSink(() => token);
  const args = [...SETTINGS, ...databaseArgs];
  const crew = await startCrew({ size: options.processes, dataDir, args });
  token = crew.managementToken;
  try {
    const fleet = await assembleFleet(crew, sink, { cars: CARS, webhooks: WEBHOOKS });
    const turnsAtOnce = Math.ceil(deliveries / WEBHOOKS / kills);
    for (let kill = 0; kill < kills; kill++) {
      const turning = fleet.turn(turnsAtOnce);
      const folder = options.withDatabase && kill % 2 === 1 ? dataDir : null;
      await killDuring({ crew, sink, random, folder, deliveries: turnsAtOnce * WEBHOOKS });
      await turning;
    }
    await everythingArrives(fleet, sink);
    expect(sink.wrong).toEqual([]);
    return { ...figuresOf(sink), kills };
  } finally {
    await crew.stop();
    await sink.close();
  }
};

interface Scene {
  readonly crew: Crew;
  readonly sink: CountingSink;
  readonly random: Random;
  /** Of an embedded database that is to be killed as well. */
  readonly folder: string | null;
  /** About to arrive. */
  readonly deliveries: number;
}

/** Right after a random arrival among the next ones, with everything else under way. */
const killDuring = async (scene: Scene): Promise<void> => {
  const { crew, sink, random, folder, deliveries } = scene;
  const at = sink.arrivals() + 1 + random.integer(deliveries);
  const delay = random.integer(LONGEST_DELAY_MS);
  const place = random.integer(crew.size);
  await new Promise<void>((resolve) => {
    sink.onArrival((arrivals) => {
      if (arrivals >= at) resolve();
    });
  });
  await sleep(delay);
  const gone = crew.kill(place);
  const database = folder === null ? null : await databasePid(folder);
  if (database !== null) process.kill(database, 'SIGKILL');
  await gone;
  await crew.revive(place);
};

/** Whatever was claimed by the dead is taken over, and whatever was refused is tried again. */
export const everythingArrives = async (
  fleet: Fleet,
  sink: CountingSink,
  timeout = 60_000,
): Promise<void> => {
  await vi.waitFor(() => expect(missing(fleet, sink)).toEqual([]), { timeout, interval: 200 });
};

export const figuresOf = (sink: CountingSink) => {
  const seen = [...sink.events.values()];
  return {
    deliveries: sink.arrivals(),
    events: seen.length,
    duplicates: seen.reduce((sum, { accepted }) => sum + Math.max(0, accepted - 1), 0),
  };
};
