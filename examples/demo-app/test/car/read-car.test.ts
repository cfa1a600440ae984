import { describe, expect, it } from 'vitest';
import { createReadCar } from '../../src/car/read-car.js';
import { notCapable, notShared, SAID_ELSEWHERE, UNREAD } from '../../src/car/state.js';
import { createDrive } from '../../src/garage/drive.js';
import type { OwnedCar } from '../../src/garage/garage.js';
import { apiError, electricCar, petrolCar, pluginHybrid } from '../support/fake-car.js';
import { type FakeCarport, startFakeCarport } from '../support/fake-carport.js';
import { onCleanUp, stubEnvironment } from '../support/harness.js';

const NOW = 1_800_000_000_000;
const ID = '33333333-3333-4333-8333-333333333333';

const setUp = async (car = electricCar(ID)) => {
  const carport: FakeCarport = await startFakeCarport([car]);
  onCleanUp(() => carport.stop());
  stubEnvironment({ SMARTCAR_API_ORIGIN: carport.url });
  carport.goodTokens.add('good');
  carport.goodTokens.add('renewed');
  const replaced: string[] = [];
  const drive = createDrive({
    fresh: async (account) => account.tokens.accessToken,
    replacing: async (_account, refused) => {
      replaced.push(refused);
      return 'renewed';
    },
  });
  const owned: OwnedCar = {
    car: { id: ID, userId: 'anna', make: '', model: '', year: null },
    account: {
      userId: 'anna',
      mode: 'simulated',
      tokens: { accessToken: 'good', refreshToken: 'r', expiresAt: NOW },
    },
  };
  return { carport, car, owned, replaced, readCar: createReadCar(drive, () => NOW) };
};

