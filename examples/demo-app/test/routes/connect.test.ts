import { describe, expect, it } from 'vitest';
import { apiError, electricCar, petrolCar } from '../support/fake-car.js';
import { CLIENT_ID, USER_ID } from '../support/fake-carport.js';
import { startHarness } from '../support/harness.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';

describe('connecting a car', () => {
  it('goes from the landing page through Connect to the car', async () => {
    const { browser, carport } = await startHarness({ cars: [electricCar(A)] });
    expect((await browser.get('/')).text).toContain('href="/connect"');
    const page = await browser.get('/connect');
    expect(page).toMatchObject({ status: 200, path: `/car?id=${A}` });
    expect(page.text).toContain('Tesla Model 3');
    expect(carport.goodTokens.size).toBe(1);
  });

  it('asks Connect for what the page shows, in simulated mode', async () => {
    const { browser, carport, url } = await startHarness();
    await browser.get('/connect');
    const asked = carport.connect;
    expect(asked?.get('client_id')).toBe(CLIENT_ID);
    expect(asked?.get('redirect_uri')).toBe(`${url}/callback`);
    expect(asked?.get('mode')).toBe('simulated');
    expect(asked?.get('response_type')).toBe('code');
    expect(asked?.get('approval_prompt')).toBe('auto');
    expect(asked?.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(asked?.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining(['required:read_vehicle_info', 'read_battery', 'control_security']),
    );
  });

  it('asks again for permissions when a car is added or something is to be shared', async () => {
    const { browser, carport } = await startHarness();
    await browser.get('/connect?again=yes');
    expect(carport.connect?.get('approval_prompt')).toBe('force');
  });

  it('brings every car of the account, however many', async () => {
    const ids = Array.from({ length: 61 }, (_, index) => A.slice(0, -2) + String(index + 10));
    const { browser } = await startHarness({ cars: ids.map(electricCar) });
    const { text } = await browser.get('/connect');
    for (const id of ids) expect(text).toContain(`href="/car?id=${id}"`);
  });

  it('takes a car whose name cannot be read', async () => {
    const car = electricCar(A);
    car.paths.set('/', apiError('UPSTREAM', 'NO_RESPONSE', 502));
    const { browser } = await startHarness({ cars: [car] });
    expect((await browser.get('/connect')).text).toContain('Your car');
  });

  it('leaves the first-time page for one that knows the visitor', async () => {
    const { browser, stranger } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    expect((await browser.get('/')).text).toContain('Open Tesla Model 3');
    expect((await stranger().get('/')).text).toContain('Connect your car');
  });

  it('sends 127.0.0.1 to localhost first, where Connect comes back to', async () => {
    const { browser, url } = await startHarness();
    const numeric = url.replace('localhost', '127.0.0.1');
    const response = await browser.request(`${numeric}/connect?again=yes`);
    expect(response.headers.get('location')).toBe(`${url}/connect?again=yes`);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('coming back without a car', () => {
  it('is no harm when the owner said no', async () => {
    const { browser, carport } = await startHarness();
    carport.connectError = 'access_denied';
    const page = await browser.get('/connect');
    expect(page.path).toBe('/?notice=denied');
    expect(page.text).toContain('No harm done: nothing was shared.');
  });

  it('passes on what Connect says', async () => {
    const { browser, carport } = await startHarness();
    carport.connectError = 'vehicle_incompatible';
    expect((await browser.get('/connect')).text).toContain('Because of vehicle_incompatible.');
  });

  it('says so when no car was shared', async () => {
    const { browser } = await startHarness({ cars: [] });
    const page = await browser.get('/connect');
    expect(page.path).toBe('/?notice=empty');
    expect(page.text).toContain('did not share a car');
  });

  it('explains a code that is refused', async () => {
    const { browser } = await startHarness({ env: { SMARTCAR_CLIENT_SECRET: 'wrong' } });
    const page = await browser.get('/connect');
    expect(page.status).toBe(502);
    expect(page.text).toContain('We could not finish connecting');
  });

  it('shows only notices that the app knows', async () => {
    const { browser } = await startHarness();
    const { text } = await browser.get('/?notice=%3Cscript%3E');
    expect(text).not.toContain('class="toast"');
    expect((await browser.get('/?notice=toString')).text).not.toContain('class="toast"');
  });
});

describe('the state', () => {
  it.each([
    ['missing', '/callback?code=x'],
    ['made up', '/callback?code=x&state=made-up'],
  ])('that is %s is refused', async (_what, path) => {
    const { browser, carport } = await startHarness();
    await browser.request('/connect');
    const page = await browser.get(path);
    expect(page.status).toBe(400);
    expect(carport.calls).not.toContain('POST /oauth/token');
  });

  it('of another browser is refused', async () => {
    const { browser, stranger } = await startHarness();
    const away = await browser.request('/connect');
    const back = await browser.request(away.headers.get('location') ?? '');
    const page = await stranger().get(back.headers.get('location') ?? '');
    expect(page.status).toBe(400);
  });

  it('serves once', async () => {
    const { browser } = await startHarness();
    const away = await browser.request('/connect');
    const back = await browser.request(away.headers.get('location') ?? '');
    const callback = back.headers.get('location') ?? '';
    expect((await browser.get(callback)).status).toBe(200);
    expect((await browser.get(callback)).status).toBe(400);
  });
});

describe('tokens', () => {
  it('are refreshed when they run out', async () => {
    const { browser, carport, clock } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    clock.ahead = 3 * 60 * 60 * 1000;
    expect((await browser.get(`/car?id=${A}`)).text).toContain('Battery 54 percent');
    expect(carport.refreshes).toBe(1);
  });

  it('that the platform has forgotten send the owner back to Connect', async () => {
    const { browser, carport } = await startHarness({ cars: [electricCar(A)] });
    await browser.get('/connect');
    carport.goodTokens.clear();
    carport.refreshTokens.clear();
    const { text } = await browser.get(`/car?id=${A}`);
    expect(text).toContain('Connect the car again');
    await browser.get('/connect');
    expect((await browser.get(`/car?id=${A}`)).text).not.toContain('Connect the car again');
  });

  it('name the owner for the simulator', async () => {
    const { browser, carport } = await startHarness({ cars: [electricCar(A), petrolCar(B)] });
    await browser.get('/connect');
    await browser.send(`/cars/${B}/advance`, { leap: 'minute' });
    expect(carport.advances).toEqual([{ seconds: 60, userId: USER_ID }]);
  });
});
