import { createHmac, randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { apiError, electricCar, type FakeAnswer, type FakeCar } from './fake-car.js';

export interface FakeCarport {
  readonly url: string;
  readonly cars: FakeCar[];
  readonly webhooks: FakeWebhook[];
  /** "POST /v2.0/vehicles/…/security" and so on, oldest first. */
  readonly calls: string[];
  /** Bodies of the batch requests. */
  readonly batches: string[][];
  readonly advances: { seconds: number; userId: string | undefined }[];
  refreshes: number;
  /** Parameters that Connect was opened with last. */
  connect: URLSearchParams | null;
  /** What Connect answers instead of a code. */
  connectError: string | null;
  /** Tokens that are taken; clear it to play a platform that was set up anew. */
  readonly goodTokens: Set<string>;
  readonly refreshTokens: Set<string>;
  /** Sends a signed event and answers with the receiver's status. */
  deliver(event: object, signature?: string): Promise<number>;
  /** Answers every vehicle request with this until it is null again. */
  outage: { error: Record<string, unknown>; code: number } | null;
  /** Plays a platform that forgot its application tokens. */
  replaceApplicationToken(): void;
  /** Holds the next batch answers until it is called. */
  hold(): () => void;
  stop(): Promise<void>;
}

export interface FakeWebhook {
  readonly id: string;
  readonly attributes: Record<string, unknown>;
  verified: boolean;
}

export const CLIENT_ID = '11111111-1111-4111-8111-111111111111';
export const CLIENT_SECRET = 'client-secret';
export const MANAGEMENT_TOKEN = 'management-token';
export const USER_ID = '22222222-2222-4222-8222-222222222222';
export const ACCESS_LIFE_SECONDS = 7200;

const hmac = (text: string): string =>
  createHmac('sha256', MANAGEMENT_TOKEN).update(text).digest('hex');

/** The few endpoints of the platform that the demo uses, as the documents describe them. */
export const startFakeCarport = async (cars?: FakeCar[]): Promise<FakeCarport> => {
  const app = Fastify({
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(formbody);
  // The SDK names a content type even where it sends no body.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body === '' ? null : JSON.parse(String(body)));
  });
  let applicationToken = `application-${randomUUID()}`;
  let held: Promise<void> = Promise.resolve();

  const fake: FakeCarport = {
    url: '',
    cars: cars ?? [electricCar(randomUUID())],
    webhooks: [],
    calls: [],
    batches: [],
    advances: [],
    refreshes: 0,
    connect: null,
    connectError: null,
    goodTokens: new Set(),
    refreshTokens: new Set(),
    outage: null,
    deliver: async (event, signature) => {
      const body = JSON.stringify(event);
      const response = await fetch(String(fake.webhooks[0]?.attributes.callbackUri), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sc-signature': signature ?? hmac(body) },
        body,
      });
      return response.status;
    },
    replaceApplicationToken: () => {
      applicationToken = `application-${randomUUID()}`;
    },
    hold: () => {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    stop: () => app.close(),
  };

  const send = (reply: FastifyReply, answer: FakeAnswer): FastifyReply =>
    'error' in answer
      ? reply.code(answer.code).send(answer.error)
      : reply.header('sc-data-age', new Date().toISOString()).send(answer.body);

  const carOf = (request: FastifyRequest): FakeCar | undefined => {
    const { id } = request.params as { id: string };
    return fake.cars.find((car) => car.id === id);
  };

  app.addHook('onRequest', async (request, reply) => {
    fake.calls.push(`${request.method} ${request.url}`);
    if (!request.url.startsWith('/v2.0/')) return;
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!fake.goodTokens.has(token)) return send(reply, apiError('AUTHENTICATION', null, 401));
    if (fake.outage !== null) return send(reply, fake.outage);
  });

  app.get('/oauth/authorize', async (request, reply) => {
    fake.connect = new URL(request.url, 'http://connect.test').searchParams;
    const back = new URL(String(fake.connect.get('redirect_uri')));
    const outcome =
      fake.connectError === null
        ? { code: randomUUID(), user_id: USER_ID }
        : { error: fake.connectError, error_description: `Because of ${fake.connectError}.` };
    for (const [name, value] of Object.entries(outcome)) back.searchParams.set(name, value);
    back.searchParams.set('state', fake.connect.get('state') ?? '');
    return reply.redirect(back.href);
  });

  app.post('/oauth/token', async (request, reply) => {
    const form = request.body as Record<string, string>;
    const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) {
      return reply.code(401).send({ error: 'invalid_client' });
    }
    if (form.grant_type === 'refresh_token') {
      fake.refreshes += 1;
      if (!fake.refreshTokens.delete(form.refresh_token ?? '')) {
        return reply
          .code(400)
          .send({ error: 'invalid_grant', error_description: 'Invalid or expired refresh token.' });
      }
    }
    const pair = { access: `access-${randomUUID()}`, refresh: `refresh-${randomUUID()}` };
    fake.goodTokens.add(pair.access);
    fake.refreshTokens.add(pair.refresh);
    return {
      access_token: pair.access,
      refresh_token: pair.refresh,
      token_type: 'Bearer',
      expires_in: ACCESS_LIFE_SECONDS,
    };
  });

  app.get('/v2.0/user', async () => ({ id: USER_ID }));
  app.get('/v2.0/vehicles', async (request) => {
    const { limit = '10', offset = '0' } = request.query as Record<string, string>;
    const ids = fake.cars.map((car) => car.id);
    const page = ids.slice(Number(offset), Number(offset) + Number(limit));
    return { vehicles: page, paging: { count: ids.length, offset: Number(offset) } };
  });
  app.get('/v2.0/vehicles/:id', async (request, reply) =>
    send(reply, carOf(request)?.paths.get('/') ?? apiError('PERMISSION', null, 403)),
  );

  app.post('/v2.0/vehicles/:id/batch', async (request) => {
    const car = carOf(request);
    const { requests } = request.body as { requests: { path: string }[] };
    fake.batches.push(requests.map(({ path }) => path));
    await held;
    return {
      responses: requests.map(({ path }) => {
        const answer = car?.paths.get(path) ?? apiError('PERMISSION', null, 403);
        if ('error' in answer) {
          return { path, code: answer.code, body: answer.error, headers: {} };
        }
        const recorded = new Date(Date.now() - (answer.ageSeconds ?? 0) * 1000);
        return {
          path,
          code: 200,
          body: answer.body,
          headers: { 'sc-data-age': recorded.toISOString(), 'sc-unit-system': 'metric' },
        };
      }),
    };
  });

  const SUCCESS = { status: 'success', message: 'Successfully sent request to vehicle' };
  const command = (path: string, change: (action: string) => Record<string, unknown>): void => {
    app.post(`/v2.0/vehicles/:id${path}`, async (request, reply) => {
      const { action } = request.body as { action: string };
      const refusal = carOf(request)?.paths.get(`${action} ${path}`);
      if (refusal !== undefined) return send(reply, refusal);
      const now = carOf(request)?.paths.get(path);
      const body = now !== undefined && 'body' in now ? now.body : {};
      carOf(request)?.paths.set(path, { body: { ...body, ...change(action) } });
      return SUCCESS;
    });
  };
  command('/security', (action) => ({ isLocked: action === 'LOCK' }));
  command('/charge', (action) => ({ state: action === 'START' ? 'CHARGING' : 'NOT_CHARGING' }));
  app.delete('/v2.0/vehicles/:id/application', async (request) => {
    fake.cars.splice(
      fake.cars.findIndex(({ id }) => id === carOf(request)?.id),
      1,
    );
    return { status: 'success' };
  });

  app.post('/oauth2/token', async (request, reply) => {
    const form = request.body as Record<string, string>;
    return form.client_id === 'client_demo' && form.client_secret === 'api-secret'
      ? { access_token: applicationToken, token_type: 'Bearer', expires_in: 3600 }
      : reply.code(401).send({ error: 'invalid_client' });
  });

  app.register(async (v3) => {
    v3.addHook('onRequest', async (request, reply) => {
      if (request.headers.authorization === `Bearer ${applicationToken}`) return;
      return reply
        .code(401)
        .send({ errors: [{ status: '401', type: 'AUTHENTICATION', code: 'UNAUTHORIZED' }] });
    });
    const resource = ({ id, attributes, verified }: FakeWebhook): object => ({
      id,
      type: 'webhook',
      attributes: { ...attributes, verified },
    });
    const attributesOf = (request: FastifyRequest): Record<string, unknown> =>
      (request.body as { data: { attributes: Record<string, unknown> } }).data.attributes;
    const webhookOf = (request: FastifyRequest): FakeWebhook | undefined =>
      fake.webhooks.find(({ id }) => id === (request.params as { id: string }).id);

    v3.get('/v3/webhooks', async () => ({ data: fake.webhooks.map(resource) }));
    v3.post('/v3/webhooks', async (request, reply) => {
      const webhook = { id: randomUUID(), attributes: attributesOf(request), verified: false };
      fake.webhooks.push(webhook);
      return reply.code(201).send({ data: resource(webhook) });
    });
    v3.patch('/v3/webhooks/:id', async (request) => {
      const webhook = webhookOf(request);
      if (webhook !== undefined) Object.assign(webhook.attributes, attributesOf(request));
      return { data: webhook === undefined ? null : resource(webhook) };
    });
    v3.post('/v3/webhooks/:id/verify', async (request) => {
      const webhook = webhookOf(request);
      const challenge = randomUUID();
      const response = await fetch(String(webhook?.attributes.callbackUri), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          eventId: randomUUID(),
          eventType: 'VERIFY',
          data: { challenge },
          meta: { version: '4.0', webhookId: webhook?.id },
        }),
      });
      const answer = (await response.json()) as { challenge?: string };
      const verified = answer.challenge === hmac(challenge);
      if (webhook !== undefined) webhook.verified = verified;
      return { data: { type: 'webhook-verification', attributes: { verified } } };
    });
    v3.post('/v3/vehicles/:id/simulation/advance', async (request, reply) => {
      if (carOf(request) === undefined) {
        return reply.code(404).send({
          errors: [
            {
              status: '404',
              type: 'RESOURCE_NOT_FOUND',
              code: 'VEHICLE_NOT_FOUND',
              detail: 'No such simulated car.',
              links: { about: 'https://docs.test/not-found' },
            },
          ],
        });
      }
      const seconds = Number(attributesOf(request).seconds);
      const userId = request.headers['sc-user-id'];
      fake.advances.push({ seconds, userId: typeof userId === 'string' ? userId : undefined });
      return { data: { type: 'simulation', attributes: {} } };
    });
  });

  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(fake, { url: `http://localhost:${port}` });
};
