import { afterEach, expect, test } from 'vitest';
import { signatureOf } from '../src/signature.js';
import { session } from './around.js';
import { type Asked, type FakeServer, json, startFake, TOKEN } from './fake-carport.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const kept = async (starting: Promise<FakeServer>): Promise<FakeServer> => {
  const server = await starting;
  open.push(server);
  return server;
};

const delivery = (number: number, trigger = 'charge-ischarging') => {
  const body = JSON.stringify({
    eventId: `e${number}`,
    data: { triggers: [{ code: trigger }], x: 'ü' },
  });
  return {
    id: `d${number}`,
    type: 'delivery',
    attributes: {
      ...{ eventId: `e${number}`, eventType: 'VEHICLE_STATE', vehicleId: null },
      ...{ createdAt: new Date(number).toISOString(), body },
      headers: {
        'Content-Type': 'application/json',
        'SC-Signature': signatureOf(TOKEN, body),
        'Content-Length': '1',
      },
    },
  };
};

/** A feed whose cursor is the number of events that have been read. */
const feed = (events: readonly ReturnType<typeof delivery>[], { url }: Asked) => {
  const cursor = url.searchParams.get('cursor');
  const since = url.searchParams.get('since');
  const from = cursor === null ? (since === 'now' ? events.length : 0) : Number(cursor);
  const data = events.slice(from, from + 2);
  return { data, meta: { cursor: String(from + data.length) } };
};

const isFeed = ({ url }: Asked): boolean => url.pathname.endsWith('/feed');
const env = { CARPORT_MANAGEMENT_TOKEN: TOKEN };
const MADE = { data: { id: 'w1', attributes: { name: 'listener' } } };
const WEBHOOKS = [{ id: 'w1', attributes: { name: 'Fleet' } }];

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('it makes a webhook for itself, sends the very bytes on, and removes it in the end', async () => {
  const events: ReturnType<typeof delivery>[] = [];
  const carport = await kept(
    startFake((asked, response) => {
      if (isFeed(asked)) setTimeout(() => json(response, feed(events, asked)), 5);
      else if (asked.method === 'POST') json(response, MADE, 201);
      else response.writeHead(204).end();
    }),
  );
  const signatures: unknown[] = [];
  const local = await kept(
    startFake((_asked, response, request) => {
      signatures.push(request.headers['sc-signature']);
      response.writeHead(signatures.length === 2 ? 500 : 200).end('out of order');
    }),
  );
  const { run, out, aside, interrupt } = session(env);
  const running = run('--url', carport.url, 'listen', '--forward-to', `${local.url}/hook`);
  await until(() => carport.asked.filter(isFeed).length > 1);
  events.push(delivery(1), delivery(2), delivery(3));
  await until(() => out.length === 4);
  interrupt();
  expect(await running).toBe(0);

  expect(local.asked.map(({ body }) => body)).toEqual(
    events.map(({ attributes }) => attributes.body),
  );
  expect(signatures).toEqual(local.asked.map(({ body }) => signatureOf(TOKEN, body)));
  expect(out[0]).toMatch(/VEHICLE_STATE {2}charge-ischarging .*→ 200 \d+ ms/);
  expect(out[1]).toContain('→ 500');
  expect(out[2]).toContain('out of order');
  expect(aside.join('\n')).toContain('HMAC-SHA256');
  expect(aside.join('\n')).not.toContain(TOKEN);
  const made = JSON.parse(carport.asked[0]?.body ?? '').data.attributes;
  expect(made).toMatchObject({ deliveryMethod: 'pull', autoSubscribe: true });
  expect(carport.asked.at(-1)).toMatchObject({ method: 'DELETE' });
});

test('a lost connection goes on behind the last event: none is lost, none comes twice', async () => {
  const events = Array.from({ length: 9 }, (_, index) => delivery(index));
  let requests = 0;
  const carport = await kept(
    startFake((asked, response) => {
      if (!isFeed(asked)) return json(response, { data: WEBHOOKS });
      requests += 1;
      // Refused, broken off without an answer, broken off in the middle of one.
      if (requests === 2) return json(response, {}, 503);
      if (requests === 4) return void response.destroy();
      if (requests === 6) {
        response.writeHead(200, { 'content-length': '900' }).write('{"data":[');
        return void setTimeout(() => response.destroy(), 5);
      }
      setTimeout(() => json(response, feed(events, asked)), 5);
    }),
  );
  const { run, out, aside, interrupt } = session(env);
  const running = run('--url', carport.url, '--json', 'listen', '--webhook', 'w1', '--since', '1h');
  await until(() => out.length === events.length);
  interrupt();
  expect(await running).toBe(0);
  expect(out.map((line) => JSON.parse(line).eventId)).toEqual(
    events.map(({ attributes }) => attributes.eventId),
  );
  expect(aside.filter((line) => line.includes('is lost'))).toHaveLength(3);
});

test('a webhook of its own that was removed meanwhile is made anew', async () => {
  const events = [delivery(1), delivery(2)];
  let made = 0;
  const carport = await kept(
    startFake((asked, response) => {
      if (asked.method === 'POST') {
        made += 1;
        return json(response, { data: { id: `w${made}`, attributes: { name: 'listener' } } }, 201);
      }
      if (!isFeed(asked)) return void response.writeHead(204).end();
      const isFirst = asked.url.pathname.includes('/w1/');
      if (isFirst && asked.url.searchParams.get('cursor') === '1') {
        return json(
          response,
          { errors: [{ type: 'RESOURCE_NOT_FOUND', code: 'WEBHOOK_NOT_FOUND' }] },
          404,
        );
      }
      const its = isFirst ? events.slice(0, 1) : events.slice(1);
      setTimeout(() => json(response, feed(its, asked)), 5);
    }),
  );
  const { run, out, aside, interrupt } = session(env);
  const running = run('--url', carport.url, '--json', 'listen');
  await until(() => out.length === 2);
  interrupt();
  expect(await running).toBe(0);
  expect(out.map((line) => JSON.parse(line).eventId)).toEqual(['e1', 'e2']);
  expect(aside.join('\n')).toContain('the webhook was removed');
  expect(carport.asked.at(-1)).toMatchObject({
    method: 'DELETE',
    url: { pathname: '/v3/webhooks/w2' },
  });
});

test('only what is asked for is shown and sent', async () => {
  const events = [delivery(1), delivery(2, 'closure-doors'), delivery(3, 'closure-windows')];
  const carport = await kept(
    startFake((asked, response) => {
      if (isFeed(asked)) setTimeout(() => json(response, feed(events, asked)), 5);
      else json(response, { data: WEBHOOKS });
    }),
  );
  const { run, out, interrupt } = session(env);
  const running = run('--url', carport.url, '--json', 'listen', '--since', '1h', '-e', 'closure-*');
  await until(() => out.length === 2);
  interrupt();
  await running;
  expect(out.map((line) => JSON.parse(line).triggers)).toEqual([
    ['closure-doors'],
    ['closure-windows'],
  ]);
});

test.each([
  [['--events', 'no-such-thing'], 'no event is meant'],
  [['--forward-to', 'ftp://here'], 'no address to send to'],
  [['--since', 'tomorrow'], 'no time'],
])('%j is refused before anything is made', async (options, words) => {
  const { run, aside } = session(env);
  expect(await run('--url', 'http://127.0.0.1:1', 'listen', ...options)).toBe(2);
  expect(aside.join('\n')).toContain(words);
});
