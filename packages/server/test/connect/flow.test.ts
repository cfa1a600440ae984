import { describe, expect, test } from 'vitest';
import { carInQuestion } from '../../src/connect/battery-questions.js';
import {
  advance,
  canShow,
  isAhead,
  pathOf,
  startFlow,
  stepBefore,
} from '../../src/connect/flow.js';
import type { ConsentRequest } from '../../src/connect/request.js';
import type { FlowEvent, FlowSession, Outcome } from '../../src/connect/session.js';
import { account, consentRequest, vehicle } from './consent-request.js';

const start = (changes: Partial<ConsentRequest> = {}): FlowSession =>
  startFlow(consentRequest(changes));

/** Where a series of events leads. */
const after = (session: FlowSession, ...events: FlowEvent[]) =>
  events.reduce<{ session: FlowSession; outcome: Outcome }>(
    (transition, event) => advance(transition.session, event),
    { session, outcome: { type: 'show', place: 'preamble' } },
  );

const go = { type: 'continue', country: 'US', served: true } as const;
const ford = { type: 'choose-brand', make: 'FORD', served: true } as const;
const signedIn = (cars: number) =>
  ({ type: 'signed-in', make: 'FORD', account: account(cars) }) as const;
const never = { type: 'recalled', allowed: null } as const;
const allow = (...permissions: string[]) => ({ type: 'decide', allow: true, permissions }) as const;
const pick = (shown: number[], picked: number[], done = true) =>
  ({
    type: 'pick-vehicles',
    shown: shown.map((index) => vehicle(index).vin),
    picked: picked.map((index) => vehicle(index).vin),
    done,
  }) as const;
const vinsOf = (...indexes: number[]) => indexes.map((index) => vehicle(index).vin);

describe('the straight way', () => {
  test('preamble, brand, sign-in, permissions, approval', () => {
    const walk = [go, ford, signedIn(1)];
    expect(after(start(), walk[0] as FlowEvent).outcome).toEqual({ type: 'show', place: 'brand' });
    expect(after(start(), ...walk.slice(0, 2)).outcome).toEqual({ type: 'show', place: 'sign-in' });
    expect(after(start(), ...walk).outcome).toEqual({ type: 'recall' });
    const reviewed = after(start(), ...walk, never);
    expect(reviewed.outcome).toEqual({ type: 'show', place: 'permissions' });
    expect(reviewed.session.vins).toEqual(vinsOf(0));
    expect(advance(reviewed.session, allow('read_odometer')).outcome).toEqual({
      type: 'approve',
      permissions: ['read_vehicle_info', 'read_odometer'],
    });
  });

  test('a preset make skips the brand page', () => {
    const session = start({ make: 'TESLA' });
    expect(pathOf(session)).toEqual(['preamble', 'sign-in', 'vehicles', 'permissions']);
    expect(after(session, go).outcome).toEqual({ type: 'show', place: 'sign-in' });
    expect(stepBefore(after(session, go).session, 'sign-in')).toBe('preamble');
  });

  test('a preset make that nobody serves ends in vehicle_incompatible', () => {
    const { session, outcome } = after(start({ make: 'TESLA' }), { ...go, served: false });
    expect(outcome).toEqual({ type: 'show', place: 'stopped' });
    expect(session.stop).toEqual({ error: 'vehicle_incompatible', reason: 'brand-not-served' });
  });

  test('deny', () => {
    const { session } = after(start(), go, ford, signedIn(1), never);
    expect(advance(session, { ...allow(), allow: false }).outcome).toEqual({ type: 'deny' });
  });
});

describe('permissions', () => {
  const review = (changes: Partial<ConsentRequest> = {}) =>
    after(start(changes), go, ford, signedIn(1), never).session;

  test('required ones are granted although a browser does not send them', () => {
    expect(advance(review(), allow()).outcome).toEqual({
      type: 'approve',
      permissions: ['read_vehicle_info'],
    });
  });

  test('what was not asked for cannot be granted', () => {
    expect(advance(review(), allow('read_odometer', 'read_location', 'x')).outcome).toEqual({
      type: 'approve',
      permissions: ['read_vehicle_info', 'read_odometer'],
    });
  });

  test('at least one has to stay', () => {
    const optional = review({ permissions: [{ name: 'read_vin', required: false }] });
    const { session, outcome } = advance(optional, allow());
    expect(outcome).toEqual({ type: 'show', place: 'permissions' });
    expect(session.problem).toEqual({ kind: 'nothing-allowed' });
    expect(advance(session, allow('read_vin')).outcome).toMatchObject({ type: 'approve' });
  });
});

