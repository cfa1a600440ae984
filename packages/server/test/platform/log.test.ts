import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/platform/log.js';
import { compiledModule, compileServer } from '../support/compiled.js';
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

describe('a process that ends with lines that wait', () => {
  beforeAll(compileServer);

  const run = promisify(execFile);
  const program = (ending: string): string => `
    import { createLog } from ${JSON.stringify(pathToFileURL(compiledModule('platform/log')).href)};
    const log = createLog({ level: 'info' });
    for (let number = 0; number < 500; number += 1) log.info({ number }, 'line');
    ${ending}`;

  it.each([
    ['by itself', ''],
    ['by process.exit', 'process.exit(0);'],
    [
      'by process.exit when some were written',
      'setTimeout(() => { log.info({ number: 500 }, "line"); process.exit(0); }, 300);',
    ],
  ])('%s writes them first', async (_how, ending) => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program(ending)]);
    const numbers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).number);
    expect(numbers).toEqual([...Array(numbers.length).keys()]);
    expect(numbers.length).toBe(ending.includes('500') ? 501 : 500);
  });
});
