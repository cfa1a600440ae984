import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/platform/log.js';
import { eventually } from '../support/eventually.js';

const logFile = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'server.log');
};

const linesOf = async (file: string): Promise<unknown[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

it('writes a lone line without waiting for more', async () => {
  const file = await logFile();
  createLog({ level: 'info', file }).info({ route: '/health' }, 'request');
  await eventually(async () => {
    expect(await linesOf(file)).toMatchObject([{ route: '/health', msg: 'request' }]);
  });
});

it('keeps the order of many lines and loses none', async () => {
  const file = await logFile();
  const log = createLog({ level: 'info', file });
  for (let number = 0; number < 1_000; number += 1) log.info({ number }, 'line');
  await eventually(async () => {
    const lines = (await linesOf(file)) as { number: number }[];
    expect(lines.map(({ number }) => number)).toEqual([...Array(1_000).keys()]);
  });
});

it('leaves out what is below its level, and names of the machine', async () => {
  const file = await logFile();
  const log = createLog({ level: 'warn', file });
  log.info('quiet');
  log.warn('loud');
  await eventually(async () => expect(await linesOf(file)).toHaveLength(1));
  expect(Object.keys((await linesOf(file))[0] as object)).toEqual(['level', 'time', 'msg']);
});
