import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { compileCli, compileServer } from '../packages/server/test/support/compiled.js';
import { type Receiver, startReceiver } from '../packages/server/test/support/receiver.js';
import { createApp } from './kill/app.js';
import { type CliProcess, startCli } from './support/cli-process.js';
import { freePort } from './support/free-port.js';
import { SMARTCAR_10 } from './support/sdk.js';
import { type ServerProcess, startServer } from './support/server-process.js';

/*
 * The command line beside a server, both as processes of their own, with nothing between them but HTTP.
 */

// Against hanging: a few seconds are enough on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const PATIENCE = { timeout: 60_000, interval: 10 };

let dataDir: string;
let port: number;
let server: ServerProcess;
let token: string;
const processes: CliProcess[] = [];

beforeAll(async () => {
  await compileServer();
  await compileCli();
  dataDir = await mkdtemp(join(tmpdir(), 'carport-listen-'));
  port = await freePort();
  await start();
  await createApp(server).consent('bev@example.com');
});
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});
afterEach(async () => {
  for (const one of processes.splice(0)) await one.interrupt();
});

const start = async (): Promise<void> => {
  server = await startServer({ port, dataDir });
  token = server.environment.CARPORT_MANAGEMENT_TOKEN ?? '';
};

const carport = (...args: string[]): CliProcess => {
  const one = startCli(args, {
    CARPORT_URL: server.origin,
    CARPORT_MANAGEMENT_TOKEN: token,
  });
  processes.push(one);
  return one;
};

const listen = async (...args: string[]): Promise<CliProcess> => {
  const listener = carport('--json', 'listen', ...args);
  await vi.waitFor(() => expect(listener.aside()).toContain('Ctrl-C ends it'), PATIENCE);
  return listener;
};

interface Shown {
  readonly eventId: string;
  readonly eventType: string;
  readonly triggers: readonly string[];
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly forwarded: { readonly statusCode: number } | null;
  readonly at: number;
}
const shownBy = ({ out }: CliProcess): Shown[] =>
  out.map(({ line, at }) => ({ ...JSON.parse(line), at }));

/** The last known value of a signal in an event. */
const valueIn = ({ body }: Shown, code: string): unknown =>
  JSON.parse(body).data.signals.find((signal: { code: string }) => signal.code === code)?.body
    ?.value;

const CHARGING = 'charge-ischarging';
const PLUGGED = 'charge-ischargingcableconnected';

/** Every change of cable and charging, in the order in which they were shown. */
const storyOf = (listener: CliProcess): string[] =>
  shownBy(listener).flatMap((event) =>
    [PLUGGED, CHARGING]
      .filter((code) => event.triggers.includes(code))
      .map((code) => `${code} ${valueIn(event, code)}`),
  );

const triggered = async (...args: string[]): Promise<CliProcess> => {
  const one = carport('--json', 'trigger', ...args);
  expect(await one.ended).toBe(0);
  return one;
};

