import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  CONDITION_MEANINGS,
  conditionProblem,
  conditionSubject,
  conditionTypesOf,
  SIGNALS,
  type SignalCode,
  type SignalRow,
  signalRow,
  TriggerCondition,
} from '../src/index.js';

const rows: readonly SignalRow[] = SIGNALS;
const problem = (code: SignalCode, condition: TriggerCondition) =>
  conditionProblem(signalRow(code), condition);

test.each<[SignalCode, string, string | undefined]>([
  ['tractionbattery-stateofcharge', 'number', 'value'],
  ['charge-chargelimits', 'number', 'activeLimit'],
  ['tractionbattery-nominalcapacity', 'number', 'capacity'],
  ['charge-ischarging', 'word', 'value'],
  ['diagnostics-abs', 'word', 'status'],
  ['transmission-drivemode', 'word', 'canonical'],
  ['location-preciselocation', 'place', undefined],
  ['closure-doors', 'opening', undefined],
  ['closure-reartrunk', 'opening', undefined],
])('a condition on %s looks at its %s', (code, kind, field) => {
  const subject = conditionSubject(signalRow(code));
  expect(subject).toMatchObject({ kind, ...(field && { field }) });
});

test('a list of records, and an attribute, take no condition', () => {
  for (const code of ['charge-chargerecords', 'service-records', 'vehicleidentification-vin']) {
    expect(conditionTypesOf(signalRow(code as SignalCode)), code).toEqual([]);
  }
  expect(problem('service-records', { type: 'opens' })).toBe(
    '"service-records" takes no condition',
  );
});

test("every signal's own example is a value that its conditions can name", () => {
  for (const row of rows) {
    const subject = conditionSubject(row);
    if (!subject || !('field' in subject)) continue;
    const value = (row.example as Record<string, unknown>)[subject.field];
    expect(Value.Check(subject.schema, value), row.code).toBe(true);
  }
});

test('every condition is explained, and some signal takes it', () => {
  const taken = new Set(rows.flatMap(conditionTypesOf));
  expect([...taken].sort()).toEqual(Object.keys(CONDITION_MEANINGS).sort());
  for (const type of taken) {
    const fits = [{ type }, { type, value: 1 }].some((one) => Value.Check(TriggerCondition, one));
    expect(fits, type).toBe(true);
  }
});

describe('a condition is refused with words that help', () => {
  test.each<[SignalCode, TriggerCondition, RegExp]>([
    ['charge-ischarging', { type: 'crossesAbove', value: 1 }, /must be one of: becomes, leaves/],
    ['charge-ischarging', { type: 'becomes', value: 'yes' }, /no value that/],
    ['transmission-gearstate', { type: 'becomes', value: 'FLY' }, /PARK, DRIVE, REVERSE, NEUTRAL/],
    ['tractionbattery-stateofcharge', { type: 'crossesBelow', value: 120 }, /0 to 100/],
    ['tractionbattery-stateofcharge', { type: 'changesBy', value: 0 }, /above zero/],
    ['location-preciselocation', { type: 'movesBy', value: -5 }, /above zero/],
    ['location-preciselocation', { type: 'changesBy', value: 5 }, /must be one of: movesBy/],
    ['closure-doors', { type: 'becomes', value: true }, /must be one of: opens, closes/],
  ])('%s %j', (code, condition, words) => {
    expect(problem(code, condition)).toMatch(words);
  });
});

test.each<[SignalCode, TriggerCondition]>([
  ['tractionbattery-stateofcharge', { type: 'crossesBelow', value: 20 }],
  ['tractionbattery-stateofcharge', { type: 'becomes', value: 100 }],
  ['charge-ischarging', { type: 'becomes', value: false }],
  ['transmission-gearstate', { type: 'leaves', value: 'PARK' }],
  ['diagnostics-mil', { type: 'becomes', value: 'ALERT' }],
  ['location-preciselocation', { type: 'movesBy', value: 250 }],
  ['closure-windows', { type: 'opens' }],
])('%s may have %j', (code, condition) => {
  expect(problem(code, condition)).toBeNull();
});
