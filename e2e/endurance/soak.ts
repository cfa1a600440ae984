import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createRandom } from '../fuzz/random.js';
import { type CountingSink, startCountingSink } from './counting-sink.js';
import { type Crew, startCrew } from './crew.js';
import { assembleFleet } from './fleet.js';
import { everythingArrives, figuresOf } from './kill-deliveries.js';
import { residentMegabytes, slopeOf } from './memory.js';
import { type OwnDatabase, startOwnDatabase } from './own-database.js';

export interface SoakOptions {
  readonly seed: number;
  /** Each has one fault. */
  readonly rounds: number;
  readonly secondsOfARound: number;
  readonly folder: string;
  readonly say: (line: string) => void;
}

const CARS = 8;
const WEBHOOKS = 5;
const CALIBRATION_TURNS = 400;
const SINK_AWAY_MS = 2_000;
/** The first is never killed: its memory is watched. */
const SURVIVOR = 0;
const MORTAL = 1;
const SETTINGS = [
  ...['--webhook-timeout-seconds', '5'],
  ...['--webhook-backoff-seconds', '1,2,4,8,16,16'],
  // Nothing but turns of locks changes the cars.
  ...['--poll-interval-ms', '86400000'],
];
/** A process warms up for so many rounds; with fewer after that, its memory says nothing. */
const WARM_UP_ROUNDS = 3;
const TELLING_ROUNDS = 8;
/** Over all telling rounds, of what the process has in the middle of them. */
const MOST_GROWTH = 0.3;

type Fault = readonly [name: string, happen: () => Promise<void>];

/** Half of what the machine can do, with a fault in every round: nothing may be lost, and memory is to stay flat. */
export const soak = async (options: SoakOptions): Promise<void> => {
  const { folder, say } = options;
  const database = await startOwnDatabase(folder);
  let token = '';
  const sink = await startCountingSink(() => token);
  const args = [...SETTINGS, '--database-url', database.url];
  const crew = await startCrew({ size: 2, dataDir: folder, args });
  token = crew.managementToken;
  try {
    await endure(options, { database, sink, crew });
    say('nothing was lost');
  } finally {
    await crew.stop();
    await sink.close();
    await database.stop();
  }
};

interface Scene {
  readonly database: OwnDatabase;
  readonly sink: CountingSink;
  readonly crew: Crew;
}

const endure = async (options: SoakOptions, { database, sink, crew }: Scene): Promise<void> => {
  const { rounds, secondsOfARound, say } = options;
  const random = createRandom(options.seed);
  const fleet = await assembleFleet(crew, sink, { cars: CARS, webhooks: WEBHOOKS });
  const perSecond = await calibrate(fleet, sink);
  say(
    `seed ${options.seed}: all that goes is ${perSecond.toFixed(1)} changes a second, ${WEBHOOKS} deliveries each; half of it from now on`,
  );
  const faults: readonly Fault[] = [
    ['the sink was away', () => sink.restart(SINK_AWAY_MS)],
    ['the database was restarted', () => database.restart()],
    [
      'a server was killed',
      async () => {
        await crew.kill(MORTAL);
        await crew.revive(MORTAL);
      },
    ],
  ];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const pace = perSecond / 2;
    const turning = fleet.turn(Math.ceil(pace * secondsOfARound), pace);
    await sleep(random.integer((secondsOfARound * 1_000) / 2));
    const [name, happen] = faults[round % faults.length] as Fault;
    await happen();
    await turning;
    const pids = crew.pids();
    const megabytes = await Promise.all(pids.map(residentMegabytes));
    memory.push(megabytes[SURVIVOR] ?? 0);
    const { deliveries, duplicates } = figuresOf(sink);
    say(
      `round ${round + 1} of ${rounds}, ${name}: ${deliveries} deliveries, ${duplicates} duplicates, servers have ${megabytes.join(' and ')} MB`,
    );
  }
  await everythingArrives(fleet, sink, 120_000);
  expect(sink.wrong).toEqual([]);
  say(`in the end: ${JSON.stringify(figuresOf(sink))}`);
  checkMemory(memory, say);
};

/** Changes a second, from the first to the last delivery of some hundreds. */
const calibrate = async (
  fleet: Awaited<ReturnType<typeof assembleFleet>>,
  sink: CountingSink,
): Promise<number> => {
  const start = performance.now();
  await fleet.turn(CALIBRATION_TURNS);
  await everythingArrives(fleet, sink);
  return CALIBRATION_TURNS / ((performance.now() - start) / 1_000);
};

const checkMemory = (memory: readonly number[], say: SoakOptions['say']): void => {
  const telling = memory.slice(WARM_UP_ROUNDS);
  if (telling.length < TELLING_ROUNDS) {
    say(`memory is not judged: ${telling.length} rounds after warming up are too few`);
    return;
  }
  const middle = [...telling].sort((one, other) => one - other)[telling.length >> 1] ?? 0;
  const growth = (slopeOf(telling) * telling.length) / middle;
  say(`memory of the server that lived: ${Math.round(growth * 100)} % growth over the rounds`);
  expect(growth).toBeLessThan(MOST_GROWTH);
};