describe('what was allowed before', () => {
  const asked = ['read_vehicle_info', 'read_odometer', 'control_security'] as const;
  const recalled = (allowed: (typeof asked)[number][], changes: Partial<ConsentRequest> = {}) =>
    after(start(changes), go, ford, signedIn(1), { type: 'recalled', allowed });

  test('skips the review when it covers everything asked', () => {
    expect(recalled([...asked]).outcome).toEqual({ type: 'show', place: 'returning' });
  });

  test('does not when something is new', () => {
    expect(recalled(['read_vehicle_info', 'read_odometer']).outcome).toEqual({
      type: 'show',
      place: 'permissions',
    });
  });

  test('is not even looked up when approval is forced', () => {
    const { session, outcome } = after(start({ forceApproval: true }), go, ford, signedIn(1));
    expect(outcome).toEqual({ type: 'show', place: 'permissions' });
    expect(advance(session, { type: 'recalled', allowed: [...asked] }).outcome).toEqual({
      type: 'show',
      place: 'permissions',
    });
  });

  test('lets the owner go back all the same', () => {
    const { session } = recalled([...asked]);
    expect(canShow(session, 'returning')).toBe(true);
    expect(canShow(session, 'sign-in')).toBe(true);
    expect(canShow(advance(session, ford).session, 'returning')).toBe(false);
  });
});

describe('an account with several cars', () => {
  const several = (cars: number, changes: Partial<ConsentRequest> = {}) =>
    after(start(changes), go, ford, signedIn(cars)).session;

  test('starts with all of them ticked', () => {
    const session = several(999);
    expect(session.at).toBe('vehicles');
    expect(session.vins).toHaveLength(999);
  });

  test('keeps what was ticked on other pages', () => {
    const first = advance(several(4), pick([0, 1], [0], false));
    expect(first.outcome).toEqual({ type: 'show', place: 'vehicles' });
    const second = advance(first.session, pick([2, 3], [3]));
    expect(second.session.vins).toEqual(vinsOf(0, 3));
    expect(second.outcome).toEqual({ type: 'recall' });
  });

  test('takes none that the account does not have, or that the page did not show', () => {
    const session = advance(several(3), { type: 'pick-every-vehicle', pick: false }).session;
    expect(advance(session, pick([0, 7], [0, 1, 7])).session.vins).toEqual(vinsOf(0));
  });

  test('needs one at least', () => {
    const { session, outcome } = advance(several(2), pick([0, 1], []));
    expect(outcome).toEqual({ type: 'show', place: 'vehicles' });
    expect(session.problem).toEqual({ kind: 'no-vehicle-picked' });
  });

  test('all or none at once', () => {
    const none = advance(several(40), { type: 'pick-every-vehicle', pick: false }).session;
    expect(none.vins).toEqual([]);
    expect(advance(none, { type: 'pick-every-vehicle', pick: true }).session.vins).toHaveLength(40);
  });

  test('single select starts with none, and keeps one across pages', () => {
    const session = several(4, { singleSelect: true });
    expect(session.vins).toEqual([]);
    const first = advance(session, pick([0, 1], [1], false)).session;
    expect(first.vins).toEqual(vinsOf(1));
    expect(advance(first, pick([2, 3], [], false)).session.vins).toEqual(vinsOf(1));
    expect(advance(first, pick([2, 3], [2])).session.vins).toEqual(vinsOf(2));
    expect(advance(first, { type: 'pick-every-vehicle', pick: true }).session.vins).toEqual([]);
  });

  test('a requested VIN is the only one on offer', () => {
    const vin = vehicle(2).vin;
    const { session } = after(
      start({ singleSelect: true, singleSelectVin: vin }),
      ...[go, ford, signedIn(5), never],
    );
    expect(session.at).toBe('permissions');
    expect(session.vins).toEqual([vin]);
    expect(session.account?.vehicles).toHaveLength(1);
  });

  test('a requested VIN that is not there ends in no_vehicles', () => {
    const { session } = after(
      start({ singleSelect: true, singleSelectVin: 'X'.repeat(17) }),
      ...[go, ford, signedIn(5)],
    );
    expect(session.stop).toEqual({ error: 'no_vehicles', reason: 'vin-not-in-account' });
  });
});

