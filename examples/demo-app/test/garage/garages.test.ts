import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Garage } from '../../src/garage/garage.js';
import { createGarages } from '../../src/garage/garages.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1_800_000_000_000;
const now = (): number => NOW;

const fill = (garage: Garage): Garage =>
  Object.assign(garage, {
    cars: [{ id: 'car', userId: 'anna', make: 'TESLA', model: 'Model 3', year: 2022 }],
    accounts: [
      {
        userId: 'anna',
        mode: 'simulated',
        tokens: { accessToken: 'a', refreshToken: 'r', expiresAt: NOW },
      },
    ],
  });

describe('garages in memory', () => {
  it('open anew for strangers, under ids that cannot be guessed', async () => {
    const garages = await createGarages(null, now);
    const [one, two] = [garages.open(undefined), garages.open('made-up')];
    expect(one.id).not.toBe(two.id);
    expect(two.id).not.toBe('made-up');
    expect(one.id.length).toBeGreaterThanOrEqual(32);
  });

  it('are found again by their id only', async () => {
    const garages = await createGarages(null, now);
    const garage = garages.open(undefined);
    expect(garages.find(garage.id)).toBe(garage);
    expect(garages.open(garage.id)).toBe(garage);
    expect(garages.find('made-up')).toBeUndefined();
    expect(garages.find(undefined)).toBeUndefined();
  });
});

describe('garages in a folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'driveway-')), 'data');
  });
  afterEach(async () => {
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  it('are there after a restart', async () => {
    const before = await createGarages(folder, now);
    const garage = fill(before.open(undefined));
    await before.save();
    const after = await createGarages(folder, now);
    expect(after.find(garage.id)).toEqual(garage);
  });

  it('are readable for their owner only', async () => {
    const garages = await createGarages(folder, now);
    fill(garages.open(undefined));
    await garages.save();
    const { mode } = await stat(join(folder, 'garages.json'));
    expect(mode & 0o077).toBe(0);
  });

  it('are not kept while they are empty', async () => {
    const garages = await createGarages(folder, now);
    garages.open(undefined);
    await garages.save();
    expect(await readFile(join(folder, 'garages.json'), 'utf8')).toBe('[]');
  });

  it('are dropped once their refresh tokens have run out', async () => {
    const before = await createGarages(folder, now);
    const garage = fill(before.open(undefined));
    await before.save();
    const inTime = await createGarages(folder, () => NOW + 59 * DAY);
    expect(inTime.find(garage.id)).toBeDefined();
    const late = await createGarages(folder, () => NOW + 61 * DAY);
    expect(late.find(garage.id)).toBeUndefined();
  });

  it('survive saves that overlap', async () => {
    const garages = await createGarages(folder, now);
    const all = Array.from({ length: 20 }, () => fill(garages.open(undefined)));
    await Promise.all(all.map(() => garages.save()));
    const after = await createGarages(folder, now);
    for (const { id } of all) expect(after.find(id)).toBeDefined();
  });

  it.each(['', '{', '{"cars":[]}', '[null,{"id":1},{"id":"x","usedAt":1,"cars":{}}]'])(
    'start empty from a file like %j',
    async (content) => {
      const first = await createGarages(folder, now);
      await first.save();
      await writeFile(join(folder, 'garages.json'), content);
      const garages = await createGarages(folder, now);
      expect(garages.find('x')).toBeUndefined();
      fill(garages.open(undefined));
      await garages.save();
      expect(JSON.parse(await readFile(join(folder, 'garages.json'), 'utf8'))).toHaveLength(1);
    },
  );
});
