import { describe, expect, it } from 'vitest';
import { apiError, electricCar, petrolCar } from '../support/fake-car.js';
import { startHarness } from '../support/harness.js';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';

interface Answer {
  readonly ok: boolean;
  readonly toast: string | null;
  readonly fragments: Record<string, string>;
}

const connected = async (cars = [electricCar(A)]) => {
  const harness = await startHarness({ cars });
  await harness.browser.get('/connect');
  const send = async (path: string, fields?: Record<string, string>): Promise<Answer> =>
    (await harness.browser.send(`/cars/${path}`, fields)).json() as Promise<Answer>;
  return { ...harness, send };
};

describe('commands from the page’s script', () => {
  it.each([
    ['unlock', 'Unlocked.', 'action="/cars/aaaaaaaa-0000-4000-8000-000000000001/lock"'],
    ['lock', 'Locked.', 'action="/cars/aaaaaaaa-0000-4000-8000-000000000001/unlock"'],
    ['start-charge', 'Charging has started.', '/stop-charge"'],
    ['stop-charge', 'Charging has stopped.', '/start-charge"'],
  ])('%s: the car does it, and the answer shows the car after it', async (name, toast, markup) => {
    const { send } = await connected();
    const answer = await send(`${A}/${name}`);
    expect(answer.ok).toBe(true);
    expect(answer.toast).toContain(toast);
    expect(answer.fragments.live).toContain(markup);
  });

  it('tell the owner why the car would not', async () => {
    const car = electricCar(A);
    const refusal = apiError('VEHICLE_STATE', 'CHARGING_PLUG_NOT_CONNECTED', 409, {
      suggestedUserMessage: 'Please plug the car in first.',
    });
    car.paths.set('START /charge', refusal);
    const { send } = await connected([car]);
    const answer = await send(`${A}/start-charge`);
    expect(answer.ok).toBe(false);
    expect(answer.toast).toContain('role="alert"');
    expect(answer.toast).toContain('Please plug the car in first.');
    expect(answer.toast).toContain(
      'href="https://docs.test/VEHICLE_STATE#CHARGING_PLUG_NOT_CONNECTED"',
    );
    expect(answer.toast).not.toContain('Connect again');
  });

  it('lead back to Connect when something was not shared', async () => {
    const car = electricCar(A);
    const refusal = apiError('PERMISSION', null, 403, { resolution: { type: 'REAUTHENTICATE' } });
    car.paths.set('UNLOCK /security', refusal);
    const { send } = await connected([car]);
    expect((await send(`${A}/unlock`)).toast).toContain('Connect again');
  });

  it('say so when the platform is gone', async () => {
    const { send, carport } = await connected();
    await carport.stop();
    expect((await send(`${A}/lock`)).toast).toContain('We cannot reach your car’s service');
  });
});

describe('commands from a form', () => {
  it('come back to the page, which tells the outcome once', async () => {
    const { browser } = await connected();
    const page = await browser.submit(`/cars/${A}/unlock`);
    expect(page.path).toBe(`/car?id=${A}`);
    expect(page.text).toContain('Unlocked.');
    expect((await browser.get(`/car?id=${A}`)).text).not.toContain('class="toast"');
  });

  it('tell failures as well', async () => {
    const car = electricCar(A);
    car.paths.set('LOCK /security', apiError('VEHICLE_STATE', 'DOOR_OPEN', 409));
    const { browser } = await connected([car]);
    expect((await browser.submit(`/cars/${A}/lock`)).text).toContain('VEHICLE_STATE happened.');
  });
});

describe('somebody else', () => {
  const PATHS = ['lock', 'unlock', 'start-charge', 'stop-charge', 'advance', 'disconnect'];

  it.each(PATHS)('cannot %s the car', async (name) => {
    const { stranger, carport } = await connected();
    const before = carport.calls.length;
    const response = await stranger().send(`/cars/${A}/${name}`, { leap: 'minute' });
    expect(response.status).toBe(404);
    expect(((await response.json()) as Answer).toast).toContain('not in your garage');
    expect((await stranger().submit(`/cars/${A}/${name}`)).path).toBe('/');
    expect(carport.calls.length).toBe(before);
  });

  it.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('cannot make the owner’s browser send a command (%j)', async (headers) => {
    const { browser, carport } = await connected();
    const before = carport.calls.length;
    const response = await browser.request(`/cars/${A}/unlock`, { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(carport.calls.length).toBe(before);
  });

  it('is not the page itself', async () => {
    const { browser, url } = await connected();
    const headers = { origin: url, 'sec-fetch-site': 'same-origin' };
    const response = await browser.request(`/cars/${A}/unlock`, { method: 'POST', headers });
    expect(response.status).toBe(303);
  });
});

describe('the time machine', () => {
  it('moves in steps', async () => {
    const { send, carport } = await connected();
    const answer = await send(`${A}/advance`, { leap: 'half-hour' });
    expect(answer.toast).toContain('Half an hour later.');
    expect(carport.advances.map(({ seconds }) => seconds)).toEqual([300, 300, 300, 300, 300, 300]);
  });

  it('lets a minute pass without a word', async () => {
    const { send } = await connected();
    expect(await send(`${A}/advance`, { leap: 'minute' })).toMatchObject({ ok: true, toast: null });
  });

  it.each([{ leap: 'year' }, {}])('does not know %j', async (fields) => {
    const { send, carport } = await connected();
    expect((await send(`${A}/advance`, fields)).ok).toBe(false);
    expect(carport.advances).toEqual([]);
  });

  it('works from a form', async () => {
    const { browser } = await connected();
    const page = await browser.submit(`/cars/${A}/advance`, { leap: 'half-hour' });
    expect(page.text).toContain('Half an hour later.');
  });

  it('is not there for real cars', async () => {
    const harness = await startHarness({ cars: [electricCar(A)], env: { DEMO_MODE: 'live' } });
    await harness.browser.get('/connect');
    await harness.browser.send(`/cars/${A}/advance`, { leap: 'minute' });
    expect(harness.carport.advances).toEqual([]);
  });
});

describe('disconnecting', () => {
  it('ends at the landing page when it was the last car', async () => {
    const { browser, carport } = await connected();
    const page = await browser.submit(`/cars/${A}/disconnect`);
    expect(carport.calls).toContain(`DELETE /v2.0/vehicles/${A}/application`);
    expect(page.path).toBe('/');
    expect(page.text).toContain('Driveway has forgotten the car.');
    expect((await browser.get(`/car?id=${A}`)).path).toBe('/');
  });

  it('goes on with the next car', async () => {
    const { browser } = await connected([electricCar(A), petrolCar(B)]);
    const page = await browser.submit(`/cars/${A}/disconnect`);
    expect(page.path).toBe('/car');
    expect(page.text).toContain('Land Rover Discovery');
    expect(page.text).not.toContain('Tesla');
  });

  it('keeps the car when the platform could not', async () => {
    const { browser, carport } = await connected();
    carport.outage = apiError('SERVER', 'INTERNAL', 500);
    const page = await browser.submit(`/cars/${A}/disconnect`);
    expect(page.path).toBe(`/car?id=${A}`);
    expect(page.text).toContain('SERVER happened.');
  });

  it('forgets a car that the platform has forgotten already', async () => {
    const { browser, carport } = await connected();
    carport.goodTokens.clear();
    carport.refreshTokens.clear();
    expect((await browser.submit(`/cars/${A}/disconnect`)).path).toBe('/');
  });
});