describe('what goes wrong', () => {
  test('an account without cars ends in no_vehicles, and another one may be tried', () => {
    const { session } = after(start(), go, ford, signedIn(0));
    expect(session.stop).toEqual({ error: 'no_vehicles', reason: 'no-vehicles' });
    expect(canShow(session, 'sign-in')).toBe(true);
    expect(advance(session, signedIn(1)).session.stop).toBeNull();
  });

  test('a brand that is missing ends in vehicle_incompatible', () => {
    const { session } = after(start(), go, { type: 'brand-missing' });
    expect(session.stop).toEqual({ error: 'vehicle_incompatible', reason: 'brand-missing' });
  });

  test.each([
    [{ ...ford, make: null }, { kind: 'unknown-brand' }],
    [
      { ...ford, served: false },
      { kind: 'brand-not-served', make: 'FORD' },
    ],
  ])('a brand that cannot be had stays on its page: %j', (event, problem) => {
    const { session, outcome } = after(start(), go, event);
    expect(outcome).toEqual({ type: 'show', place: 'brand' });
    expect(session.problem).toEqual(problem);
  });

  test('a sign-in that was turned down stays on its page until the next event', () => {
    const refused = {
      type: 'sign-in-refused',
      make: 'FORD',
      problem: { kind: 'sign-in-rejected' },
      typedUsername: 'sealed',
    } as const;
    const { session, outcome } = after(start(), go, ford, refused);
    expect(outcome).toEqual({ type: 'show', place: 'sign-in' });
    expect(session).toMatchObject({ problem: refused.problem, typedUsername: 'sealed' });
    expect(advance(session, signedIn(1)).session).toMatchObject({
      problem: null,
      typedUsername: null,
    });
  });

  test('an answer for a brand that was left meanwhile is dropped', () => {
    const { session } = after(start(), go, ford, { ...ford, make: 'KIA' }, signedIn(1));
    expect(session).toMatchObject({ at: 'sign-in', make: 'KIA', account: null });
  });

  test('a failure of ours ends in server_error', () => {
    const { session } = after(start(), go, { type: 'fail' });
    expect(session.stop).toEqual({ error: 'server_error', reason: 'failure' });
  });
});

describe('forwards and backwards', () => {
  test('a step that was not reached is ahead, and its events change nothing', () => {
    const session = start();
    expect(isAhead(session, 'permissions')).toBe(true);
    expect(advance(session, allow('read_odometer'))).toEqual({
      session,
      outcome: { type: 'show', place: 'preamble' },
    });
    expect(advance(session, signedIn(1)).session).toBe(session);
  });

  test('going back to the brand forgets the account', () => {
    const { session } = after(start(), go, ford, signedIn(3), pick([0, 1, 2], [0]), never);
    expect(stepBefore(session, 'permissions')).toBe('vehicles');
    const back = advance(session, { ...ford, make: 'KIA' }).session;
    expect(back).toMatchObject({ at: 'sign-in', make: 'KIA', account: null, vins: [] });
  });

  test('going back to the cars keeps what was ticked', () => {
    const { session } = after(start(), go, ford, signedIn(3), pick([0, 1, 2], [2]), never);
    const back = advance(session, pick([], [], false)).session;
    expect(back).toMatchObject({ at: 'vehicles', vins: vinsOf(2) });
  });

  test('with one car the way back leads past the list of cars', () => {
    const { session } = after(start(), go, ford, signedIn(1), never);
    expect(stepBefore(session, 'permissions')).toBe('sign-in');
    expect(canShow(session, 'vehicles')).toBe(false);
  });

  test('another country forgets the brand', () => {
    const { session } = after(start(), go, ford, { ...go, country: 'DE' });
    expect(session).toMatchObject({ country: 'DE', at: 'brand', make: null });
  });
});

