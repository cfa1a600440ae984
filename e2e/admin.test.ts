import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { compiledModule, compileServer } from '../packages/server/test/support/compiled.js';
import { eventually } from '../packages/server/test/support/eventually.js';
import { freePort } from './support/free-port.js';
import { type ServerProcess, startServer } from './support/server-process.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const run = promisify(execFile);

let dataDir: string;
let server: ServerProcess | undefined;
beforeAll(compileServer);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carport-admin-'));
  await chmod(dataDir, 0o711);
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** `npm run admin -- --json applications …`, as a process of its own. */
const admin = async (...argv: string[]) => {
  const { stdout } = await run(process.execPath, [
    ...[compiledModule('admin'), '--data', dataDir, '--json', 'applications'],
    ...argv,
  ]);
  return JSON.parse(stdout);
};

const applicationToken = async ({ origin, environment }: ServerProcess): Promise<string> => {
  const { CARPORT_API_CLIENT_ID: id = '', CARPORT_API_CLIENT_SECRET: secret = '' } = environment;
  const answer = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: id, client_secret: secret },
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

test('an operator suspends an application of a running server on the embedded database', async () => {
  const running = await startServer({ port: await freePort(), dataDir });
  server = running;
  const authorization = `Bearer ${await applicationToken(running)}`;
  const ask = async () => {
    const answer = await fetch(`${running.origin}/v3/connections`, { headers: { authorization } });
    return { status: answer.status, body: await answer.text() };
  };
  expect((await ask()).status).toBe(200);

  const portrait = await admin('suspend', 'Demo app');
  expect(portrait.suspendedAt).not.toBeNull();
  // Told by the database; the command has ended before the word has gone round.
  await eventually(async () => expect((await ask()).status).toBe(430));
  expect((await ask()).body).toContain('ACCOUNT_SUSPENDED');

  await admin('resume', portrait.id);
  await eventually(async () => expect((await ask()).status).toBe(200));

  await running.stop();
  server = undefined;
  // Nobody is there now: the database is started for the command alone.
  expect(await admin('set-plan', portrait.id, 'SCALE')).toMatchObject({ plan: 'SCALE' });
  expect(await admin('show', portrait.id)).toMatchObject({ plan: 'SCALE', suspendedAt: null });
});
