import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';
import { environment } from './support/harness.js';

const env = environment('http://localhost:4000', 4001);

describe('the settings', () => {
  it('come from the names that the SDKs and Carport use', () => {
    expect(readConfig(env)).toMatchObject({
      host: '127.0.0.1',
      port: 4001,
      publicUrl: 'http://localhost:4001',
      redirectUri: 'http://localhost:4001/callback',
      mode: 'simulated',
      carportUrl: 'http://localhost:4000',
      dataDir: null,
      pollMilliseconds: 5000,
    });
  });

  it('listen on 4001 when no port is given', () => {
    expect(readConfig({ ...env, PORT: undefined }).port).toBe(4001);
    expect(readConfig({ ...env, PORT: '' }).port).toBe(4001);
  });

  it('name everything that is missing at once, and what to do', () => {
    const { SMARTCAR_CLIENT_ID: _id, SMARTCAR_API_ORIGIN: _origin, ...rest } = env;
    expect(() => readConfig(rest)).toThrow(ConfigError);
    expect(() => readConfig(rest)).toThrow(
      'Not set: SMARTCAR_CLIENT_ID, SMARTCAR_API_ORIGIN. Start Carport first, then: source .carport/demo.env',
    );
  });

  it.each(['SMARTCAR_API_ORIGIN', 'SMARTCAR_AUTH_ORIGIN'])(
    'refuse to start without %s, which would send the SDK elsewhere',
    (name) => {
      expect(() => readConfig({ ...env, [name]: '' })).toThrow(name);
    },
  );

  it('take the address that others reach the app by from the redirect URI', () => {
    const config = readConfig({
      ...env,
      SMARTCAR_REDIRECT_URI: 'https://driveway.example/callback',
    });
    expect(config.publicUrl).toBe('https://driveway.example');
  });

  it('drop a slash at the end of the platform’s address', () => {
    expect(readConfig({ ...env, CARPORT_URL: 'http://carport.test/' }).carportUrl).toBe(
      'http://carport.test',
    );
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '40.5'],
    ['PORT', '-1'],
    ['DEMO_POLL_SECONDS', 'often'],
    ['CARPORT_URL', 'carport'],
    ['SMARTCAR_REDIRECT_URI', '/callback'],
    ['DEMO_MODE', 'test'],
  ])('refuse %s=%s by name', (name, value) => {
    expect(() => readConfig({ ...env, [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ ...env, [name]: value })).toThrow(name);
  });

  it('know the other mode, a data folder, a pace and a host', () => {
    const config = readConfig({
      ...env,
      DEMO_MODE: 'live',
      DEMO_DATA_DIR: '/data',
      DEMO_POLL_SECONDS: '30',
      HOST: '0.0.0.0',
    });
    expect(config).toMatchObject({
      mode: 'live',
      dataDir: '/data',
      pollMilliseconds: 30_000,
      host: '0.0.0.0',
    });
  });

  it('find the static files', () => {
    const { publicDir } = readConfig(env);
    for (const file of ['app.css', 'app.js', 'icon.svg']) {
      expect(existsSync(join(publicDir, file))).toBe(true);
    }
  });
});