describe('signing in again', () => {
  const car = vehicle(0);
  const again = (changes: Partial<ConsentRequest> = {}): FlowSession =>
    start({
      ...{ make: 'FORD', permissions: [], singleSelectVin: car.vin },
      reauthenticates: { vehicleId: 'car-1', car, permissions: [] },
      ...changes,
    });

  test('is two steps, and then there is nothing left to ask', () => {
    expect(pathOf(again())).toEqual(['preamble', 'sign-in']);
    expect(after(again(), go).outcome).toEqual({ type: 'show', place: 'sign-in' });
    const done = after(again(), go, signedIn(3));
    expect(done.outcome).toEqual({ type: 'show', place: 'returning' });
    expect(pathOf(done.session)).toEqual(['preamble', 'sign-in']);
    for (const step of ['brand', 'vehicles', 'permissions'] as const) {
      expect(canShow(done.session, step)).toBe(false);
    }
  });

  test('to an account without the car stops, and another account may have it', () => {
    const request = { singleSelectVin: vehicle(5).vin };
    const stopped = after(again(request), go, signedIn(3));
    expect(stopped.session.stop).toEqual({ error: 'no_vehicles', reason: 'other-account' });
    const found = advance(stopped.session, signedIn(6));
    expect(found.outcome).toEqual({ type: 'show', place: 'returning' });
  });

  test('to an empty account, or to any account of the make', () => {
    expect(after(again(), go, signedIn(0)).session.stop?.reason).toBe('no-vehicles');
    const nobody = { vehicleId: null, car: null, permissions: [] };
    const account = { singleSelectVin: null, reauthenticates: nobody };
    expect(after(again(account), go, signedIn(2)).session.recognised).toBe(true);
  });

  test('cannot be turned into a consent', () => {
    const { session } = after(again(), go, signedIn(1));
    for (const event of [pick([0], [0]), never, allow('read_vin')]) {
      expect(advance(session, event).outcome).toEqual({ type: 'show', place: 'returning' });
    }
  });

  test('for a car that is gone stops', () => {
    const { session } = after(again(), go, signedIn(1), { type: 'lose-car' });
    expect(session.stop).toEqual({ error: 'no_vehicles', reason: 'disconnected' });
  });

  test('for an account of which no car is connected stops, and another account can be tried', () => {
    const anyCar = { vehicleId: null, car: null, permissions: [] };
    const asking = again({ singleSelectVin: null, reauthenticates: anyCar });
    const { session } = after(asking, go, signedIn(2), { type: 'lose-car' });
    expect(session.stop).toEqual({ error: 'no_vehicles', reason: 'none-connected' });
    expect(advance(session, signedIn(1)).session).toMatchObject({ stop: null, recognised: true });
  });
});

