import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Garage } from './garage.js';

export interface Garages {
  find(id: string | undefined): Garage | undefined;
  /** The garage of that id, or a new one under an id nobody can guess. */
  open(id: string | undefined): Garage;
  /** Call after every change; writes are queued and whole. */
  save(): Promise<void>;
}

const REFRESH_TOKEN_LIFE = 60 * 24 * 60 * 60 * 1000;
const OWNER_ONLY = 0o600;

/** Visitors' garages, in memory and, where there is a folder, in one small file. */
export const createGarages = async (
  dataDir: string | null,
  now: () => number,
): Promise<Garages> => {
  const file = dataDir === null ? null : join(dataDir, 'garages.json');
  const garages = new Map<string, Garage>();
  for (const garage of await load(file)) {
    if (garage.usedAt > now() - REFRESH_TOKEN_LIFE) garages.set(garage.id, garage);
  }

  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (file === null || dataDir === null) return;
    await mkdir(dataDir, { recursive: true });
    const worthKeeping = [...garages.values()].filter((garage) => garage.cars.length > 0);
    await writeFile(`${file}.new`, JSON.stringify(worthKeeping), { mode: OWNER_ONLY });
    await rename(`${file}.new`, file);
  };

  const find = (id: string | undefined): Garage | undefined => {
    const garage = id === undefined ? undefined : garages.get(id);
    if (garage !== undefined) garage.usedAt = now();
    return garage;
  };

  return {
    find,
    open: (id) => {
      const known = find(id);
      if (known !== undefined) return known;
      const name = randomBytes(24).toString('base64url');
      const garage: Garage = { id: name, cars: [], accounts: [], usedAt: now() };
      garages.set(name, garage);
      return garage;
    },
    save: () => {
      writing = writing.then(write, write);
      return writing;
    },
  };
};

const load = async (file: string | null): Promise<Garage[]> => {
  if (file === null) return [];
  try {
    const stored: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(stored) ? stored.filter(isGarage) : [];
  } catch {
    // No file yet, or one that was cut off: the visitor connects again, which takes a minute.
    return [];
  }
};

const isGarage = (value: unknown): value is Garage =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'usedAt' in value &&
  typeof value.usedAt === 'number' &&
  'cars' in value &&
  Array.isArray(value.cars) &&
  'accounts' in value &&
  Array.isArray(value.accounts);
