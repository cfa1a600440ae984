import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyReport } from '../../src/signals/apply-report.js';
import type { SignalEntry, VehicleSnapshot } from '../../src/signals/report.js';
import { percent } from '../support/fixtures.js';

const CHARGE = 'tractionbattery-stateofcharge';
const ODOMETER = 'odometer-traveleddistance';
const UNREACHABLE = { type: 'VEHICLE_STATE', code: 'UNREACHABLE' };

const EMPTY: VehicleSnapshot = { vehicleId: 'car', signals: {}, fetchedAt: 0, revision: 0 };
const good = (value: number, oemUpdatedAt: number): SignalEntry => ({
  ...{ code: CHARGE, body: percent(value), oemUpdatedAt },
});
const bad: SignalEntry = { code: CHARGE, error: UNREACHABLE };

/** The states after each of the entries, reported one by one a second apart. */
const after = (...entries: SignalEntry[]) => {
  const steps = [];
  let snapshot = EMPTY;
  for (const [index, entry] of entries.entries()) {
    const applied = applyReport(
      snapshot,
      new Map([[entry.code, entry]]),
      (index + 1) * 1_000,
      false,
    );
    snapshot = applied.snapshot;
    steps.push(applied);
  }
  return steps;
};

describe('what counts as a change', () => {
  test.each([
    ['the first value', [good(50, 1)], true],
    ['another value', [good(50, 1), good(51, 2)], true],
    ['the same value again', [good(50, 1), good(50, 2)], false],
    ['a failure', [good(50, 1), bad], true],
    ['the same failure again', [good(50, 1), bad, bad], false],
    ['the same value after a failure', [good(50, 1), bad, good(50, 2)], true],
    ['a failure from the start', [bad], true],
  ])('%s', (_what, entries, changed) => {
    const steps = after(...entries);
    const last = steps.at(-1);
    expect(last?.changed).toEqual(changed ? [CHARGE] : []);
    expect(last?.snapshot.revision).toBe(
      (steps.at(-2)?.snapshot.revision ?? 0) + (changed ? 1 : 0),
    );
    expect(Object.keys(last?.changes ?? {})).toEqual(last?.changed);
  });
});

test('a failure keeps the last good value with its times', () => {
  const last = after(good(50, 1), bad).at(-1);
  expect(last?.snapshot.signals[CHARGE]).toEqual({
    ...{ body: percent(50), oemUpdatedAt: 1, retrievedAt: 1_000, error: UNREACHABLE },
  });
});

test('a value that the car recorded earlier than the known one is late and changes nothing', () => {
  const last = after(good(50, 500), good(40, 400)).at(-1);
  expect(last?.changed).toEqual([]);
  expect(last?.snapshot.signals[CHARGE]?.body).toEqual(percent(50));
});

describe('a clock that is wrong makes no report look late', () => {
  test('the car’s, which runs ahead', () => {
    const last = after(good(50, 9_999_999), good(40, 1_500)).at(-1);
    expect(last?.snapshot.signals[CHARGE]).toMatchObject({
      ...{ body: percent(40), oemUpdatedAt: 1_500 },
    });
  });

  test('ours, which was set back', () => {
    const [known] = after(good(50, 900));
    const entries = new Map([[CHARGE, good(40, 950)]]) as ReadonlyMap<typeof CHARGE, SignalEntry>;
    const { snapshot } = applyReport(known?.snapshot ?? EMPTY, entries, 300, false);
    expect(snapshot.signals[CHARGE]).toMatchObject({ body: percent(40), oemUpdatedAt: 900 });
  });
});

test('an unchanged value moves the times on and leaves the revision', () => {
  const last = after(good(50, 1), good(50, 900)).at(-1);
  expect(last?.snapshot).toEqual({
    ...{ vehicleId: 'car', fetchedAt: 2_000, revision: 1 },
    signals: { [CHARGE]: { body: percent(50), oemUpdatedAt: 900, retrievedAt: 2_000 } },
  });
});

test('signals that a report does not mention stay as they are', () => {
  const odometer: SignalEntry = { code: ODOMETER, body: { unit: 'km', value: 1 }, oemUpdatedAt: 1 };
  const [, last] = after(odometer, good(50, 2));
  expect(Object.keys(last?.snapshot.signals ?? {})).toEqual([ODOMETER, CHARGE]);
});

test('a partial report makes the state as a whole no fresher', () => {
  const { snapshot } = applyReport(
    { ...EMPTY, fetchedAt: 700 },
    new Map([[CHARGE, good(50, 1)]]),
    9_000,
    true,
  );
  expect(snapshot.fetchedAt).toBe(700);
  expect(snapshot.signals[CHARGE]?.retrievedAt).toBe(9_000);
});

test('whatever the order of reports, the latest recorded value stands and no revision is lost', () => {
  const moments = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat({ max: 50 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(moments, (given) => {
      const steps = after(...given.map(([value, at]) => good(value, at)));
      const latest = Math.max(...given.map(([, at]) => at));
      const candidates = given.filter(([, at]) => at === latest).map(([value]) => value);
      const stored = steps.at(-1)?.snapshot;
      expect(stored?.signals[CHARGE]?.oemUpdatedAt).toBe(latest);
      expect(stored?.signals[CHARGE]?.body).toEqual(percent(candidates.at(-1) as number));
      expect(stored?.revision).toBe(steps.filter(({ changed }) => changed.length > 0).length);
    }),
  );
});