describe('reading a car', () => {
  it('turns one batch into what the page shows', async () => {
    const { carport, owned, readCar } = await setUp();
    const state = await readCar(owned, UNREAD);
    expect(carport.batches).toHaveLength(1);
    expect(state.attributes.value).toEqual({ make: 'TESLA', model: 'Model 3', year: 2022 });
    expect(state.vin.value).toBe('5YJ3E1EA7KF317000');
    expect(state.battery.value).toEqual({ percent: 54, rangeKm: 231.4 });
    expect(state.batteryCapacity.value).toBe(75);
    expect(state.charge.value).toEqual({ pluggedIn: true, state: 'NOT_CHARGING' });
    expect(state.odometer.value).toBe(31_415.92);
    expect(state.location.value).toEqual({ latitude: 40.0176, longitude: -105.2534 });
    expect(state.lockStatus.value?.locked).toBe(true);
    expect(state.tirePressure.value).toMatchObject({ frontLeft: 248, backRight: 259.6 });
    expect(state.readAt).toEqual(new Date(NOW));
    expect(state.outage).toBeNull();
  });

  it('says when the car recorded a value', async () => {
    const { car, owned, readCar } = await setUp();
    car.paths.set('/odometer', { body: { distance: 1 }, ageSeconds: 3600 });
    const state = await readCar(owned, UNREAD);
    const age = Date.now() - (state.odometer.recordedAt?.getTime() ?? 0);
    expect(Math.round(age / 60_000)).toBe(60);
  });

  it('tells electric cars, hybrids and petrol cars apart by what they can do', async () => {
    const electric = await setUp(electricCar(ID));
    const ev = await electric.readCar(electric.owned, UNREAD);
    expect([notCapable(ev.battery), notCapable(ev.fuel)]).toEqual([false, true]);

    const hybrid = await setUp(pluginHybrid(ID));
    const phev = await hybrid.readCar(hybrid.owned, UNREAD);
    expect([notCapable(phev.battery), notCapable(phev.fuel)]).toEqual([false, false]);

    const petrol = await setUp(petrolCar(ID));
    const ice = await petrol.readCar(petrol.owned, UNREAD);
    expect([notCapable(ice.battery), notCapable(ice.fuel)]).toEqual([true, false]);
    expect(ice.fuel.value).toEqual({ percent: 62, rangeKm: 540, litres: 41.5 });
  });

  it('asks once for what never changes, and not again for what is not there or not shared', async () => {
    const { carport, car, owned, readCar } = await setUp();
    car.paths.set('/location', apiError('PERMISSION', null, 403));
    const first = await readCar(owned, UNREAD);
    expect(notShared(first.location)).toBe(true);
    await readCar(owned, first);
    expect(carport.batches[1]).toEqual([
      '/battery',
      '/charge',
      '/odometer',
      '/security',
      '/tires/pressure',
    ]);
  });

  it('keeps a value that could not be read this time, with the reason', async () => {
    const { car, owned, readCar } = await setUp();
    const first = await readCar(owned, UNREAD);
    car.paths.set('/battery', apiError('VEHICLE_STATE', 'ASLEEP', 409));
    const second = await readCar(owned, first);
    expect(second.battery.value).toEqual({ percent: 54, rangeKm: 231.4 });
    expect(second.battery.problem).toMatchObject({ type: 'VEHICLE_STATE', code: 'ASLEEP' });
    expect(second.odometer.problem).toBeNull();
  });

  it('keeps everything when the platform is out of order, and recovers', async () => {
    const { carport, owned, readCar } = await setUp();
    const first = await readCar(owned, UNREAD);
    carport.outage = apiError('SERVER', 'INTERNAL', 500);
    const during = await readCar(owned, first);
    expect(during).toMatchObject({ battery: first.battery, readAt: first.readAt });
    expect(during.outage).toMatchObject({ type: 'SERVER', message: 'SERVER happened.' });
    carport.outage = null;
    expect((await readCar(owned, during)).outage).toBeNull();
  });

  it('says once what every path answers', async () => {
    const { car, owned, readCar } = await setUp();
    const first = await readCar(owned, UNREAD);
    const asleep = apiError('VEHICLE_STATE', 'ASLEEP', 409);
    for (const path of ['/battery', '/charge', '/odometer', '/location', '/security']) {
      car.paths.set(path, asleep);
    }
    const partly = await readCar(owned, first);
    expect(partly.outage).toBeNull();
    car.paths.set('/tires/pressure', asleep);
    const wholly = await readCar(owned, partly);
    expect(wholly.outage).toMatchObject({ type: 'VEHICLE_STATE', code: 'ASLEEP' });
    expect(wholly.odometer).toMatchObject({ value: 31_415.92, problem: { type: SAID_ELSEWHERE } });
    expect(wholly.readAt).toEqual(partly.readAt);
  });

  it('does not call it an outage when the owner shares nothing', async () => {
    const { car, owned, readCar } = await setUp();
    for (const path of car.paths.keys()) car.paths.set(path, apiError('PERMISSION', null, 403));
    const state = await readCar(owned, UNREAD);
    expect(state.outage).toBeNull();
    expect(notShared(state.battery)).toBe(true);
  });

  it('does not mind a platform that is gone', async () => {
    const { carport, owned, readCar } = await setUp();
    await carport.stop();
    expect((await readCar(owned, UNREAD)).outage).toMatchObject({ type: 'UNREACHABLE' });
  });

  it('replaces a token that is refused, once', async () => {
    const { carport, owned, replaced, readCar } = await setUp();
    carport.goodTokens.delete('good');
    expect((await readCar(owned, UNREAD)).outage).toBeNull();
    carport.goodTokens.clear();
    const refused = await readCar(owned, UNREAD);
    expect(refused.outage).toMatchObject({ type: 'AUTHENTICATION', reconnect: true });
    expect(replaced).toEqual(['good', 'good']);
  });

  it.each([
    ['/battery', { percentRemaining: null, range: null }],
    ['/charge', { isPluggedIn: true, state: 'DREAMING' }],
    ['/odometer', { distance: 'far' }],
    ['/location', { latitude: 40 }],
    ['/security', {}],
    ['/vin', { vin: '' }],
  ])('takes an odd body of %s for no value', async (path, body) => {
    const { car, owned, readCar } = await setUp();
    car.paths.set(path, { body });
    const state = await readCar(owned, UNREAD);
    const odd = Object.values(state).filter((reading) => reading?.problem?.type === 'NO_VALUE');
    expect(odd).toHaveLength(1);
  });

  it('shows what there is of a fuel gauge that knows little', async () => {
    const { car, owned, readCar } = await setUp(petrolCar(ID));
    car.paths.set('/fuel', { body: { amountRemaining: null, percentRemaining: 0.4, range: null } });
    expect((await readCar(owned, UNREAD)).fuel.value).toEqual({
      percent: 40,
      rangeKm: null,
      litres: null,
    });
  });

  it('names what stands open', async () => {
    const { car, owned, readCar } = await setUp();
    car.paths.set('/security', {
      body: {
        isLocked: false,
        doors: [{ type: 'frontLeft', status: 'OPEN' }],
        windows: [{ type: 'backRight', status: 'UNKNOWN' }],
        storage: [{ type: 'rear', status: 'CLOSED' }],
      },
    });
    const { openings, locked } = (await readCar(owned, UNREAD)).lockStatus.value ?? {};
    expect(locked).toBe(false);
    expect(openings?.filter(({ open }) => open)).toEqual([
      { where: 'doors', type: 'frontLeft', open: true },
    ]);
  });
});
