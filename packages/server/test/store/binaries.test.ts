import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBinaries } from '../../src/store/embedded/binaries.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'carport-binaries-'));
  await mkdir(join(root, 'native', 'bin'), { recursive: true });
  await mkdir(join(root, 'native', 'lib'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{"version":"17.10.0-beta.17"}');
  for (const program of ['initdb', 'postgres']) {
    await writeFile(join(root, 'native', 'bin', program), '#!/bin/sh\n');
    await chmod(join(root, 'native', 'bin', program), 0o644);
  }
  await writeFile(join(root, 'native', 'lib', 'libpq.so.5.17'), '');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const listLinks = () =>
  writeFile(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }]),
  );

test('the installed package has them, and they run', async () => {
  const { postgres, major } = await findBinaries();
  const { stdout } = await promisify(execFile)(postgres, ['--version']);
  expect(stdout).toContain(`(PostgreSQL) ${major}.`);
});

test('links and execute bits that install scripts would have made are made', async () => {
  await listLinks();
  const { initdb, postgres } = await findBinaries(root);
  expect(await readlink(join(root, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.17');
  for (const program of [initdb, postgres]) {
    expect((await stat(program)).mode & 0o111).toBe(0o111);
  }
});

test('a second time nothing is left to do', async () => {
  await listLinks();
  await findBinaries(root);
  const before = await lstat(join(root, 'native', 'lib', 'libpq.so.5'));
  await findBinaries(root);
  const after = await lstat(join(root, 'native', 'lib', 'libpq.so.5'));
  expect(after.ino).toBe(before.ino);
});

test('a package without links to make is fine', async () => {
  expect(await findBinaries(root)).toEqual({
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
    major: '17',
  });
});
