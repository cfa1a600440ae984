import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectCar, createTestApplication } from '../packages/server/test/support/platform.js';
import { type Carport, startCarport } from './support/carport.js';
import {
  answerTo,
  createDocumentation,
  type Documentation,
  expectV2Error,
} from './support/documented-errors.js';
import {
  type Mistake,
  oauthMistakes,
  type Valid,
  v2Mistakes,
  v3Mistakes,
} from './support/mistakes.js';

let carport: Carport;
let documentation: Documentation;
let valid: Valid;

beforeAll(async () => {
  carport = await startCarport();
  documentation = createDocumentation(carport.origin);
  valid = await carefulClient();
});
afterAll(() => carport.close());

const carefulClient = async (): Promise<Valid> => {
  const made = await createTestApplication(carport);
  const { apiClientId, apiClientSecret, clientId, clientSecret, managementToken } =
    made.credentials;
  const owner = await connectCar(carport, made, {
    permissions: ['read_vin', 'control_security', 'read_fuel'],
  });
  const [vehicleId = ''] = owner.vehicleIds;
  const { webhooks } = carport.platform;
  const webhook = await webhooks.create(made.application.id, {
    name: 'Never called',
    callbackUri: 'https://example.com/hook',
    triggers: ['closure-islocked'],
    signals: ['closure-islocked'],
  });
  await webhooks.subscribe(made.application.id, webhook.id, vehicleId, owner.userId);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  form.set('client_id', apiClientId);
  form.set('client_secret', apiClientSecret);
  const { body } = await answerTo(carport.origin, '/oauth2/token', { method: 'POST', body: form });
  return {
    ...{ vehicleId, userId: owner.userId, accessToken: owner.accessToken, webhookId: webhook.id },
    ...{ managementToken, clientId, clientSecret },
    applicationToken: (body as { access_token: string }).access_token,
  };
};

const make = async (mistake: Mistake): Promise<void> => {
  const [method = '', path = ''] = mistake.request.split(' ');
  const { headers = {}, body } = mistake;
  const answer = await answerTo(carport.origin, path, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body }),
  });
  const told = `${mistake.request} got ${JSON.stringify(answer.body)}`;
  expect(answer.status, told).toBe(mistake.status);
  expect(JSON.stringify(answer.body), told).toContain(mistake.says);
  await mistake.form(documentation, answer.status, answer.body);
};

describe('a careless client is told what is wrong, in the documented form,', () => {
  test.each([
    ['v2.0', v2Mistakes],
    ['v3', v3Mistakes],
    ['OAuth', oauthMistakes],
  ] as const)('by %s', async (_surface, mistakes) => {
    for (const mistake of mistakes(valid)) await make(mistake);
  });

  test.each([
    [400, 'this is no HTTP\r\n\r\n'],
    [431, `GET /v2.0/user HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
  ])('and by %i when there is no route to say it', async (status, text) => {
    const answer = await sendRaw(text);
    expect(answer.status).toBe(status);
    await expectV2Error(documentation, status, answer.body);
  });
});

const sendRaw = (text: string): Promise<{ status: number; body: unknown }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(carport.origin);
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (part) => parts.push(part));
    socket.once('error', reject);
    socket.once('end', () => {
      const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), body: JSON.parse(body) });
    });
  });
