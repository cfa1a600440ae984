import type { Region } from '../vocabulary.js';
import { GM, PSA } from './groups.js';

/** How often cars of a make send new data to their maker. */
export interface UpdateFrequencyRow {
  readonly makes: readonly string[];
  /** Only there; absent when it is the same everywhere. */
  readonly region?: Region;
  /** Shortest and longest usual time between two updates, in minutes. */
  readonly minutes: readonly [number, number];
  readonly note: string;
}

export const UPDATE_FREQUENCIES: readonly UpdateFrequencyRow[] = [
  {
    makes: ['TESLA'],
    minutes: [1 / 60, 5],
    note: 'Streams every second while it is in use, and reports every few minutes otherwise.',
  },
  {
    makes: ['BYD', 'POLESTAR', 'VOLVO'],
    minutes: [1, 3],
    note: 'New data every one to three minutes.',
  },
  {
    makes: ['VOLKSWAGEN'],
    region: 'US',
    minutes: [1, 3],
    note: 'Car-Net in the United States passes data on every one to three minutes.',
  },
  {
    makes: ['AUDI', 'RIVIAN'],
    minutes: [3, 5],
    note: 'New data every three to five minutes.',
  },
  {
    makes: ['HYUNDAI', 'KIA', 'SKODA'],
    minutes: [5, 5],
    note: 'New data about every five minutes.',
  },
  {
    makes: [
      'ALFA_ROMEO',
      'BMW',
      'CHRYSLER',
      'CUPRA',
      'DODGE',
      'FIAT',
      'FORD',
      'INFINITI',
      'JEEP',
      'LEXUS',
      'LINCOLN',
      'MAZDA',
      'MERCEDES_BENZ',
      'NISSAN',
      'RAM',
      'SUBARU',
      ...PSA,
    ],
    minutes: [5, 10],
    note: 'New data every five to ten minutes.',
  },
  {
    makes: ['VOLKSWAGEN'],
    region: 'EUROPE',
    minutes: [5, 10],
    note: 'The European services pass data on every five to ten minutes.',
  },
  {
    makes: ['HONDA', 'JAGUAR', 'LAND_ROVER'],
    minutes: [15, 30],
    note: 'New data every quarter to half hour.',
  },
  {
    makes: GM,
    minutes: [30, 45],
    note: 'New data every half hour or a little later; asking more often uses up the carmaker’s own limit.',
  },
  {
    makes: ['ACURA', 'DACIA', 'MG', 'MINI', 'PORSCHE', 'RENAULT', 'TOYOTA'],
    minutes: [30, 60],
    note: 'New data every half to full hour.',
  },
];

/** The row of a make; a null region takes the one where updates come the least often. */
export const updateFrequencyOf = (
  make: string,
  region: Region | null,
): UpdateFrequencyRow | undefined =>
  UPDATE_FREQUENCIES.filter(
    (row) => row.makes.includes(make) && (!row.region || region === null || row.region === region),
  ).sort((a, b) => b.minutes[1] - a.minutes[1])[0];
