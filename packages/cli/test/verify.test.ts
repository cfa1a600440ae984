import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signatureOf } from '../src/signature.js';
import { session } from './around.js';
import { type FakeServer, json, startFake, TOKEN } from './fake-carport.js';

const env = { CARPORT_MANAGEMENT_TOKEN: TOKEN };
let server: FakeServer | undefined;
afterEach(() => server?.close());

describe('a receiver', () => {
  test('that answers right is verified, and its answer is shown beside what was expected', async () => {
    server = await startFake(({ body }, response) => {
      json(response, { challenge: signatureOf(TOKEN, JSON.parse(body).data.challenge) });
    });
    const { run, out } = session(env);
    expect(await run('verify', `${server.url}/hook`)).toBe(0);
    const [asked] = server.asked;
    const { challenge } = JSON.parse(asked?.body ?? '').data;
    expect(out.join('\n')).toContain(challenge);
    expect(out.join('\n')).toContain(signatureOf(TOKEN, challenge));
    expect(out.at(-1)).toBe('verified');
  });

  test('gets a signature over the very bytes', async () => {
    let signature: unknown;
    server = await startFake((_asked, response, request) => {
      signature = request.headers['sc-signature'];
      response.writeHead(200).end();
    });
    await session(env).run('verify', server.url);
    expect(signature).toBe(signatureOf(TOKEN, server.asked[0]?.body ?? ''));
  });

  test.each([
    [{ status: 500, type: 'application/json', body: '{}' }, 'answered 500 instead of 200'],
    [{ status: 200, type: 'text/html', body: '{}' }, 'the answer is not application/json'],
    [{ status: 200, type: 'application/json', body: '[]' }, 'a text named challenge'],
    [{ status: 200, type: 'application/json', body: '{"challenge":"no"}' }, 'not the expected one'],
    [{ status: 302, type: 'text/html', body: '' }, 'answered 302 instead of 200'],
  ])('%j is not verified', async ({ status, type, body }, words) => {
    server = await startFake((_asked, response) => {
      response.writeHead(status, { 'content-type': type, location: '/else' }).end(body);
    });
    const { run, out } = session(env);
    expect(await run('verify', server.url, '--json')).toBe(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ verified: false, statusCode: status });
    expect(out[0]).toContain(words);
    expect(server.asked).toHaveLength(1);
  });

  test('that is not there is told apart from one that is wrong', async () => {
    const { run, out } = session(env);
    expect(await run('verify', '127.0.0.1:1/hook')).toBe(1);
    expect(out.at(-1)).toContain('nobody listens there');
  });
});

describe('a signature', () => {
  const TEXT = '{"eventId":"1","data":{"a":[1,2]}}';
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carport-verify-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const judge = async (bytes: string, signature: string) => {
    await writeFile(join(folder, 'body.json'), bytes);
    const { run, out } = session(env, { folder });
    const code = await run('verify', '--body', 'body.json', '--signature', signature);
    return `${code} ${out.at(-1)}`;
  };

  test('over the bytes is right', async () => {
    expect(await judge(TEXT, signatureOf(TOKEN, TEXT))).toBe('0 the signature is right');
    expect(await judge(TEXT, signatureOf(TOKEN, TEXT).toUpperCase())).toMatch(/^0/);
  });

  test('that is not is explained', async () => {
    expect(await judge(`${TEXT}\n`, signatureOf(TOKEN, TEXT))).toContain('line end');
    const indented = JSON.stringify(JSON.parse(TEXT), null, 2);
    expect(await judge(indented, signatureOf(TOKEN, TEXT))).toContain('written anew');
    expect(await judge(TEXT, signatureOf(TOKEN, indented))).toContain('indented');
    expect(await judge(TEXT, signatureOf('another', TEXT))).toContain('another key');
    expect(await judge(TEXT, 'abc')).toContain('64 digits');
  });

  test('both digests are shown', async () => {
    await writeFile(join(folder, 'body.json'), TEXT);
    const { run, out } = session(env, { folder });
    await run('verify', '--body', 'body.json', '--signature', signatureOf('another', TEXT));
    expect(out.join('\n')).toContain(signatureOf(TOKEN, TEXT));
    expect(out.join('\n')).toContain(signatureOf('another', TEXT));
    expect(out.join('\n')).not.toContain(TOKEN);
  });

  test('a body that cannot be read, and nothing to verify, are mistakes in the command line', async () => {
    const { run } = session(env, { folder });
    expect(await run('verify', '--body', 'none.json', '--signature', 'abc')).toBe(2);
    expect(await run('verify')).toBe(2);
  });
});
