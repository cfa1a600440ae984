import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionSettings } from '../src/connection/settings.js';
import { momentOf } from '../src/terminal/moments.js';
import { session } from './around.js';

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'carport-cli-'));
  await mkdir(join(project, '.carport'));
  await mkdir(join(project, 'src', 'deep'), { recursive: true });
  await writeFile(
    join(project, '.carport', 'demo.env'),
    "# words\nexport CARPORT_URL='http://localhost:4321'\nexport CARPORT_MANAGEMENT_TOKEN='from-file'\n",
  );
});
afterAll(() => rm(project, { recursive: true }));

test('without any configuration the demo of npm start is found, from folders below as well', async () => {
  expect(await connectionSettings({}, {}, join(project, 'src', 'deep'))).toEqual({
    url: 'http://localhost:4321',
    token: 'from-file',
    tokenFrom: join(project, '.carport', 'demo.env'),
  });
});

test('an option wins over the environment, and that over the file', async () => {
  const env = { CARPORT_URL: 'https://cars.example/', CARPORT_MANAGEMENT_TOKEN: 'from-env' };
  expect(await connectionSettings({}, env, project)).toMatchObject({
    url: 'https://cars.example',
    token: 'from-env',
  });
  const options = { url: 'http://127.0.0.1:1', token: 'given' };
  expect(await connectionSettings(options, env, project)).toMatchObject(options);
});

test('a file can be named, and the data folder of the server is respected', async () => {
  const envFile = join('.carport', 'demo.env');
  expect((await connectionSettings({ envFile }, {}, project)).token).toBe('from-file');
  const env = { CARPORT_DATA_DIR: join(project, '.carport') };
  expect((await connectionSettings({}, env, '/')).token).toBe('from-file');
});

test.each([
  [{ envFile: 'nothing.env' }, 'no file'],
  [{ token: 't', url: 'localhost:4000' }, 'no address'],
  [{ token: 't', url: 'ftp://cars' }, 'no address'],
])('%j is refused', async (options, words) => {
  await expect(connectionSettings(options, {}, '/')).rejects.toThrow(words);
});

test('without a token the developer is told what to do', async () => {
  const { run, aside } = session({ CARPORT_DATA_DIR: '/nowhere' });
  expect(await run('webhooks', 'list')).toBe(4);
  expect(aside.join('\n')).toContain('npm start');
});

test('times are written as ages or in ISO 8601', () => {
  const now = Date.UTC(2026, 5, 1, 12);
  expect(momentOf('90s', now)).toEqual(new Date(now - 90_000));
  expect(momentOf('2h', now)).toEqual(new Date(now - 7_200_000));
  expect(momentOf('2026-06-01T11:00:00Z', now)).toEqual(new Date(now - 3_600_000));
  for (const text of ['yesterday', '5', '2026-99-01', '']) {
    expect(() => momentOf(text, now)).toThrow('no time');
  }
});
