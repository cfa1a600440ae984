import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import {
  demoEnvironment,
  formatEnvironment,
  parseEnvironment,
} from '../../src/demo/demo-environment.js';

const environment = demoEnvironment(
  {
    clientId: '5f0c1a9e-0000-4000-8000-000000000001',
    clientSecret: 's3cret',
    managementToken: 'management',
    apiClientId: 'client_1',
    apiClientSecret: 'api',
  },
  'http://localhost:4000',
  'http://localhost:4001/callback',
);

test('the file holds every name that the official SDKs and the demo read', () => {
  expect(Object.keys(environment)).toEqual([
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
  ]);
});

test('what is written can be read back', () => {
  expect(parseEnvironment(formatEnvironment(environment))).toEqual(environment);
});

test('a shell that sources the file passes the values on to the programs it starts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-env-'));
  try {
    const file = join(folder, 'demo.env');
    await writeFile(file, formatEnvironment({ ...environment, TRICKY: `it's $HOME "x"` }));
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `. "${file}" && node -p 'JSON.stringify(process.env)'`,
    ]);
    const seen: unknown = JSON.parse(stdout);
    expect(seen).toMatchObject({ ...environment, TRICKY: `it's $HOME "x"` });
  } finally {
    await rm(folder, { recursive: true });
  }
});