describe('a carmaker that asks for more than a password', () => {
  const challenged = {
    type: 'challenged',
    make: 'FORD',
    challenge: { adapter: 'fake', asks: ['pin', 'code'], sealed: 'sealed' },
  } as const;
  const verified = (cars: number) =>
    ({ type: 'verified', make: 'FORD', account: account(cars) }) as const;

  test('makes one step more, and then all goes on as ever', () => {
    const asked = after(start(), go, ford, challenged);
    expect(asked.outcome).toEqual({ type: 'show', place: 'verify' });
    expect(pathOf(asked.session)).toContain('verify');
    expect(asked.session.account).toBeNull();
    expect(isAhead(asked.session, 'permissions')).toBe(true);
    const done = advance(asked.session, verified(1));
    expect(done.outcome).toEqual({ type: 'recall' });
    expect(stepBefore(done.session, 'permissions')).toBe('verify');
  });

  test('is not answered before it has asked, nor for another make', () => {
    expect(after(start(), go, ford, verified(1)).session.account).toBeNull();
    const other = { type: 'choose-brand', make: 'KIA', served: true } as const;
    const { session } = after(start(), go, ford, challenged, other, verified(1));
    expect(session).toMatchObject({ at: 'sign-in', make: 'KIA', challenge: null, account: null });
    const late = after(start(), go, other, challenged).session;
    expect(late).toMatchObject({ at: 'sign-in', challenge: null });
  });

  test('turns an answer down and stays, or ends it', () => {
    const asked = after(start(), go, ford, challenged).session;
    const problem = { kind: 'verification-rejected' } as const;
    const again = advance(asked, { type: 'verification-refused', make: 'FORD', problem });
    expect(again.outcome).toEqual({ type: 'show', place: 'verify' });
    expect(again.session.problem).toEqual(problem);
    const stop = { error: 'invalid_subscription', reason: 'subscription' } as const;
    const ended = advance(asked, { type: 'stop-verification', make: 'FORD', stop });
    expect(ended.session.stop).toEqual(stop);
    expect(canShow(ended.session, 'verify')).toBe(true);
  });

  test('is asked anew when the owner signs in anew, and its answer wipes what came after', () => {
    const done = after(start(), go, ford, challenged, verified(3));
    expect(done.session.at).toBe('vehicles');
    const wiped = advance(done.session, { ...verified(1) });
    expect(wiped.session.vins).toEqual(vinsOf(0));
    const anew = advance(done.session, signedIn(2));
    expect(anew.session).toMatchObject({ challenge: null, at: 'vehicles' });
    expect(pathOf(anew.session)).not.toContain('verify');
  });
});

