import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCompatibleModels } from '../src/compatible-models-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carport-models-'));
});
afterAll(() => rm(folder, { recursive: true }));

const ROW = {
  make: 'TESLA',
  model: 'Roadster',
  powertrain: 'BEV',
  regions: ['US'],
  startYear: 2027,
  endYear: 2028,
};

const reading = async (content: unknown) => {
  const file = join(folder, 'models.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readCompatibleModels(file);
};

test('rows are read as they stand', async () => {
  expect(await reading([ROW])).toEqual([ROW]);
  expect(await reading([])).toEqual([]);
});

test.each([
  ['what is not JSON', '{', /models\.json cannot be used: it is not JSON/],
  ['what is no list', { rows: [] }, /the list must be array/],
  ['an unknown make', [ROW, { ...ROW, make: 'TESLER' }], /row 2: make must be/],
  [
    'an unknown powertrain',
    [{ ...ROW, powertrain: 'EV' }],
    /row 1: powertrain must be one of BEV, PHEV, HEV, ICE/,
  ],
  ['no region', [{ ...ROW, regions: [] }], /row 1: regions must not have fewer than 1/],
  [
    'a missing field',
    [{ ...ROW, endYear: undefined }],
    /row 1 must have required properties endYear/,
  ],
  ['years the wrong way round', [{ ...ROW, endYear: 2020 }], /row 1 ends before it starts/],
])('%s is refused with the reason', async (_what, content, reason) => {
  await expect(reading(content)).rejects.toThrow(reason);
});

test('a file that is not there is refused', async () => {
  await expect(readCompatibleModels(join(folder, 'none.json'))).rejects.toThrow(
    /none\.json cannot be used: it cannot be read/,
  );
});
