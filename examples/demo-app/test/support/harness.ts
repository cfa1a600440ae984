import { createServer } from 'node:net';
import { afterEach, vi } from 'vitest';
import { type Config, readConfig } from '../../src/config.js';
import { type Demo, startDemo } from '../../src/demo.js';
import type { FakeCar } from './fake-car.js';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type FakeCarport,
  MANAGEMENT_TOKEN,
  startFakeCarport,
} from './fake-carport.js';

export interface Harness {
  readonly carport: FakeCarport;
  readonly demo: Demo;
  readonly url: string;
  readonly logged: string[];
  readonly browser: Browser;
  /** A browser of somebody else. */
  stranger(): Browser;
  /** Stops the demo and starts it again on the same port and folder. */
  restart(): Promise<void>;
  clock: { ahead: number };
}

/** As much of a browser as a test needs: cookies by path, redirects followed. */
export interface Browser {
  get(path: string): Promise<Page>;
  submit(path: string, fields?: Record<string, string>): Promise<Page>;
  /** As the page's own script does it. */
  send(path: string, fields?: Record<string, string>): Promise<Response>;
  request(path: string, init?: RequestInit): Promise<Response>;
  readonly cookies: Map<string, string>;
}

export interface Page {
  readonly status: number;
  readonly path: string;
  readonly text: string;
}

export interface HarnessOptions {
  readonly cars?: FakeCar[];
  readonly env?: Record<string, string>;
}

const running: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
  vi.unstubAllEnvs();
});

/** Runs after the test, last first. */
export const onCleanUp = (stop: () => Promise<unknown>): void => {
  running.push(stop);
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });

export const environment = (carportUrl: string, port: number): Record<string, string> => ({
  SMARTCAR_CLIENT_ID: CLIENT_ID,
  SMARTCAR_CLIENT_SECRET: CLIENT_SECRET,
  SMARTCAR_REDIRECT_URI: `http://localhost:${port}/callback`,
  SMARTCAR_API_ORIGIN: carportUrl,
  SMARTCAR_API_V3_ORIGIN: carportUrl,
  SMARTCAR_AUTH_ORIGIN: carportUrl,
  SMARTCAR_MANAGEMENT_API_ORIGIN: carportUrl,
  CARPORT_URL: carportUrl,
  CARPORT_MANAGEMENT_TOKEN: MANAGEMENT_TOKEN,
  CARPORT_API_CLIENT_ID: 'client_demo',
  CARPORT_API_CLIENT_SECRET: 'api-secret',
  PORT: String(port),
});

export const stubEnvironment = (env: Record<string, string>): void => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
};

/** The demo against a fake platform, both on real sockets. */
export const startHarness = async (options: HarnessOptions = {}): Promise<Harness> => {
  const carport = await startFakeCarport(options.cars);
  running.push(() => carport.stop());
  const port = await freePort();
  const env = { ...environment(carport.url, port), ...options.env };
  stubEnvironment(env);
  const config: Config = readConfig(env);
  const logged: string[] = [];
  const clock = { ahead: 0 };
  const start = (): Promise<Demo> =>
    startDemo(config, {
      now: () => Date.now() + clock.ahead,
      log: (line) => {
        logged.push(line);
      },
    });
  let demo = await start();
  running.push(() => demo.stop());
  const url = `http://localhost:${port}`;
  return {
    carport,
    get demo() {
      return demo;
    },
    url,
    logged,
    clock,
    browser: createBrowser(url),
    stranger: () => createBrowser(url),
    restart: async () => {
      await demo.stop();
      demo = await start();
    },
  };
};

const createBrowser = (home: string): Browser => {
  const cookies = new Map<string, string>();

  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(path, home);
    const headers = new Headers(init.headers);
    // A restart is no matter of kept-alive connections.
    headers.set('connection', 'close');
    const ours = url.origin === home;
    if (ours)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    if (ours) for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };

  const follow = async (path: string, init?: RequestInit): Promise<Page> => {
    const url = new URL(path, home);
    const response = await request(url.href, init);
    const location = response.headers.get('location');
    if (location !== null) return follow(new URL(location, url).href);
    return {
      status: response.status,
      path: url.pathname + url.search,
      text: await response.text(),
    };
  };

  const form = (fields: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams(fields),
  });

  return {
    cookies,
    request,
    get: (path) => follow(path),
    submit: (path, fields) => follow(path, form(fields)),
    send: (path, fields) =>
      request(path, { ...form(fields), headers: { accept: 'application/json' } }),
  };
};

const keep = (cookies: Map<string, string>, line: string): void => {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1);
  if (value === '') cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), value);
};
