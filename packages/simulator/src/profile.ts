import { hasPlug } from '@carport/catalog';
import { between, type Chance, createChance, pick } from './chance.js';
import type { CarIdentity, Checkpoint } from './checkpoint.js';
import { type Point, shifted, towards } from './geography.js';
import { DAY, dayOf, HOUR, MINUTE, weekdayOf } from './time.js';
import { isNorthAmerican, type Town, townsOf } from './towns.js';

/** What is peculiar to one car and its owner; follows from the seed alone. */
export interface Profile {
  readonly chance: Chance;
  readonly car: CarIdentity;
  readonly town: Town;
  readonly home: Place;
  readonly work: Place;
  readonly shops: readonly [Place, ...Place[]];
  readonly daytrips: readonly [Place, ...Place[]];
  /** What a kilometre takes at an easy pace in mild weather. */
  readonly kwhPerKm: number;
  /** What the engine burns in place of a kilowatt-hour from the battery. */
  readonly litersPerKwh: number;
  /** A plug-in hybrid keeps this much of its battery for itself. */
  readonly reserveKwh: number;
  readonly homeSupply: Supply;
  readonly fastSupply: Supply;
  /** Coming home with less, the owner plugs in. */
  readonly plugBelowPercent: number;
  /** Add to the car's time to get story time. */
  readonly storyShift: number;
}

export interface Place extends Point {
  readonly id: string;
  readonly name: string;
}

/** What a charging station and this car can do together. */
export interface Supply {
  readonly powerKw: number;
  readonly volts: number;
  readonly phases: number;
  /** The most the station offers, per phase. */
  readonly maxAmps: number;
  readonly efficiency: number;
  /** Fraction of a full battery from which the power falls. */
  readonly taperFrom: number;
  /** Share of the power that is left when the battery is full. */
  readonly taperTo: number;
}

/** In kWh; cars with more come with an eleven-kilowatt charger. */
const BIG_BATTERY = 45;
/** A weekday at about twenty past six in the evening. */
const FIRST_EVENING = 18 * HOUR;

export const profileOf = ({
  seed,
  car,
  startedAt,
}: Pick<Checkpoint, 'seed' | 'car' | 'startedAt'>): Profile => {
  const chance = createChance(seed);
  const town = pick(townsOf(car.country), chance('town'));
  const place = (name: string, index: number, from: Point, low: number, high: number): Place => ({
    id: `${name}-${index}`,
    name,
    ...towards(
      from,
      360 * chance(`${name} way`, index),
      between(low, high, chance(`${name} far`, index)),
    ),
  });
  const center = shifted(town, (chance('north') - 0.5) * 3, (chance('east') - 0.5) * 3);
  const home = { ...center, id: 'home', name: 'Home' };
  return {
    chance,
    car,
    town,
    home,
    work: place('Work', 0, home, 7, 24),
    shops: [0, 1, 2].map((index) => place('Shops', index, home, 2.5, 9)) as [Place, ...Place[]],
    daytrips: [0, 1].map((index) => place('Day out', index, home, 38, 75)) as [Place, ...Place[]],
    ...thirst(car, chance),
    homeSupply: homeSupply(car, town),
    fastSupply: {
      powerKw: Math.min(150, Math.max(45, Math.round(car.batteryKwh * 1.6))),
      volts: 400,
      phases: 3,
      maxAmps: 375,
      efficiency: 0.94,
      taperFrom: 0.5,
      taperTo: 0.15,
    },
    plugBelowPercent:
      car.powertrain === 'PHEV' ? 97 : Math.round(between(58, 76, chance('plug below'))),
    storyShift: firstEvening(startedAt, chance) - startedAt,
  };
};

/** Bigger batteries sit in bigger cars. */
const thirst = (car: CarIdentity, chance: Chance) => {
  const size = car.powertrain === 'BEV' ? Math.min(1.5, Math.max(0.85, car.batteryKwh / 75)) : 1;
  const litersPerKwh = { BEV: 0, PHEV: 0.34, HEV: 0.29, ICE: 0.41 }[car.powertrain];
  return {
    kwhPerKm: 0.172 * size * between(0.94, 1.08, chance('thirst')),
    litersPerKwh,
    reserveKwh: car.powertrain === 'PHEV' ? car.batteryKwh * 0.12 : 0,
  };
};

const homeSupply = (car: CarIdentity, town: Town): Supply => {
  const big = car.batteryKwh > BIG_BATTERY;
  const powerKw = car.powertrain === 'PHEV' ? 3.6 : big ? 11 : 7.4;
  const curve = { efficiency: 0.9, taperFrom: 0.95, taperTo: 0.3 };
  if (isNorthAmerican(town)) {
    return {
      ...curve,
      powerKw,
      volts: 240,
      phases: 1,
      maxAmps: powerKw > 8 ? 48 : powerKw > 4 ? 32 : 16,
    };
  }
  return {
    ...curve,
    powerKw,
    volts: 230,
    phases: big ? 3 : 1,
    maxAmps: big || powerKw < 4 ? 16 : 32,
  };
};

/** Newcomers meet their car after work, between Monday and Thursday, so that a commute comes next. */
const firstEvening = (startedAt: number, chance: Chance): number => {
  let day = dayOf(startedAt);
  while (weekdayOf(day) === 0 || weekdayOf(day) > 4) day -= 1;
  return day * DAY + FIRST_EVENING + Math.floor(40 * chance('evening')) * MINUTE;
};

export const isPlugIn = (profile: Profile): boolean => hasPlug(profile.car.powertrain);