describe('cars of which the carmaker does not tell the battery', () => {
  const batteries = [
    { capacity: 52, description: 'BEV:Pure' },
    { capacity: 77, description: 'BEV:Pro' },
  ];
  /** Three cars: the first and the last could have several batteries, the one between has told. */
  const cars = {
    ...account(3),
    vehicles: [{ ...vehicle(0), batteries }, vehicle(1), { ...vehicle(2), batteries }],
  };
  const WITH_BATTERY = [
    { name: 'read_vin', required: true },
    { name: 'read_battery', required: false },
  ] as const;
  const review = (picked: number[], changes: Partial<ConsentRequest> = {}) =>
    after(
      start({ permissions: WITH_BATTERY, ...changes }),
      ...[go, ford, { ...signedIn(3), account: cars }, pick([0, 1, 2], picked), never],
    ).session;
  const decided = (picked: number[]) => advance(review(picked), allow('read_battery'));
  const lookedUp = (...known: string[]) => ({ type: 'batteries-looked-up', known }) as const;
  const answer = (index: number, kwh: number | null | undefined) =>
    ({ type: 'answer-battery', vin: vehicle(index).vin, kwh }) as const;
  const asked = (...picked: number[]) => advance(decided(picked).session, lookedUp()).session;
  const approval = { type: 'approve', permissions: ['read_vin', 'read_battery'] };

  test('are asked about one after the other, and then there is one approval', () => {
    const { session, outcome } = decided([0, 1, 2]);
    expect(outcome).toEqual({ type: 'look-up-batteries', vins: vinsOf(0, 2) });
    const first = advance(session, lookedUp());
    expect(first.outcome).toEqual({ type: 'show', place: 'battery' });
    expect(stepBefore(first.session, 'battery')).toBe('permissions');
    expect(carInQuestion(first.session)?.vin).toBe(vehicle(0).vin);
    const second = advance(first.session, answer(0, 77));
    expect(second.outcome).toEqual({ type: 'show', place: 'battery' });
    expect(carInQuestion(second.session)?.vin).toBe(vehicle(2).vin);
    const done = advance(second.session, answer(2, null));
    expect(done.outcome).toEqual(approval);
    expect(done.session.batteries).toEqual([
      { vin: vehicle(0).vin, answer: 77 },
      { vin: vehicle(2).vin, answer: null },
    ]);
  });

  test('are not asked about without read_battery, unpicked, or known', () => {
    expect(advance(review([0]), allow()).outcome).toEqual({
      type: 'approve',
      permissions: ['read_vin'],
    });
    expect(decided([1]).outcome).toEqual(approval);
    const { session } = decided([0, 2]);
    expect(advance(session, lookedUp(...vinsOf(0, 2))).outcome).toEqual(approval);
    const other = advance(session, lookedUp(...vinsOf(0))).session;
    expect(other.batteries).toEqual([{ vin: vehicle(2).vin }]);
  });

  test('of which one candidate is left need no question', () => {
    const [only = { capacity: 0, description: null }] = batteries;
    const told = { ...account(1), vehicles: [{ ...vehicle(0), batteries: [only] }] };
    const signed = { ...signedIn(1), account: told };
    const { session } = after(start({ permissions: WITH_BATTERY }), go, ford, signed, never);
    expect(advance(session, allow('read_battery')).outcome).toEqual(approval);
  });

  test.each([undefined, 60, Number.NaN])('%s is no answer', (kwh) => {
    const { session, outcome } = advance(asked(0), answer(0, kwh));
    expect(outcome).toEqual({ type: 'show', place: 'battery' });
    expect(session.problem).toEqual({ kind: 'no-battery-chosen' });
    expect(advance(session, answer(0, 52)).outcome).toEqual(approval);
  });

  test('an answer for a car that is not asked about changes nothing', () => {
    const session = asked(0);
    expect(advance(session, answer(2, 52)).session).toEqual(session);
    expect(advance(session, answer(1, null)).session).toEqual(session);
  });

  test('skipping ends it, and keeps what has been said', () => {
    const half = advance(asked(0, 2), answer(0, 52)).session;
    const { session, outcome } = advance(half, { type: 'skip-batteries' });
    expect(outcome).toEqual(approval);
    expect(session.batteries.map((question) => question.answer)).toEqual([52, null]);
  });

  test('the same answer twice leads to the app twice', () => {
    const first = advance(asked(0), answer(0, 52));
    expect(advance(first.session, answer(0, 52))).toEqual(first);
    expect(carInQuestion(first.session)?.vin).toBe(vehicle(0).vin);
  });

  test('are not asked about any more once the owner decides otherwise', () => {
    const session = advance(asked(0, 2), answer(0, 52)).session;
    const back = advance(session, allow());
    expect(back.outcome).toEqual({ type: 'approve', permissions: ['read_vin'] });
    expect(back.session.batteries).toEqual([]);
    expect(canShow(back.session, 'battery')).toBe(false);
    expect(advance(session, { ...allow(), allow: false }).session.batteries).toEqual([]);
    const fewer = advance(session, pick([0, 1, 2], [2])).session;
    expect(fewer).toMatchObject({ at: 'permissions', allowed: [], batteries: [] });
  });

  test('are no question before the decision, nor for who has allowed the same before', () => {
    const session = review([0]);
    expect(isAhead(session, 'battery')).toBe(true);
    for (const event of [answer(0, 52), { type: 'skip-batteries' } as const, lookedUp()]) {
      expect(advance(session, event).outcome).toEqual({ type: 'show', place: 'permissions' });
    }
    const before = { type: 'recalled', allowed: ['read_vin', 'read_battery'] } as const;
    const known = after(
      start({ permissions: WITH_BATTERY }),
      ...[go, ford, { ...signedIn(3), account: cars }, pick([0, 1, 2], [0]), before],
    );
    expect(known.outcome).toEqual({ type: 'show', place: 'returning' });
  });
});

describe('cancelling the sign-in', () => {
  const cancel = { type: 'cancel-sign-in' } as const;

  test('stops, forgets the account, and leaves the sign-in open', () => {
    const { session, outcome } = after(start(), go, ford, signedIn(3), cancel);
    expect(outcome).toEqual({ type: 'show', place: 'stopped' });
    expect(session.stop).toEqual({ error: 'oem_cancelled_login', reason: 'cancelled' });
    expect(session.account).toBeNull();
    expect(canShow(session, 'sign-in')).toBe(true);
  });

  test('before there is one changes nothing', () => {
    expect(after(start(), go, cancel).outcome).toEqual({ type: 'show', place: 'brand' });
  });
});

describe('another language', () => {
  test('changes the words only, wherever the owner is', () => {
    const { session } = after(start(), go, ford, signedIn(3));
    const spoken = advance(session, { type: 'speak', language: 'fr' });
    expect(spoken.outcome).toEqual({ type: 'show', place: 'preamble' });
    expect(spoken.session).toEqual({ ...session, language: 'fr' });
  });

  test('is the request’s at first', () => {
    expect(start({ language: 'sv' }).language).toBe('sv');
  });
});

