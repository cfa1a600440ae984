import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiError, electricCar, petrolCar, pluginHybrid } from '../support/fake-car.js';
import { onCleanUp, startHarness } from '../support/harness.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';
const C = 'aaaaaaaa-0000-4000-8000-000000000003';

describe('the car’s page', () => {
  it('shows the values without any script', async () => {
    const { browser } = await startHarness({ cars: [electricCar(A)] });
    const { text } = await browser.get('/connect');
    for (const words of [
      'Battery 54 percent, 231 kilometres of range',
      '31,416 kilometres',
      'Locked',
      '40.01760, -105.25340',
      'action="/cars/aaaaaaaa-0000-4000-8000-000000000001/start-charge"',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('switches between cars', async () => {
    const cars = [electricCar(A), pluginHybrid(B), petrolCar(C)];
    const { browser } = await startHarness({ cars });
    const first = await browser.get('/connect');
    expect(first.text).toContain(`href="/car?id=${A}" aria-current="page"`);
    const third = await browser.get(`/car?id=${C}`);
    expect(third.text).toContain(`href="/car?id=${C}" aria-current="page"`);
    expect(third.text).toContain('<h1 id="car-name">Land Rover Discovery</h1>');
    expect(third.text).toContain('41.5 litres in the tank');
  });

  it('numbers cars of the same name', async () => {
    const { browser } = await startHarness({ cars: [electricCar(A), electricCar(B)] });
    const { text } = await browser.get('/connect');
    expect(text).toContain('Tesla Model 3 (1)');
    expect(text).toContain('Tesla Model 3 (2)');
  });

  it('is for who connected the car, and nobody else', async () => {
    const { browser, stranger } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    const page = await stranger().get(`/car?id=${A}`);
    expect(page.path).toBe('/');
    expect(page.text).not.toContain('Tesla');
  });

  it.each(['/car', '/car?id=nothing'])('sends %s home when there is no such car', async (path) => {
    const { browser } = await startHarness();
    expect((await browser.get(path)).path).toBe('/');
  });

  it('has a time machine only for simulated cars', async () => {
    const simulated = await startHarness({ cars: [electricCar(A)] });
    expect((await simulated.browser.get('/connect')).text).toContain('Time machine');
    const live = await startHarness({ cars: [electricCar(A)], env: { DEMO_MODE: 'live' } });
    expect((await live.browser.get('/connect')).text).not.toContain('Time machine');
    expect(live.carport.connect?.get('mode')).toBe('live');
  });

  it('does not wait for ever for a car', async () => {
    const { browser, carport } = await startHarness({ cars: [electricCar(A)] });
    const release = carport.hold();
    const { text } = await browser.get('/connect');
    expect(text).toContain('Asking the car …');
    expect(text).toContain('Tesla Model 3');
    release();
  });

  it('says what is wrong with the platform, and where to read on', async () => {
    const { browser, carport } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    carport.outage = apiError('CONNECTED_SERVICES_ACCOUNT', 'ACCOUNT_ISSUE', 400, {
      suggestedUserMessage: 'Please open the carmaker’s app.',
    });
    const { text } = await browser.get(`/car?id=${A}`);
    expect(text).toContain('Please open the carmaker’s app.');
    expect(text).toContain('https://docs.test/CONNECTED_SERVICES_ACCOUNT#ACCOUNT_ISSUE');
    expect(text).toContain('Battery 54 percent');
  });
});

describe('a restart', () => {
  it('keeps the visitor’s cars where there is a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'driveway-'));
    onCleanUp(() => rm(folder, { recursive: true, force: true }));
    const harness = await startHarness({
      cars: [electricCar(A)],
      env: { DEMO_DATA_DIR: folder },
    });
    await harness.browser.get('/connect');
    await harness.restart();
    expect((await harness.browser.get(`/car?id=${A}`)).text).toContain('Battery 54 percent');
  });

  it('begins anew where there is none', async () => {
    const harness = await startHarness({ cars: [electricCar(A)] });
    await harness.browser.get('/connect');
    await harness.restart();
    expect((await harness.browser.get(`/car?id=${A}`)).path).toBe('/');
  });
});

describe('every page', () => {
  const PAGES = ['/', '/car', '/nowhere', '/callback'];

  it.each(PAGES)('%s runs no script but its own and is framed by nobody', async (path) => {
    const { browser } = await startHarness();
    const response = await browser.request(path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has neither inline script nor inline style', async () => {
    const { browser } = await startHarness({ cars: [pluginHybrid(A)] });
    for (const { text } of [await browser.get('/'), await browser.get('/connect')]) {
      expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/);
    }
  });

  it('with a car on it is kept by no cache', async () => {
    const { browser } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    const response = await browser.request(`/car?id=${A}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('has its files', async () => {
    const { browser } = await startHarness();
    for (const [file, type] of [
      ['app.css', 'text/css'],
      ['app.js', 'javascript'],
      ['morph.js', 'javascript'],
      ['icon.svg', 'image/svg+xml'],
    ]) {
      const response = await browser.request(`/assets/${file}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain(type);
    }
    expect((await browser.request('/assets/../package.json')).status).toBe(404);
  });

  it('that is not there says so kindly', async () => {
    const { browser } = await startHarness();
    const page = await browser.get('/nowhere');
    expect(page.status).toBe(404);
    expect(page.text).toContain('A wrong turn');
  });
});
