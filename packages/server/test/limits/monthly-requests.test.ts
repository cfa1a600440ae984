import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import { createMonthlyRequests, monthAt } from '../../src/limits/monthly-requests.js';
import { createManualClock } from '../../src/platform/clock.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { insertApplication, insertCar } from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import { createTestStore, type TestStore } from '../support/store.js';

const LAST_DAY = Date.UTC(2026, 5, 30, 23, 59, 59);
const LIMIT = 500;

let first: TestStore;
let second: Store;
let access: VehicleAccess;
const clock = createManualClock(LAST_DAY);

beforeAll(async () => {
  first = await createTestStore();
  second = await openStore({ url: first.url, log: silentLog, maxConnections: 4 });
});
afterAll(async () => {
  await second.close();
  await first.close();
});
beforeEach(async () => {
  clock.set(LAST_DAY);
  access = await insertCar(first.store, await insertApplication(first.store));
});

const countedBy = (store: Store = first.store) => createMonthlyRequests({ store, clock });

test('the limit is reached exactly, by however many processes at once', async () => {
  const processes = [countedBy(), countedBy(second)];
  const counted = await Promise.all(
    Array.from({ length: 60 }, (_, index) => processes[index % 2]?.count(access, 10, LIMIT)),
  );
  expect(counted.filter((one) => one?.granted)).toHaveLength(50);
  expect(await countedBy().count(access, 1, LIMIT)).toEqual({ granted: false, used: 500 });
});

test('a batch that does not fit is not counted, and a smaller one still fits', async () => {
  const months = countedBy();
  expect(await months.count(access, 495, LIMIT)).toEqual({ granted: true, used: 495 });
  expect(await months.count(access, 6, LIMIT)).toMatchObject({ granted: false });
  expect(await months.count(access, 5, LIMIT)).toEqual({ granted: true, used: 500 });
});

test('a batch larger than the whole limit never fits', async () => {
  expect(await countedBy().count(access, 11, 10)).toEqual({ granted: false, used: 0 });
  expect(await countedBy().count(access, 10, 10)).toEqual({ granted: true, used: 10 });
});

test('a limit of zero allows nothing', async () => {
  expect(await countedBy().count(access, 1, 0)).toEqual({ granted: false, used: 0 });
});

test('the next month begins with nothing used, at midnight UTC', async () => {
  const months = countedBy();
  await months.count(access, LIMIT, LIMIT);
  expect(await months.count(access, 1, LIMIT)).toMatchObject({ granted: false });
  clock.advance(1_000);
  expect(await months.count(access, 1, LIMIT)).toEqual({ granted: true, used: 1 });
});

test('what was refused is answered from memory, until the limit is raised', async () => {
  const months = countedBy();
  await months.count(access, LIMIT, LIMIT);
  await months.count(access, 1, LIMIT);
  expect(months.count(access, 1, LIMIT)).toEqual({ granted: false, used: LIMIT });
  expect(await months.count(access, 1, LIMIT + 1)).toEqual({ granted: true, used: LIMIT + 1 });
});

test('cars are counted apart', async () => {
  const other: VehicleAccess = { ...access, vehicle: { ...access.vehicle, id: randomUUID() } };
  const months = countedBy();
  await months.count(access, LIMIT, LIMIT);
  expect(await months.count(other, 1, LIMIT)).toEqual({ granted: true, used: 1 });
});

test('months are kept for a year', async () => {
  const rowsOf = async () => {
    const { db } = first.store;
    const mine = db.selectFrom('vehicle_requests').where('vehicle_id', '=', access.vehicle.id);
    return (await mine.select('requests').execute()).length;
  };
  const months = countedBy();
  await months.count(access, 1, LIMIT);
  clock.set(Date.UTC(2027, 5, 30));
  await months.prune();
  expect(await rowsOf()).toBe(1);
  clock.set(Date.UTC(2027, 6, 1));
  await months.prune();
  expect(await rowsOf()).toBe(0);
});

describe('a month', () => {
  test.each([
    ['its last second', Date.UTC(2026, 5, 30, 23, 59, 59), '2026-06-01', '2026-07-01'],
    ['its first', Date.UTC(2026, 6, 1), '2026-07-01', '2026-08-01'],
    ['at the end of a year', Date.UTC(2026, 11, 31), '2026-12-01', '2027-01-01'],
    ['in a leap year', Date.UTC(2028, 1, 29), '2028-02-01', '2028-03-01'],
  ])('%s', (_, now, start, end) => {
    expect(monthAt(now)).toEqual({ start: Date.parse(start), end: Date.parse(end) });
  });
});
