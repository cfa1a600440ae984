import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort } from './support/free-port.js';
import { createBrowser, type Departure, type Page } from './support/scriptless-browser.js';
import { goOnThroughConnect } from './support/scriptless-owner.js';
import { processesWith, runStart, type StartProcess, start } from './support/start-process.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const NAMES = [
  'SMARTCAR_CLIENT_ID',
  'SMARTCAR_CLIENT_SECRET',
  'SMARTCAR_REDIRECT_URI',
  'SMARTCAR_API_ORIGIN',
  'SMARTCAR_API_V3_ORIGIN',
  'SMARTCAR_AUTH_ORIGIN',
  'SMARTCAR_CONNECT_ORIGIN',
  'SMARTCAR_MANAGEMENT_API_ORIGIN',
  'CARPORT_URL',
  'CARPORT_MANAGEMENT_TOKEN',
  'CARPORT_API_CLIENT_ID',
  'CARPORT_API_CLIENT_SECRET',
];

let dataDir: string;
let port: number;
let demoPort: number;
let running: StartProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carport-start-'));
  [port, demoPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  await running?.stop('SIGTERM');
  running = undefined;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const options = () => [
  ...['--port', String(port), '--demo-app-port', String(demoPort)],
  ...['--data', dataDir],
];

const startAll = async (...more: string[]): Promise<StartProcess> => {
  running = await start(...options(), ...more);
  return running;
};

const isListening = (at: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${at}/`).then(
    () => true,
    () => false,
  );

const demoEnvironment = async (): Promise<Map<string, string>> => {
  const text = await readFile(join(dataDir, 'demo.env'), 'utf8');
  const lines = [...text.matchAll(/^export (\w+)='(.*)'$/gm)];
  return new Map(lines.map(([, name = '', value = '']) => [name, value]));
};

const arrivedAt = (place: Page | Departure): Page => {
  if ('left' in place) throw new Error(`led away to ${place.left}`);
  expect(place.status, place.url.href).toBe(200);
  return place;
};

describe('npm start', () => {
  test('leads a person from the landing page to a live car, with nothing typed but made-up credentials', async () => {
    const { output } = await startAll();
    const site = `http://localhost:${port}`;
    expect(output()).toContain(site);
    expect(output()).toContain(`http://localhost:${demoPort}`);

    const browser = createBrowser(site, `http://localhost:${demoPort}`);
    const landing = arrivedAt(await browser.open(site));
    const demo = arrivedAt(await browser.press(landing, 'a#open-demo'));
    const connect = await browser.press(demo, 'a[href^="/connect"]');
    const end = await goOnThroughConnect(browser, connect, {
      make: 'TESLA',
      username: 'me@example.com',
      password: 'made up',
    });
    const car = arrivedAt(end);
    expect(car.url.origin).toBe(`http://localhost:${demoPort}`);
    expect(car.document.querySelector('h1')?.text).toContain('Tesla');
    expect(car.document.text).toMatch(/\d+\s*%/);
    expect(car.document.text).toMatch(/lock/i);
  });

  test('writes demo.env, is ready again on the same data, and leaves nothing running', async () => {
    const first = await startAll();
    const environment = await demoEnvironment();
    expect([...environment.keys()].toSorted()).toEqual(NAMES.toSorted());
    expect([...environment.values()]).not.toContain('');
    expect(environment.get('CARPORT_URL')).toBe(`http://localhost:${port}`);
    expect((await stat(join(dataDir, 'demo.env'))).mode & 0o077).toBe(0);
    expect(await processesWith(dataDir)).not.toEqual([]);

    expect(await first.stop('SIGTERM')).toBe(0);
    await nothingIsLeft();

    const second = await startAll();
    expect(await isListening(port)).toBe(true);
    expect(await demoEnvironment()).toEqual(environment);
    expect(await second.stop('SIGINT')).toBe(0);
    await nothingIsLeft();
  });

  test('--no-demo-app starts the server alone', async () => {
    const { output } = await startAll('--no-demo-app');
    expect(await isListening(port)).toBe(true);
    expect(await isListening(demoPort)).toBe(false);
    expect(output()).not.toContain('Demo app ');
    expect((await demoEnvironment()).size).toBe(NAMES.length);
  });

  test.each([
    ['--port', () => port],
    ['--demo-app-port', () => demoPort],
  ])('says in one line that the %s is busy', async (option, busyPort) => {
    const holder = createServer().listen(busyPort(), '127.0.0.1');
    await once(holder, 'listening');
    const { code, output, errors } = await runStart(...options());
    holder.close();
    expect(code).toBe(1);
    expect(errors.trimEnd().split('\n')).toEqual([
      expect.stringContaining(`port ${busyPort()} is in use`),
    ]);
    expect(errors).toContain(option);
    expect(output).not.toContain('Starting');
    expect(await processesWith(dataDir)).toEqual([]);
  });
});

/** Neither the server, nor its PostgreSQL, nor the demo app. */
const nothingIsLeft = async (): Promise<void> => {
  expect(await processesWith(dataDir)).toEqual([]);
  expect(await isListening(port)).toBe(false);
  expect(await isListening(demoPort)).toBe(false);
};
