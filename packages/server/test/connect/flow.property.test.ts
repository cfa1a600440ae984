import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, canShow, pathOf, placeOf, startFlow } from '../../src/connect/flow.js';
import type { ConsentRequest } from '../../src/connect/request.js';
import type { Account, FlowEvent, FlowSession } from '../../src/connect/session.js';
import { account, consentRequest, vehicle } from './consent-request.js';

const make = fc.constantFrom('FORD', 'KIA');
const vin = fc.nat(6).map((index) => vehicle(index).vin);
const permission = fc.constantFrom('read_vehicle_info', 'read_battery', 'control_charge', 'x');

/** Of every other car the carmaker does not tell the battery, and it takes no commands without a key. */
const garage = (cars: number): Account => ({
  ...account(cars),
  vehicles: account(cars).vehicles.map((car, index) =>
    index % 2 === 0 ? { ...car, batteries: [52, 77].map(batteryOf), lacksVirtualKey: true } : car,
  ),
});
const batteryOf = (capacity: number) => ({ capacity, description: null });

const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({
    type: fc.constant('continue' as const),
    country: fc.constantFrom('US', 'DE'),
    served: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('choose-brand' as const),
    make: fc.option(make),
    served: fc.boolean(),
  }),
  fc.constant({ type: 'brand-missing' } as const),
  fc.record({
    type: fc.constant('signed-in' as const),
    make,
    account: fc.nat(5).map((cars) => garage(cars)),
  }),
  fc.record({
    type: fc.constant('challenged' as const),
    make,
    challenge: fc.constant({ adapter: 'fake', asks: ['pin'] as const, sealed: 'sealed' }),
  }),
  fc.record({
    type: fc.constant('verified' as const),
    make,
    account: fc.nat(5).map((cars) => garage(cars)),
  }),
  fc.record({
    type: fc.constant('pick-vehicles' as const),
    shown: fc.array(vin),
    picked: fc.array(vin),
    done: fc.boolean(),
  }),
  fc.record({ type: fc.constant('pick-every-vehicle' as const), pick: fc.boolean() }),
  fc.record({
    type: fc.constant('recalled' as const),
    allowed: fc.option(fc.constant(['read_vehicle_info', 'read_odometer'] as const)),
  }),
  fc.record({
    type: fc.constant('decide' as const),
    allow: fc.boolean(),
    permissions: fc.array(permission),
  }),
  fc.record({ type: fc.constant('batteries-looked-up' as const), known: fc.array(vin) }),
  fc.record({
    type: fc.constant('answer-battery' as const),
    vin,
    kwh: fc.constantFrom(52, 60, null, undefined),
  }),
  fc.constant({ type: 'skip-batteries' } as const),
  fc.constant({ type: 'key-told' } as const),
);

const FORWARDS: readonly FlowEvent[] = [
  { type: 'continue', country: 'US', served: true },
  { type: 'choose-brand', make: 'FORD', served: true },
  { type: 'signed-in', make: 'FORD', account: garage(3) },
  { type: 'pick-vehicles', shown: [vehicle(0).vin], picked: [vehicle(0).vin], done: true },
  { type: 'recalled', allowed: null },
  { type: 'decide', allow: true, permissions: ['read_battery', 'control_charge'] },
  { type: 'batteries-looked-up', known: [] },
  { type: 'answer-battery', vin: vehicle(0).vin, kwh: 52 },
  { type: 'key-told' },
];

/** Stretches of the way forward with anything in between, so that the runs get far. */
const events = fc
  .array(fc.tuple(fc.oneof(fc.nat(FORWARDS.length), fc.constant(FORWARDS.length)), event), {
    maxLength: 12,
  })
  .map((stretches) => stretches.flatMap(([length, any]) => [...FORWARDS.slice(0, length), any]));

const request: fc.Arbitrary<ConsentRequest> = fc
  .record({
    make: fc.option(make),
    singleSelect: fc.boolean(),
    forceApproval: fc.boolean(),
    permissions: fc.constantFrom(
      [{ name: 'read_vehicle_info' as const, required: true }],
      [
        { name: 'read_vehicle_info' as const, required: false },
        { name: 'read_battery' as const, required: false },
      ],
      [
        { name: 'read_battery' as const, required: false },
        { name: 'control_charge' as const, required: false },
      ],
    ),
  })
  .map(consentRequest);

const check = (session: FlowSession): void => {
  const known = session.account?.vehicles.map((car) => car.vin) ?? [];
  expect(known).toEqual(expect.arrayContaining([...session.vins]));
  if (session.request.singleSelect) expect(session.vins.length).toBeLessThanOrEqual(1);
  expect(pathOf(session)).toContain(session.at);
  expect(canShow(session, placeOf(session))).toBe(true);
  if (session.at === 'verify') expect(session.challenge).not.toBeNull();
  if (session.at === 'vehicles' || session.at === 'permissions') {
    expect(session.account).not.toBeNull();
  }
  if (['permissions', 'battery', 'virtual-key'].includes(session.at)) {
    expect(session.vins.length).toBeGreaterThan(0);
  }
  if (session.at === 'battery') expect(session.allowed).toContain('read_battery');
  if (session.at === 'virtual-key') expect(session.allowed).toContain('control_charge');
  expect(session.vins).toEqual(expect.arrayContaining(session.batteries.map((one) => one.vin)));
};

test('whatever happens in whatever order, nothing is approved that was not asked, signed in for and picked', () => {
  let approvals = 0;
  let asked = 0;
  let told = 0;
  fc.assert(
    fc.property(request, events, (wanted, happenings) => {
      let session = startFlow(wanted);
      for (const happening of happenings) {
        const before = session;
        const next = advance(before, happening);
        session = next.session;
        check(session);
        if (next.outcome.type !== 'approve') continue;
        approvals += 1;
        const names = wanted.permissions.map(({ name }) => name);
        const required = wanted.permissions.filter((line) => line.required).map(({ name }) => name);
        expect(['permissions', 'battery', 'virtual-key']).toContain(before.at);
        expect(session.batteries.every(({ answer }) => answer !== undefined)).toBe(true);
        if (session.at === 'battery') asked += 1;
        if (session.at === 'virtual-key') told += 1;
        else expect(pathOf(session)).not.toContain('virtual-key');
        expect(next.outcome.permissions.length).toBeGreaterThan(0);
        expect(names).toEqual(expect.arrayContaining([...next.outcome.permissions]));
        expect(next.outcome.permissions).toEqual(expect.arrayContaining(required));
      }
    }),
    { numRuns: 500 },
  );
  expect(approvals).toBeGreaterThan(20);
  expect(asked).toBeGreaterThan(20);
  expect(told).toBeGreaterThan(20);
});
