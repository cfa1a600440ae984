import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createHttp } from '../packages/server/src/http/app.js';
import type { Logger } from '../packages/server/src/platform/logger.js';
import { createTestPlatform, type TestPlatform } from '../packages/server/test/support/platform.js';
import { viewOf } from './fuzz/bystander.js';
import { createFindings, type Findings } from './fuzz/findings.js';
import { type Answer, faultsOf } from './fuzz/judge.js';
import { createRandom, seedOf } from './fuzz/random.js';
import { exchange, rawFaultsOf, rawRequestFor } from './fuzz/raw.js';
import { type FuzzRequest, requestFor } from './fuzz/requests.js';
import { documentedTargets, PAGES, type Target } from './fuzz/targets.js';
import { createWorlds, secretsOf, type World } from './fuzz/world.js';

/*
 * Random and hostile requests to every route. CARPORT_FUZZ_SEED repeats a run.
 */

// Half a minute is enough on a machine that has nothing else to do; a starved one has taken ten.
vi.setConfig({ testTimeout: 900_000 });

const SEED = Number(process.env.CARPORT_FUZZ_SEED ?? Date.now() % 2 ** 31);
const ROUNDS = 26;
const REQUESTS_IN_A_ROUND = 800;
const RAW_REQUESTS = 400;
const AT_ONCE = 16;

let platform: TestPlatform;
let targets: readonly Target[];
let worldOf: Awaited<ReturnType<typeof createWorlds>>;
let logged: string[] = [];

const keep =
  (level: string) =>
  (...said: unknown[]): void => {
    logged.push(`${level}: ${inspect(said, { depth: 4 })}`);
  };
const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };

beforeAll(async () => {
  platform = await createTestPlatform({
    log: log as Logger,
    config: {
      // Nothing is to be called, and nobody to be slowed down.
      ...{ allowLocalCallbacks: false, webhookTimeoutSeconds: 1 },
      ...{ rateLimitBurst: 1_000_000, rateLimitPerMinute: 10_000_000 },
    },
  });
  const { body } = await platform.app.inject('/openapi.json');
  targets = [...documentedTargets(JSON.parse(body)), ...PAGES];
  worldOf = await createWorlds(platform);
});
afterAll(() => platform.close());

const send = async ({ method, url, headers, payload }: FuzzRequest): Promise<Answer> => {
  const response = await platform.app.inject({
    method: method as 'GET',
    url,
    headers: headers as Record<string, string>,
    ...(payload && { payload }),
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
};

/** Requests that end a connection come last, so that those before them still meet it. */
const inOrder = (requests: readonly FuzzRequest[]): FuzzRequest[] => [
  ...requests.filter(({ method }) => method !== 'DELETE'),
  ...requests.filter(({ method }) => method === 'DELETE'),
];

const inTurns = async <T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> => {
  for (let at = 0; at < all.length; at += AT_ONCE) {
    await Promise.all(all.slice(at, at + AT_ONCE).map(run));
  }
};

/** Nothing went wrong inside, no secret was written down, and no prototype has changed. */
const inspectInside = (findings: Findings, { senders, bystander }: World): void => {
  const secrets = [...senders, bystander].flatMap(secretsOf);
  for (const line of logged) {
    if (line.startsWith('error')) findings.noteOther('an error in the log', line.slice(0, 3_000));
    if (secrets.some((secret) => line.includes(secret))) {
      findings.noteOther('a secret in the log', line.slice(0, 1_000));
    }
  }
  logged = [];
  const [polluted] = [...Object.keys(Object.prototype), ...Object.keys(Array.prototype)];
  if (polluted !== undefined) findings.noteOther('a prototype has changed', polluted);
};

test('every route that answers is aimed at', async () => {
  const app = createHttp(platform.platform);
  const routes = new Map<string, { method: string; path: string }>();
  app.addHook('onRoute', ({ method: methods, url }) => {
    const path = url.replace(/:(\w+)(?:\([^)]*\))?/g, '{$1}').replace(/(?<=.)\/$/, '');
    for (const method of [methods].flat()) {
      if (method !== 'HEAD') routes.set(`${method} ${path}`, { method, path });
    }
  });
  await app.ready();
  await app.close();
  expect(routes.size).toBeGreaterThan(100);
  const missed = [...routes].filter(([, { method, path }]) =>
    targets.every((target) => target.method !== method || !areAlike(target.path, path)),
  );
  expect(missed.map(([route]) => route)).toEqual([]);
});

/** Whether one of two paths, parameters put in, is the other. */
const areAlike = (one: string, other: string): boolean =>
  patternOf(one).test(other) || patternOf(other).test(one);

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}|\*/g, '[^/]+')}$`);

describe(`with CARPORT_FUZZ_SEED=${SEED}`, () => {
  test('20,000 hostile requests get documented answers and reach nothing of others', async () => {
    const findings = createFindings();
    const statuses: Record<number, number> = {};
    let sent = 0;
    const { bystander } = await worldOf(0);
    const before = await viewOf(platform, bystander);
    expect(Object.values(before).filter((seen) => !seen.startsWith('200'))).toEqual([]);

    for (let round = 0; round < ROUNDS; round += 1) {
      const world = await worldOf(round);
      const requests = Array.from({ length: REQUESTS_IN_A_ROUND }, (_, at) => {
        const seed = seedOf(SEED, round * REQUESTS_IN_A_ROUND + at);
        return requestFor(createRandom(seed), targets, world);
      });
      await inTurns(inOrder(requests), async (request) => {
        const answer = await send(request);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        sent += 1;
        for (const fault of faultsOf(request, answer, world)) findings.note(fault, request, answer);
      });
      inspectInside(findings, world);
    }

    expect(findings.list()).toEqual([]);
    expect(await viewOf(platform, bystander)).toEqual(before);
    // It did not bounce off the door: much was well enough formed to be served or looked at.
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining([
        '200',
        '201',
        '204',
        '302',
        '303',
        '400',
        '401',
        '403',
        '404',
        '409',
        '501',
      ]),
    );
    expect(statuses[200]).toBeGreaterThan(2_000);
    expect((statuses[401] ?? 0) + (statuses[404] ?? 0)).toBeLessThan(sent * 0.7);
    expect(sent).toBeGreaterThanOrEqual(20_000);
  });

  test('bytes that are hardly HTTP are refused in a documented form or without a word', async () => {
    await platform.listen();
    const { port } = platform.app.server.address() as AddressInfo;
    const findings = createFindings();
    const world = await worldOf(0);
    let answers = 0;
    const requests = Array.from({ length: RAW_REQUESTS }, (_, at) =>
      rawRequestFor(createRandom(seedOf(SEED, -2 - at)), world.senders[0]),
    );
    await inTurns(requests, async (request) => {
      const answer = await exchange(port, request);
      if (answer) answers += 1;
      for (const fault of answer ? rawFaultsOf(request, answer, world) : []) {
        const said = request.bytes.toString('latin1').slice(0, 600);
        findings.noteOther(fault, `${said}\n  -> ${JSON.stringify(answer).slice(0, 600)}`);
      }
    });
    inspectInside(findings, world);
    expect(findings.list()).toEqual([]);
    // Only what breaks off in its first line may be left without an answer.
    expect(answers).toBeGreaterThan(RAW_REQUESTS * 0.9);
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(alive.status).toBe(200);
  });
});
