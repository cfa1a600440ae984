import type { CommandId, Powertrain } from '@carport/catalog';
import fc from 'fast-check';
import {
  advance,
  apply,
  type CarIdentity,
  type CarState,
  type Checkpoint,
  type Command,
  createCar,
  observe,
} from '../src/index.js';
import { advanceIn } from '../src/life.js';
import { endOf } from '../src/phases.js';
import { createWorld } from '../src/world.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Sunday, so that the story has to find its weekday. */
export const START = Date.parse('2025-11-23T15:30:00Z');

const TANKS: Readonly<Record<Powertrain, readonly [battery: number, tank: number]>> = {
  BEV: [65, 0],
  PHEV: [14, 40],
  HEV: [0, 43],
  ICE: [0, 55],
};

export const identity = (powertrain: Powertrain, more: Partial<CarIdentity> = {}): CarIdentity => ({
  vin: '1G1FW6S00H4CP0001',
  make: 'CHEVROLET',
  model: 'Test car',
  year: 2022,
  powertrain,
  batteryKwh: TANKS[powertrain][0],
  tankLiters: TANKS[powertrain][1],
  country: 'US',
  ...more,
});

export const newCar = (
  powertrain: Powertrain,
  seed = 'a seed',
  more: Partial<CarIdentity> = {},
): Checkpoint => createCar({ seed, car: identity(powertrain, more), startedAt: START });

/** Looks at a car again and again, carrying the checkpoint along so that no day is lived twice. */
export function* filmed(
  car: Checkpoint,
  { from, to, every }: { readonly from: number; readonly to: number; readonly every: number },
): Generator<CarState> {
  let now = car;
  for (let at = from; at < to; at += every) {
    now = advance(now, at);
    yield observe(now, at);
  }
}

/** Gives a command that must be obeyed. */
export const obey = (car: Checkpoint, at: number, command: Command): Checkpoint => {
  const outcome = apply(car, at, command);
  if ('refusal' in outcome) throw new Error(`Refused: ${outcome.refusal.code}`);
  return outcome.checkpoint;
};

/** Gives a command and answers with the code of the refusal; "done" when there was none. */
export const answerTo = (car: Checkpoint, at: number, id: CommandId, parameters = {}): string => {
  const outcome = apply(car, at, { id, parameters });
  return 'refusal' in outcome ? `${outcome.refusal.type}:${outcome.refusal.code}` : 'done';
};

/** The first moment from which the car does something; not before `from`. */
export const firstTime = (
  car: Checkpoint,
  kind: Checkpoint['activity']['kind'],
  from: number = START,
): number => {
  const world = createWorld(car);
  let now = advanceIn(world, car, from);
  while (now.activity.kind !== kind) {
    if (now.since > from + 400 * DAY) throw new Error(`This car is never ${kind}.`);
    now = advanceIn(world, now, endOf(world, now));
  }
  return Math.max(from, now.since);
};

export const anyPowertrain = fc.constantFrom<Powertrain>('BEV', 'PHEV', 'HEV', 'ICE');
const anyCountry = fc.constantFrom('US', 'CA', 'DE', 'NO', 'CZ', 'JP');

/** Cars of every kind, with batteries and tanks from small to large. */
export const anyCar: fc.Arbitrary<Checkpoint> = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 12 }),
    powertrain: anyPowertrain,
    country: anyCountry,
    size: fc.double({ min: 0, max: 1, noNaN: true }),
    startedAt: fc.integer({ min: START - 400 * DAY, max: START + 400 * DAY }),
  })
  .map(({ seed, powertrain, country, size, startedAt }) => {
    const batteryKwh = { BEV: 24 + 90 * size, PHEV: 8 + 14 * size, HEV: 0, ICE: 0 }[powertrain];
    const tankLiters = powertrain === 'BEV' ? 0 : 33 + 60 * size;
    const car = identity(powertrain, { country, batteryKwh, tankLiters });
    return createCar({ seed, car, startedAt });
  });

export const anyPluggable = anyCar.filter((car) => car.car.batteryKwh > 0);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(
    { id: 'charge-start' },
    { id: 'charge-stop' },
    { id: 'charge-port-open' },
    { id: 'charge-port-close' },
    { id: 'security-lock' },
    { id: 'security-unlock' },
    { id: 'navigation-set-destination', parameters: { latitude: 39.7, longitude: -105 } },
    { id: 'climate-start' },
    { id: 'climate-stop', parameters: { temperature: 18 } },
    { id: 'climate-set', parameters: { temperature: 25.5 } },
    { id: 'defroster-start' },
    { id: 'steering-heater-start' },
    { id: 'trunk-open' },
    { id: 'front-trunk-open' },
    { id: 'pin-set', parameters: { pin: '0420' } },
    { id: 'charge-set-timer', parameters: { type: 'START_TIME', enabled: true, time: '01:30' } },
  ),
  fc
    .integer({ min: 1, max: 80 })
    .map((amperage): Command => ({ id: 'charge-set-amperage', parameters: { amperage } })),
  fc
    .integer({ min: 50, max: 100 })
    .map((percent): Command => ({ id: 'charge-set-limit', parameters: { percent } })),
);
