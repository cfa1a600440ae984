import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepLog, worthShowing } from '../steps/logs.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carport-logs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['{"level":30,"msg":"request"}', null],
  ['{"level":40,"msg":"the demo is on"}', 'warning: the demo is on'],
  ['{"level":60,"msg":"cannot start"}', 'error: cannot start'],
  ['{"level":50,"msg":"could not stop","err":{"message":"busy"}}', 'error: could not stop (busy)'],
  ['{"level":50,"msg":"busy","err":{"message":"busy"}}', 'error: busy'],
  ['Error: no JSON at all', 'Error: no JSON at all'],
  ['{"broken', '{"broken'],
  ['42', '42'],
])('of %s a person sees %s', (line, shown) => {
  expect(worthShowing(line)).toBe(shown);
});

test('everything is kept, and what matters is shown', async () => {
  const file = join(folder, 'new', 'server.log');
  const output = new PassThrough();
  const shown = [];
  keepLog(output, file, (line) => shown.push(line));
  output.end('{"level":30,"msg":"ready"}\n{"level":40,"msg":"careful"}\n');
  const kept = '{"level":30,"msg":"ready"}\n{"level":40,"msg":"careful"}\n';
  await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe(kept), {
    timeout: 10_000,
  });
  expect(shown).toEqual(['warning: careful']);
});

test('a log that has grown large is put aside', async () => {
  const file = join(folder, 'server.log');
  await writeFile(file, Buffer.alloc(10_000_001));
  const output = new PassThrough();
  keepLog(output, file, () => undefined);
  output.end('{"level":30}\n');
  await vi.waitFor(async () => expect((await stat(file)).size).toBeLessThan(100), {
    timeout: 10_000,
  });
  expect((await stat(`${file}.1`)).size).toBe(10_000_001);
});
