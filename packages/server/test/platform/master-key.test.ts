import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMasterKey, loadMasterKey } from '../../src/platform/master-key.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carport-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the key is made once, for the owner only, and read from then on', async () => {
  const dataDir = join(folder, 'data');
  const first = await loadMasterKey(null, dataDir);
  expect(first.key).toHaveLength(32);
  expect((await loadMasterKey(null, dataDir)).key).toEqual(first.key);
  expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
});

test('processes that start at once end with one key', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey(null, folder)));
  expect(new Set(keys.map(({ key }) => key.toString('hex'))).size).toBe(1);
});

test('the setting wins, and a key of the wrong size is refused', async () => {
  const setting = Buffer.alloc(32, 7).toString('base64url');
  expect((await loadMasterKey(setting, folder)).key).toEqual(Buffer.alloc(32, 7));
  await expect(loadMasterKey('c2hvcnQ', folder)).rejects.toThrow('32 bytes');
});

test('work beside a server finds its key, and makes none', async () => {
  expect(await findMasterKey(null, folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  const { key } = await loadMasterKey(null, folder);
  expect((await findMasterKey(null, folder))?.key).toEqual(key);
  const setting = Buffer.alloc(32, 7).toString('base64url');
  expect((await findMasterKey(setting, folder))?.key).toEqual(Buffer.alloc(32, 7));
});