const webhooks = async () => {
  const response = await fetch(`${server.origin}/v3/webhooks`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { data } = await response.json();
  return data as { id: string; attributes: Record<string, unknown> }[];
};

describe('carport listen', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
    await triggered('unplugged');
  });
  afterEach(() => receiver.close());

  test('shows and forwards a charging session step by step as carport trigger makes it happen', async () => {
    const listener = await listen('--forward-to', receiver.url, '--events', 'charge-*');
    const trigger = await triggered('charging-session', '--pause', '1');
    const steps = trigger.out.map(({ line }) => JSON.parse(line));
    await vi.waitFor(() => expect(storyOf(listener).at(-1)).toBe(`${PLUGGED} false`), PATIENCE);

    expect(storyOf(listener)).toEqual([
      ...[`${PLUGGED} true`, `${CHARGING} true`, `${CHARGING} false`, `${PLUGGED} false`],
    ]);
    // Told rather than demanded: how long it takes is this machine's business today.
    const delays = shownBy(listener)
      .filter(({ triggers }) => triggers.includes(CHARGING) || triggers.includes(PLUGGED))
      .map((event) => {
        const told = JSON.parse(event.body).data.signals.find(
          ({ code }: { code: string }) => code === CHARGING,
        );
        return Math.round(performance.timeOrigin + event.at - told.meta.retrievedAt);
      });
    console.info(`From ${steps.length} steps to the terminal: ${delays.join(', ')} ms`);

    // Nothing shown was not sent, byte for byte, with a signature that the official SDK accepts.
    const events = shownBy(listener);
    expect(receiver.received.map(({ raw }) => raw)).toEqual(events.map(({ body }) => body));
    for (const { raw, body, headers } of receiver.received) {
      const signature = String(headers['sc-signature']);
      expect(signature).toBe(createHmac('sha256', token).update(raw).digest('hex'));
      expect(SMARTCAR_10.verifyPayload(token, signature, body)).toBe(true);
    }
    expect(events.every(({ forwarded }) => forwarded?.statusCode === 200)).toBe(true);
  });

  test('goes on behind the last event when the server is killed and comes back: nothing lost, nothing twice', async () => {
    const listener = await listen();
    const [own] = (await webhooks()).filter(({ attributes }) => attributes.leaseSeconds !== null);
    await triggered('door-opened');
    await vi.waitFor(() => expect(listener.out.length).toBeGreaterThan(0), PATIENCE);

    // Killed with events on their way.
    const interrupted = carport('--json', 'trigger', 'charging-session', '--pause', '0.3');
    await vi.waitFor(() => expect(storyOf(listener)).toContain(`${PLUGGED} true`), PATIENCE);
    await server.kill();
    await interrupted.ended;
    await vi.waitFor(
      () => expect(listener.aside()).toContain('connection to Carport is lost'),
      PATIENCE,
    );
    await start();
    await triggered('unplugged');
    await triggered('door-closed');

    await vi.waitFor(() => expect(listener.aside()).toContain('Connected again'), PATIENCE);
    const committed = async () =>
      (await createApp(server).events(own?.id ?? '')).map(({ id }) => id).sort();
    await vi.waitFor(
      async () =>
        expect(
          shownBy(listener)
            .map(({ eventId }) => eventId)
            .sort(),
        ).toEqual(await committed()),
      PATIENCE,
    );
    expect((await committed()).length).toBeGreaterThan(3);
  });

  test('--since shows first what a receiver missed, then what happens', async () => {
    const missing = await fetch(`${server.origin}/v3/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        data: {
          attributes: {
            ...{ name: 'Nobody was there', deliveryMethod: 'pull', autoSubscribe: true },
            triggers: [PLUGGED],
          },
        },
      }),
    });
    const { id } = (await missing.json()).data;
    await triggered('plugged-in');
    const listener = await listen('--since', '10m', '--webhook', id);
    await vi.waitFor(() => expect(storyOf(listener)).toEqual([`${PLUGGED} true`]), PATIENCE);
    await triggered('unplugged');
    await vi.waitFor(
      () => expect(storyOf(listener)).toEqual([`${PLUGGED} true`, `${PLUGGED} false`]),
      PATIENCE,
    );
    expect(await listener.interrupt()).toBe(0);
    // Somebody else's webhook is left alone.
    expect((await webhooks()).map((webhook) => webhook.id)).toContain(id);
  });

  test('removes its webhook in the end; one that is killed leaves one that ends by itself', async () => {
    const own = async () =>
      (await webhooks()).filter(({ attributes }) => String(attributes.name).includes('listen'));
    const listener = await listen();
    expect(await own()).toHaveLength(1);
    expect(await listener.interrupt()).toBe(0);
    expect(await own()).toEqual([]);

    await (await listen()).kill();
    expect((await own()).map(({ attributes }) => attributes.leaseSeconds)).toEqual([300]);
  });
});
