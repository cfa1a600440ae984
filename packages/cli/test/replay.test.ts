import { afterEach, expect, test } from 'vitest';
import { session } from './around.js';
import { type Asked, type FakeServer, json, startFake, TOKEN } from './fake-carport.js';

const open: FakeServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const kept = async (starting: Promise<FakeServer>): Promise<FakeServer> => {
  const server = await starting;
  open.push(server);
  return server;
};

const env = { CARPORT_MANAGEMENT_TOKEN: TOKEN };
const webhook = (id: string, isEnabled = true) => ({
  id,
  attributes: { name: `Fleet ${id}`, isEnabled, isVerified: true },
});
const WEBHOOKS = [webhook('w1'), webhook('w2'), webhook('w3', false)];
const repair = (status: string, repaired: number) => ({
  data: { id: 'r1', attributes: { kind: 'recover', status, found: 3, repaired, skipped: 1 } },
});
const NOT_FOUND = { errors: [{ type: 'RESOURCE_NOT_FOUND', code: 'WEBHOOK_RECORD_NOT_FOUND' }] };

const asks = (carport: FakeServer): string[] =>
  carport.asked.map(({ method, url }) => `${method} ${url.pathname.replace('/v3', '')}`);

test('one event is found among the webhooks and replayed', async () => {
  const carport = await kept(
    startFake(({ method, url }, response) => {
      if (url.pathname === '/v3/webhooks') return json(response, { data: WEBHOOKS });
      if (url.pathname.startsWith('/v3/webhooks/w1')) return json(response, NOT_FOUND, 404);
      json(response, method === 'POST' ? repair('done', 1) : { data: {} }, 200);
    }),
  );
  const { run, out } = session(env);
  expect(await run('--url', carport.url, 'replay', 'e1')).toBe(0);
  expect(asks(carport).at(-1)).toBe('POST /webhooks/w2/events/e1/replay');
  expect(out).toEqual(['Fleet w2: 1 queued again, 1 passed over']);
});

test('an event that nobody knows is said so', async () => {
  const carport = await kept(
    startFake(({ url }, response) =>
      url.pathname === '/v3/webhooks'
        ? json(response, { data: WEBHOOKS })
        : json(response, NOT_FOUND, 404),
    ),
  );
  const { run, aside } = session(env);
  expect(await run('--url', carport.url, 'replay', 'e1')).toBe(1);
  expect(aside.join('\n')).toContain('There is no event e1');
});

test('what failed is recovered for every webhook that sends, and waited for', async () => {
  const carport = await kept(
    startFake(({ method, url }, response) => {
      if (url.pathname === '/v3/webhooks') return json(response, { data: WEBHOOKS });
      json(response, method === 'POST' ? repair('running', 1) : repair('done', 2));
    }),
  );
  const { run, out } = session(env);
  expect(await run('--url', carport.url, '--json', 'replay', '--failed', '--since', '2h')).toBe(0);
  const posts = carport.asked.filter(({ method }) => method === 'POST');
  expect(posts.map(({ url }) => url.pathname)).toEqual([
    '/v3/webhooks/w1/repairs',
    '/v3/webhooks/w2/repairs',
  ]);
  const { attributes } = JSON.parse(posts[0]?.body ?? '').data;
  expect(attributes).toEqual({ kind: 'recover', since: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(out.map((line) => JSON.parse(line))).toMatchObject([
    { webhookId: 'w1', status: 'done', repaired: 2 },
    { webhookId: 'w2', status: 'done', repaired: 2 },
  ]);
});

test('sent to a server of one’s own, the very bytes go there, oldest first, and no webhook gets them', async () => {
  const event = (id: string) => ({ id, attributes: { attempts: [{ deliveryId: `d-${id}` }] } });
  const pages = (asked: Asked) =>
    asked.url.searchParams.get('cursor') === null
      ? { data: [event('e3'), event('e2')], meta: { cursor: 'next' } }
      : { data: [event('e1')], meta: { cursor: null } };
  const carport = await kept(
    startFake((asked, response) => {
      const { pathname } = asked.url;
      if (pathname === '/v3/webhooks') return json(response, { data: WEBHOOKS.slice(0, 1) });
      if (pathname.endsWith('/events')) return json(response, pages(asked));
      const body = `{"of":"${pathname.split('/').at(-1)}"}`;
      const request = { headers: { 'SC-Signature': 's', 'content-encoding': 'gzip' }, body };
      json(response, { data: { attributes: { request } } });
    }),
  );
  const local = await kept(
    startFake((_asked, response) => {
      response.writeHead(local.asked.length === 2 ? 500 : 200).end();
    }),
  );
  const { run, out } = session(env);
  const to = ['--failed', '--since', '1d', '--to', `${local.url}/hook`];
  expect(await run('--url', carport.url, 'replay', ...to)).toBe(1);
  expect(local.asked.map(({ body }) => body)).toEqual([
    '{"of":"d-e1"}',
    '{"of":"d-e2"}',
    '{"of":"d-e3"}',
  ]);
  expect(out[1]).toMatch(/^e2 {2}→ 500 {2}\d+ ms$/);
  expect(carport.asked.every(({ method }) => method === 'GET')).toBe(true);
});

test.each([
  [[], 'name an event'],
  [['--failed'], 'since when'],
  [['--failed', '--all', '--since', '1h'], 'name an event'],
  [['--snapshot', '--since', '1h'], 'a snapshot is of now'],
  [['--snapshot', '--to', '3000'], 'a snapshot is made by Carport'],
  [['e1', '--failed', '--since', '1h'], 'name an event'],
  [['--failed', '--since', 'tomorrow'], 'no time'],
])('%j is refused before anything is asked', async (options, words) => {
  const { run, aside } = session(env);
  expect(await run('--url', 'http://127.0.0.1:1', 'replay', ...options)).toBe(2);
  expect(aside.join('\n')).toContain(words);
});

test('logs ask Carport for what is to be shown', async () => {
  const carport = await kept(
    startFake(({ url }, response) =>
      json(
        response,
        url.pathname === '/v3/webhooks' ? { data: WEBHOOKS.slice(0, 1) } : { data: [] },
      ),
    ),
  );
  const { run } = session(env);
  const options = ['--status', 'dead', '--since', '1h', '--search', 'timed out'];
  expect(await run('--url', carport.url, 'logs', ...options)).toBe(0);
  const query = carport.asked.at(-1)?.url.searchParams;
  expect(query?.get('filter[status]')).toBe('dead');
  expect(query?.get('search')).toBe('timed out');
  expect(query?.get('filter[since]')).toMatch(/Z$/);
});