describe('with no app to go back to', () => {
  test('a consent ends here', () => {
    const { session, outcome } = after(start({ redirectUri: null }), go, { type: 'finish' });
    expect(outcome).toEqual({ type: 'show', place: 'done' });
    expect(canShow(session, 'done')).toBe(true);
    expect(canShow(advance(session, ford).session, 'done')).toBe(false);
  });

  test('a refusal too', () => {
    const reviewed = after(start({ redirectUri: null }), go, ford, signedIn(1), never);
    const denied = advance(reviewed.session, { type: 'decide', allow: false, permissions: [] });
    expect(denied.outcome).toEqual({ type: 'show', place: 'stopped' });
    expect(denied.session.stop).toEqual({ error: 'access_denied', reason: 'denied' });
  });
});

describe('cars that take no commands without a key', () => {
  const batteries = [
    { capacity: 57, description: 'BEV:Standard Range' },
    { capacity: 75, description: 'BEV:Long Range' },
  ];
  /** Three cars: the first lacks the key, the last lacks it and could have several batteries. */
  const cars = {
    ...account(3),
    vehicles: [
      { ...vehicle(0), lacksVirtualKey: true },
      vehicle(1),
      { ...vehicle(2), lacksVirtualKey: true, batteries },
    ],
  };
  const PERMISSIONS = [
    { name: 'read_vin', required: true },
    { name: 'read_battery', required: false },
    { name: 'control_charge', required: false },
  ] as const;
  const review = (...picked: number[]) =>
    after(
      start({ permissions: PERMISSIONS }),
      ...[go, ford, { ...signedIn(3), account: cars }, pick([0, 1, 2], picked), never],
    ).session;
  const told = { type: 'key-told' } as const;
  const approved = (...more: string[]) => ({ type: 'approve', permissions: ['read_vin', ...more] });

  test('are told of before the one approval, and the owner may go back', () => {
    const { session, outcome } = advance(review(0, 1), allow('control_charge'));
    expect(outcome).toEqual({ type: 'show', place: 'virtual-key' });
    expect(stepBefore(session, 'virtual-key')).toBe('permissions');
    expect(advance(session, told).outcome).toEqual(approved('control_charge'));
    const without = advance(session, allow());
    expect(without.outcome).toEqual(approved());
    expect(canShow(without.session, 'virtual-key')).toBe(false);
  });

  test('are not told of without commands, or unpicked', () => {
    expect(advance(review(0), allow()).outcome).toEqual(approved());
    expect(advance(review(1), allow('control_charge')).outcome).toEqual(approved('control_charge'));
    expect(isAhead(review(0), 'virtual-key')).toBe(true);
    expect(advance(review(0), told).outcome).toEqual({ type: 'show', place: 'permissions' });
  });

  test('are told of after the question of the battery, whose answer can still be changed', () => {
    const asked = after(review(2), allow('read_battery', 'control_charge'), {
      ...{ type: 'batteries-looked-up', known: [] },
    });
    expect(asked.outcome).toEqual({ type: 'show', place: 'battery' });
    const answer = (kwh: number | undefined) =>
      ({ type: 'answer-battery', vin: vehicle(2).vin, kwh }) as const;
    const { session, outcome } = advance(asked.session, answer(57));
    expect(outcome).toEqual({ type: 'show', place: 'virtual-key' });
    expect(stepBefore(session, 'virtual-key')).toBe('battery');
    expect(advance(session, answer(undefined)).outcome).toEqual({ type: 'show', place: 'battery' });
    const changed = advance(session, answer(75)).session;
    expect(changed.batteries).toEqual([{ vin: vehicle(2).vin, answer: 75 }]);
    expect(advance(changed, told).outcome).toEqual(approved('read_battery', 'control_charge'));
    const skipped = advance(asked.session, { type: 'skip-batteries' });
    expect(skipped.outcome).toEqual({ type: 'show', place: 'virtual-key' });
  });
});
