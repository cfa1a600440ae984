import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { findMake, PERMISSIONS, type Permission } from '@carport/catalog';
import type { Vehicle } from '../../../src/access/access.js';
import type { ManualClock } from '../../../src/platform/clock.js';
import type { WebhookDefinition } from '../../../src/webhooks/contract.js';
import { kilometers, percent, reportOf } from '../../support/fixtures.js';
import { keyOf } from '../engine.js';
import { describe, type Reading, read, Violation } from './arrivals.js';
import { type CarNews, type Command, type Deed, FORMS, type ProcessName } from './commands.js';
import { newReader, type Reader, readPage } from './feeds.js';
import { type Process, startProcess } from './process.js';
import * as rules from './rules.js';
import {
  CHARGE,
  CHARGING,
  type Definition,
  hookOf,
  LOCATION,
  ODOMETER,
  type Promised,
  type State,
  type Values,
} from './rules.js';
import type { Sink } from './sink.js';

export interface Stage {
  readonly databaseUrl: string;
  readonly applicationId: string;
  readonly clock: ManualClock;
  readonly sink: Sink;
  /** Tells what happens, one line each. */
  readonly note: (line: string) => void;
}

/** What a run was made of. */
export interface Figures {
  commands: number;
  promised: number;
  /** Of those, VEHICLE_ERROR. */
  errors: number;
  delivered: number;
  /** In place of being sent. */
  read: number;
  dead: number;
  dropped: number;
  attempts: number;
  /** Attempts beyond the first yes. */
  repeated: number;
  /** Webhooks that were disabled by an answer 410. */
  ended: number;
  deaths: number;
}

const CARS = 3;
const MOST_HOOKS = 3;
/** The others need no longer to find that a process is dead. */
const FOUND_DEAD_MS = 5_000;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const MOST_ROUNDS = 10;
const EVERYTHING: readonly Permission[] = PERMISSIONS.map(({ name }) => name);
const MOST_LISTED = 1_000;
const MOST_OF_A_FEED = 50;
const MOST_READINGS = 400;
const SOON_MS = 25;

const EVERYBODY = { do: 'tick', by: ['A', 'B'], crash: null, meanwhile: null } as const;

/** What a deed changes in the model, and what asks the engine for it. */
interface Plan {
  readonly change: (state: State) => void;
  readonly act: (process: Process) => Promise<unknown>;
}

/** Lets a sequence happen to real processes and to the model at once; throws where they part. */
export const play = async (stage: Stage, commands: readonly Command[]): Promise<Figures> => {
  const world = await createWorld(stage);
  try {
    for (const [index, command] of commands.entries()) {
      stage.note(`${index}: ${JSON.stringify(command)}`);
      await world.perform(command);
    }
    stage.note('in the end');
    await world.settle();
    return { ...world.figures(), commands: commands.length };
  } finally {
    await world.close();
  }
};

const createWorld = async ({ databaseUrl, applicationId, clock, sink, note }: Stage) => {
  const processes = new Map<ProcessName, Process>();
  const vehicles: Vehicle[] = [];
  const owners: string[] = [];
  const seenDeliveries: Reading['seenDeliveries'] = new Set();
  const readers = new Map<string, Reader>();
  /** Events that were answered 410 in this tick. */
  const goodbyes = new Set<Promised>();
  let state = rules.newState(clock.now());
  let carTime = clock.now();
  let paths = 0;
  let deaths = 0;
  let ended = 0;

  const processOf = async (name: ProcessName): Promise<Process> => {
    const running = processes.get(name);
    if (running) return running;
    const started = await startProcess(databaseUrl, clock);
    processes.set(name, started);
    return started;
  };

  const bury = async (name: ProcessName): Promise<void> => {
    const process = processes.get(name);
    processes.delete(name);
    deaths += 1;
    note(`   ${name} died`);
    await process?.die();
  };

  // Doing.

  const newPath = (): string => {
    paths += 1;
    return `/hooks/${applicationId}/${paths}`;
  };

  const consent = (process: Process, car: number, permissions: readonly Permission[]) => {
    const make = findMake('TESLA');
    if (!make) throw new Error('the catalogue has no Tesla');
    const vin = `MODEL${car}`.padEnd(17, '0');
    return process.connections.approveWithoutCode(applicationId, {
      ...{ adapter: 'fake', make, mode: 'simulated' as const, permissions, vins: [vin] },
      authorization: {
        ...{ subject: `owner ${car}`, credentials: '' },
        vehicles: [
          {
            ...{ vin, make: 'TESLA', model: 'Model 3', year: 2024, powertrain: 'BEV' as const },
            reference: { car },
          },
        ],
      },
    });
  };

  const hookAt = (
    index: number,
    isMeant: (hook: rules.Hook) => boolean = () => true,
  ): rules.Hook | undefined => {
    const hooks = [...state.hooks.values()].filter((hook) => hook.exists && isMeant(hook));
    return hooks[index % Math.max(1, hooks.length)];
  };

  const wishesOf = ({ triggers, signals, ...rest }: Definition): WebhookDefinition => ({
    ...{ name: 'Model', signals },
    ...(rest.pulled
      ? { deliveryMethod: 'pull' as const }
      : { callbackUri: sink.origin + rest.path }),
    autoSubscribe: rest.autoSubscribe,
    triggers: triggers.map(({ code, condition }) => (condition ? { code, condition } : code)),
    delivery: {
      ordering: rest.ordered ? 'vehicle' : 'none',
      disableOnGone: rest.endsOnGone,
      maxConcurrent: rest.mostUnderWay,
      ...(rest.pauses === rules.STANDARD_MS
        ? {}
        : { retrySchedule: rest.pauses.map((pause) => pause / SECOND) }),
    },
  });

  /** Undefined when there is nothing to do it to. */
  const plan = (deed: Deed): Plan | undefined => {
    if (deed.do === 'report') {
      const vehicle = vehicles[deed.car];
      const values = valuesOf(deed.news);
      if (!vehicle || Object.keys(values).length === 0) return undefined;
      return {
        change: (after) => rules.report(after, deed.car, values),
        act: ({ engine }) => engine.signals.ingest(vehicle, reportOf(values, carTime)),
      };
    }
    if (deed.do === 'fail') {
      const vehicle = vehicles[deed.car];
      const [type = '', code = null] = deed.failure.split(':');
      if (!vehicle) return undefined;
      return {
        change: (after) => rules.fail(after, deed.car, deed.failure),
        act: ({ engine }) => engine.signals.noteFailure(vehicle, { type, code }),
      };
    }
    if (deed.do === 'connect') {
      const granted = EVERYTHING.filter((one) => deed.everything || one !== 'read_location');
      return {
        change: (after) => rules.connect(after, deed.car, new Set(granted)),
        act: (process) => consent(process, deed.car, granted),
      };
    }
    if (deed.do === 'disconnect') {
      const userId = owners[deed.car];
      if (!userId || !state.cars[deed.car]?.granted) return undefined;
      return {
        change: (after) => rules.disconnect(after, deed.car),
        act: ({ connections }) => connections.remove(applicationId, { userId }),
      };
    }
    return deed.do === 'create' ? undefined : planForHook(deed);
  };

  const planForHook = (
    deed: Exclude<Deed, { do: 'report' | 'fail' | 'connect' | 'disconnect' | 'create' }>,
  ): Plan | undefined => {
    const hook = hookAt(deed.hook);
    if (!hook) return undefined;
    const { id } = hook;
    const update = (change: Partial<WebhookDefinition>): Plan['act'] => {
      return ({ engine }) => engine.webhooks.update(applicationId, id, change);
    };
    const { pulled } = hook.definition;
    switch (deed.do) {
      case 'verify':
        if (pulled) return undefined;
        return {
          change: (after) => {
            const before = rules.isActive(hookOf(after, id));
            rules.verify(after, id);
            if (rules.isActive(hookOf(after, id)) && !before) rules.sendOwed(after);
          },
          act: ({ engine }) => engine.webhooks.verify(applicationId, id),
        };
      case 'enable':
        return {
          change: (after) => {
            const before = rules.isActive(hookOf(after, id));
            rules.setEnabled(after, id, deed.enabled);
            if (rules.isActive(hookOf(after, id)) && !before) rules.sendOwed(after);
          },
          act: update({ isEnabled: deed.enabled }),
        };
      case 'retrigger': {
        const form = formOf(deed.form);
        const { triggers, signals } = wishesOf({ ...hook.definition, ...form });
        return {
          change: (after) => rules.edit(after, id, form),
          act: update({ triggers, signals }),
        };
      }
      case 'move': {
        if (pulled) return undefined;
        const path = newPath();
        return {
          change: (after) => rules.edit(after, id, { path }),
          act: update({ callbackUri: sink.origin + path }),
        };
      }
      case 'remove':
        return {
          change: (after) => rules.remove(after, id),
          act: ({ engine }) => engine.webhooks.remove(applicationId, id),
        };
      default:
        return planForSubscription(deed, hook);
    }
  };

  const planForSubscription = (
    deed: Extract<Deed, { do: 'subscribe' | 'unsubscribe' }>,
    { id, subscriptions }: rules.Hook,
  ): Plan | undefined => {
    const { vehicleId, granted } = rules.carOf(state, deed.car);
    if (deed.do === 'unsubscribe') {
      return {
        change: (after) => rules.unsubscribe(after, id, deed.car),
        act: ({ engine }) => engine.webhooks.unsubscribe(applicationId, id, vehicleId),
      };
    }
    const userId = owners[deed.car];
    if (!granted || !userId || subscriptions.has(deed.car)) return undefined;
    return {
      change: (after) => {
        rules.subscribe(after, id, deed.car);
        rules.sendOwed(after);
      },
      act: ({ engine }) => engine.webhooks.subscribe(applicationId, id, vehicleId, userId),
    };
  };

  /** A webhook gets its id from the engine: the model waits for it. */
  const create = async (
    process: Process,
    deed: Extract<Deed, { do: 'create' }>,
  ): Promise<Plan | undefined> => {
    if ([...state.hooks.values()].filter(({ exists }) => exists).length >= MOST_HOOKS) return;
    const definition: Definition = {
      ...formOf(deed.form),
      ...{ autoSubscribe: deed.auto, ordered: deed.ordered, pulled: deed.pulled, path: newPath() },
      pauses: deed.retries?.map((seconds) => seconds * SECOND) ?? rules.STANDARD_MS,
      ...{ endsOnGone: deed.endsOnGone, mostUnderWay: deed.mostUnderWay },
    };
    const made = await process.engine.webhooks.create(applicationId, wishesOf(definition));
    return {
      change: (after) => {
        rules.create(after, made.id, definition);
        // It is active at once.
        if (definition.pulled) rules.sendOwed(after);
      },
      act: () => Promise.resolve(),
    };
  };

  const obey = async (deed: Deed, process: Process): Promise<void> => {
    const planned = deed.do === 'create' ? await create(process, deed) : plan(deed);
    if (!planned) return;
    await planned.act(process);
    planned.change(state);
  };

  /** Like `obey`, by a process that dies on its way: everything has happened or nothing has. */
  const obeyUntilDeath = async (
    deed: Deed,
    { by, crash }: { by: ProcessName; crash: NonNullable<Crash> },
  ): Promise<void> => {
    const process = await processOf(by);
    const planned = deed.do === 'create' ? createBlindly(deed) : plan(deed);
    if (!planned) return;
    process.line.dieAt(crash.message, crash.death);
    const acting = planned.act(process).then(
      () => 'acknowledged' as const,
      (error: unknown) => error,
    );
    const outcome = await Promise.race([acting, process.line.dead]);
    if (!process.line.isDead()) {
      process.line.spare();
      if (outcome !== 'acknowledged') throw outcome;
      if (deed.do === 'create') return forgetStrangers(process);
      planned.change(state);
      return;
    }
    await process.line.dead;
    await bury(by);
    const witness = await processOf(by);
    if (deed.do === 'create') return forgetStrangers(witness);
    const after = structuredClone(state);
    planned.change(after);
    await believeOneOf(witness, deed, state, after, outcome === 'acknowledged');
  };

  const createBlindly = (deed: Extract<Deed, { do: 'create' }>): Plan => ({
    change: () => undefined,
    act: (process) => create(process, deed),
  });

  /** Webhooks whose maker died before anybody learnt their ids. */
  const forgetStrangers = async (witness: Process): Promise<void> => {
    const { webhooks } = witness.engine;
    for (const { id } of await webhooks.list(applicationId)) {
      if (!state.hooks.has(id)) await webhooks.remove(applicationId, id);
    }
    // Whoever makes one that is active at once also sends what is owed to others.
    await findOutWhatWasSent(witness);
  };

  // Comparing.

  const believeOneOf = async (
    witness: Process,
    deed: Deed,
    before: State,
    after: State,
    acknowledged: boolean,
  ): Promise<void> => {
    const seen = await factsSeen(witness);
    const happened = isDeepStrictEqual(seen, factsIn(after));
    if (!happened && !isDeepStrictEqual(seen, factsIn(before))) {
      throw new Violation(
        `${deed.do} was interrupted, and neither happened nor did not: ${JSON.stringify(seen)}, before ${JSON.stringify(factsIn(before))}, after ${JSON.stringify(factsIn(after))}`,
      );
    }
    if (!happened && acknowledged) throw new Violation(`${deed.do} was acknowledged and is lost`);
    note(happened ? '   it happened' : '   it did not happen');
    if (happened) {
      // What was owed by it may not have been made yet: that is found out below.
      state = after;
      await withdrawUnmade(witness, before);
    }
    await findOutWhatWasSent(witness);
  };

  /** First deliveries that the model believes made, and whose maker died before. */
  const withdrawUnmade = async (witness: Process, before: State): Promise<void> => {
    const listed = await countListed(witness);
    for (const event of state.events.slice(before.events.length).reverse()) {
      const key = keyOfEvent(event);
      const believed = state.events.filter((one) => keyOfEvent(one) === key).length;
      const isFirst = event.triggers.includes('FIRST_DELIVERY') && event.triggers.length === 1;
      const subscription = state.hooks.get(event.hook)?.subscriptions.get(event.car);
      if (believed <= (listed.get(key) ?? 0) || !isFirst || !subscription) continue;
      state.events.splice(state.events.indexOf(event), 1);
      subscription.owed = true;
    }
  };

  const findOutWhatWasSent = async (witness: Process): Promise<void> => {
    const listed = await countListed(witness);
    for (const { hook, number } of rules.owedNow(state)) {
      const key = keyOfEvent({ hook: hook.id, car: number, type: 'VEHICLE_STATE' });
      const believed = state.events.filter((one) => keyOfEvent(one) === key).length;
      if ((listed.get(key) ?? 0) > believed) rules.sendFirst(state, hook.id, number);
    }
    compareCounts(listed);
  };

  const compareCounts = (listed: ReadonlyMap<string, number>): void => {
    const promised = new Map<string, number>();
    for (const event of state.events) {
      if (!hookOf(state, event.hook).exists) continue;
      promised.set(keyOfEvent(event), (promised.get(keyOfEvent(event)) ?? 0) + 1);
    }
    for (const key of new Set([...promised.keys(), ...listed.keys()])) {
      const [wanted, found] = [promised.get(key) ?? 0, listed.get(key) ?? 0];
      if (wanted === found) continue;
      const events = state.events.filter((one) => keyOfEvent(one) === key).map(describe);
      throw new Violation(
        `webhook, car and type ${key}: ${found} events are recorded, ${wanted} were promised: ${events.join(', ')}`,
      );
    }
  };

  const eventsOf = async ({ engine }: Pick<Process, 'engine'>, hook: string) => {
    const all = await engine.webhooks.events(applicationId, hook, MOST_LISTED);
    return all.filter(({ type }) => type !== 'VERIFY');
  };

  const countListed = async (witness: Process): Promise<Map<string, number>> => {
    const counts = new Map<string, number>();
    for (const hook of state.hooks.values()) {
      if (!hook.exists) continue;
      for (const { vehicleId, type } of await eventsOf(witness, hook.id)) {
        const car = state.cars.findIndex((one) => one.vehicleId === vehicleId);
        const key = keyOfEvent({ hook: hook.id, car, type });
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return counts;
  };

  const factsSeen = async ({ engine, connections }: Process) => {
    const hooks = [];
    for (const { id } of state.hooks.values()) {
      const webhook = await engine.webhooks.get(applicationId, id);
      const listed = await engine.webhooks.subscriptions(applicationId, { webhookId: id });
      hooks.push(
        webhook
          ? {
              ...{ id, enabled: webhook.isEnabled, verified: webhook.verifiedAt !== null },
              path: webhook.callbackUri?.slice(sink.origin.length),
              triggers: webhook.triggers.map((one) =>
                typeof one === 'string' ? { code: one, condition: null } : one,
              ),
              cars: listed.map(({ vehicleId }) => vehicleId).sort(),
              errors: (await eventsOf({ engine }, id)).filter(isError).length,
            }
          : { id },
      );
    }
    const cars = [];
    for (const vehicle of vehicles) {
      const snapshot = await engine.signals.latest(vehicle);
      const [connection] = await connections.page(
        applicationId,
        { vehicleId: vehicle.id },
        ...([0, 1] as const),
      );
      cars.push({
        revision: snapshot?.revision ?? 0,
        failure: snapshot?.failure ? `${snapshot.failure.type}:${snapshot.failure.code}` : null,
        granted: connection ? [...connection.permissions].sort() : null,
      });
    }
    return { hooks, cars };
  };

  const factsIn = ({ hooks, cars, events }: State): Awaited<ReturnType<typeof factsSeen>> => ({
    hooks: [...hooks.values()].map((hook) =>
      hook.exists
        ? {
            ...{ id: hook.id, enabled: hook.enabled, verified: hook.verified },
            path: hook.definition.pulled ? undefined : hook.definition.path,
            triggers: hook.definition.triggers.map(({ code, condition }) => ({ code, condition })),
            cars: [...hook.subscriptions.keys()]
              .map((number) => rules.carOf(state, number).vehicleId)
              .sort(),
            errors: events.filter((event) => event.hook === hook.id && isError(event)).length,
          }
        : { id: hook.id },
    ),
    cars: cars.map(({ revision, failure, granted }) => ({
      ...{ revision, failure },
      granted: granted && ([...granted].sort() as Permission[]),
    })),
  });

  // Pulling.

  const pull = async (hook: rules.Hook, by: Process, limit: number, keeps: boolean) => {
    const reader = readers.get(hook.id) ?? newReader();
    readers.set(hook.id, reader);
    const { cursor } = reader;
    const from = cursor === null ? 'oldest' : { cursor };
    const request = { from, limit, waitMs: 0 } as const;
    const page = await by.engine.webhooks.feed(applicationId, hook.id, request);
    if (!page) throw new Violation(`the feed of webhook ${hook.id} is gone`);
    const reading = { state, key: keyOf(applicationId), seenDeliveries };
    const what = { hook: hook.id, at: clock.now(), keeps };
    for (const event of readPage(page, what, reader, reading)) note(`   ${describe(event)} read`);
  };

  /** A feed ends before the oldest transaction that is under way anywhere: what comes behind it comes a little later. */
  const pullEverything = async (hook: rules.Hook, by: Process): Promise<void> => {
    for (let tries = 0; tries < MOST_READINGS; tries++) {
      await pull(hook, by, MOST_OF_A_FEED, true);
      if (rules.mustBeRead(state, hook.id, Number.POSITIVE_INFINITY).length === 0) return;
      await sleep(SOON_MS);
    }
    const [missing] = rules.mustBeRead(state, hook.id, Number.POSITIVE_INFINITY);
    if (missing) throw new Violation(`${describe(missing)} is not in its feed`);
  };

  // Delivering.

  const gaveUpOn = async (event: Promised): Promise<boolean> => {
    const [anybody] = processes.values();
    const listed = anybody ? await eventsOf(anybody, event.hook) : [];
    const attempts = listed.find(({ eventId }) => eventId === event.eventId)?.attempts ?? [];
    return attempts.some(
      ({ deliveryId, error }) => error === 'timed out' && seenDeliveries.has(deliveryId),
    );
  };

  /** On a machine that is too busy to open a connection in time. */
  const gaveUpBeforeArrival = async (event: Promised): Promise<boolean> => {
    const [anybody] = processes.values();
    const { vehicleId } = rules.carOf(state, event.car);
    const listed = anybody ? await eventsOf(anybody, event.hook) : [];
    const attempts = listed
      .filter((one) => one.vehicleId === vehicleId && one.type === event.type)
      .flatMap((one) => one.attempts);
    const unseen = attempts.filter(
      ({ deliveryId, error }) => error === 'timed out' && !seenDeliveries.has(deliveryId),
    );
    const [first] = unseen;
    if (!first) return false;
    seenDeliveries.add(first.deliveryId);
    rules.attempted(event, first.startedAt.getTime(), false);
    return true;
  };

  const absorb = async (reading: Pick<Reading, 'unsure' | 'excusable'>): Promise<Set<Promised>> => {
    const touched = new Set<Promised>();
    for (const arrival of sink.take()) {
      const given = { ...reading, state, key: keyOf(applicationId), seenDeliveries, gaveUpOn };
      const event = await read(arrival, given);
      if (event) touched.add(event);
      if (event && arrival.answer === '410') goodbyes.add(event);
      if (event) note(`   ${describe(event)} arrived, answered ${arrival.answer}`);
    }
    return touched;
  };

  /** Webhooks end by themselves when a receiver says that it is gone for good, once that is written down. */
  const followGoodbyes = async (touched: ReadonlySet<Promised>, unsure: boolean): Promise<void> => {
    for (const event of goodbyes) {
      const { id, definition, exists, enabled } = hookOf(state, event.hook);
      if (!definition.endsOnGone || !exists || !enabled) continue;
      const { engine } = await processOf('A');
      const isOver = !(await engine.webhooks.get(applicationId, id))?.isEnabled;
      if (isOver) {
        note(`   webhook ${id} ended`);
        rules.end(state, id, touched);
        ended += 1;
      } else if (!unsure && !(await gaveUpOn(event))) {
        throw new Violation(`${describe(event)} was answered 410 and its webhook goes on`);
      }
    }
    goodbyes.clear();
  };

  /** What is dropped under way is not counted any more, whether its receiver has answered or not. */
  const checkLimits = (isCounted: boolean): void => {
    for (const { id, definition } of state.hooks.values()) {
      const most = sink.mostUnderWay(definition.path);
      const { mostUnderWay } = definition;
      if (!isCounted || mostUnderWay === null || most <= mostUnderWay) continue;
      throw new Violation(`webhook ${id}: ${most} attempts were under way, not ${mostUnderWay}`);
    }
  };

  const tick = async ({ by, crash, meanwhile }: Extract<Command, { do: 'tick' }>) => {
    const running = await Promise.all(by.map(processOf));
    const [mortal] = running;
    if (crash && mortal) return tickUntilDeath(running, crash, by[0] ?? 'A');

    rules.sendOwed(state);
    const due = state.events.filter((event) => rules.mustBeAttempted(state, event));
    const excusable = new Set<Promised>();
    const held = meanwhile ? sink.hold() : undefined;
    const ticking = Promise.all(running.map(({ engine }) => engine.dispatcher.tick()));
    const touched = new Set<Promised>();
    const absorbAll = async () => {
      for (const event of await absorb({ unsure: false, excusable })) touched.add(event);
    };
    if (held && meanwhile && mortal) {
      await Promise.race([held.firstArrival, ticking]);
      await absorbAll();
      await obeyAmongAttempts(meanwhile, mortal, touched, excusable);
      held.release();
    }
    await ticking;
    await absorbAll();
    await followGoodbyes(touched, false);
    checkLimits(meanwhile === null);
    for (const event of due) {
      if (touched.has(event) || event.state !== 'open') continue;
      // Two that look at the same moment may both give way, and look again a little later.
      if (running.length > 1 && rules.limitOf(state, event) !== null) continue;
      if (await gaveUpBeforeArrival(event)) continue;
      throw new Violation(`${describe(event)} was due and nobody attempted it`);
    }
  };

  /** What is dropped while its attempt is under way ends that attempt, whatever is answered, and is not tried again. */
  const obeyAmongAttempts = async (
    deed: Deed,
    process: Process,
    underWay: ReadonlySet<Promised>,
    excusable: Set<Promised>,
  ): Promise<void> => {
    const droppable = state.events.filter((event) => event.state === 'open' || underWay.has(event));
    const ends = new Map([...underWay].map((event) => [event, event.state]));
    for (const event of underWay) if (event.state !== 'dropped') event.state = 'open';
    await obey(deed, process);
    for (const [event, end] of ends) if (event.state === 'open') event.state = end;
    for (const event of droppable) {
      if (event.state === 'dropped' && !underWay.has(event)) excusable.add(event);
    }
  };

  const tickUntilDeath = async (
    running: readonly Process[],
    crash: Crash,
    name: ProcessName,
  ): Promise<void> => {
    const [mortal, ...others] = running;
    if (!mortal) return;
    mortal.line.dieAt(crash.message, crash.death);
    const dying = mortal.engine.dispatcher.tick().catch(() => undefined);
    const living = Promise.all(others.map(({ engine }) => engine.dispatcher.tick()));
    await Promise.race([dying, mortal.line.dead]);
    const died = mortal.line.isDead();
    if (died) {
      await mortal.line.dead;
      await bury(name);
    } else mortal.line.spare();
    await living;
    const possiblyClaimed = state.events.filter(({ due }) => due <= state.now);
    const touched = await absorb({ unsure: died, excusable: new Set() });
    await followGoodbyes(touched, died);
    checkLimits(true);
    await findOutWhatWasSent(await processOf(name));
    if (died) for (const event of possiblyClaimed) event.stuck = true;
  };

  const report = async (all: readonly CarNews[]): Promise<void> => {
    const deeds = all.map((news, car): Deed => ({ do: 'report', car, news }));
    const names = all.map((_, index): ProcessName => (index % 2 === 0 ? 'A' : 'B'));
    await Promise.all([...new Set(names)].map(processOf));
    await Promise.all(
      deeds.map(async (deed, index) => {
        const process = processes.get(names[index] ?? 'A');
        const planned = plan(deed);
        if (!planned || !process) return;
        await planned.act(process);
        planned.change(state);
      }),
    );
  };

  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    state.now = clock.now();
    state.latest = Math.max(state.latest, state.now);
    // The cars' own clocks know nothing of the server's.
    carTime = Math.max(carTime, state.now);
    if (ms >= FOUND_DEAD_MS) await takeOver();
  };

  /** Everybody who lives looks twice, and tells that they live in between. */
  const takeOver = async (): Promise<void> => {
    const living = [...processes.values()];
    for (const { look } of [...living, ...living]) await look();
    if (living.length > 0) for (const event of state.events) event.stuck = false;
  };

  const perform = async (command: Command): Promise<void> => {
    carTime += 1;
    state.turn += 1;
    switch (command.do) {
      case 'pass':
        return pass(command.ms);
      case 'wait':
        for (const pause of [0, ...rules.STANDARD_MS]) {
          await pass(pause);
          await tick(EVERYBODY);
        }
        return;
      case 'answer': {
        const hook = hookAt(command.hook);
        if (hook) sink.script(hook.definition.path, command.answers);
        return;
      }
      case 'pull': {
        const hook = hookAt(command.hook, ({ definition }) => definition.pulled);
        if (hook) await pull(hook, await processOf(command.by), command.limit, command.keeps);
        return;
      }
      case 'tick':
        return tick(command);
      case 'reports':
        await report(command.news);
        break;
      default: {
        const { by, crash } = command;
        if (crash) await obeyUntilDeath(command, { by, crash });
        else await obey(command, await processOf(by));
      }
    }
    await absorb({ unsure: false, excusable: new Set() });
  };

  /** Everybody is well from now on, and time passes: what was promised has to come. */
  const settle = async (): Promise<void> => {
    for (const { definition } of state.hooks.values()) sink.script(definition.path, []);
    await processOf('A');
    await takeOver();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const isOver = state.events.every((event) => event.state !== 'open');
      await tick(EVERYBODY);
      await tick({ ...EVERYBODY, by: ['A'] });
      if (isOver) break;
      await pass(HOUR);
    }
    if (sink.strays() > 0) throw new Violation('a redirect was followed');
    const witness = await processOf('A');
    compareCounts(await countListed(witness));
    for (const hook of state.hooks.values()) {
      if (!hook.exists) continue;
      if (hook.definition.pulled) await pullEverything(hook, witness);
      await checkLog(witness, hook.id);
    }
  };

  /** What the delivery log says in the end, against what was seen. */
  const checkLog = async (witness: Process, hook: string): Promise<void> => {
    const listed = new Map((await eventsOf(witness, hook)).map((one) => [one.eventId, one]));
    for (const { eventId, status, attempts } of listed.values()) {
      if (status === 'pending' || status === 'waiting') {
        throw new Violation(`event ${eventId} is ${status} when everything is over`);
      }
      for (const { deliveryId, statusCode } of attempts) {
        if (!seenDeliveries.has(deliveryId) && statusCode !== null) {
          throw new Violation(`attempt ${deliveryId} is in the log and never arrived`);
        }
      }
    }
    for (const event of state.events.filter((one) => one.hook === hook)) {
      const logged = event.eventId ? listed.get(event.eventId) : undefined;
      if (event.state === 'dropped' || event.state === 'held') continue;
      if (event.state === 'read' && logged?.status === 'held') continue;
      if (event.accepted > 0 && logged?.status === 'delivered') continue;
      if (rules.mayBeDead(event) && logged?.status === 'dead') continue;
      throw new Violation(
        `${describe(event)} is ${event.state} after ${event.failures} failures, ${event.unsure} attempts of dead processes and ${event.accepted} acceptances; the log says ${logged?.status}`,
      );
    }
  };

  const figures = (): Omit<Figures, 'commands'> => {
    const { events } = state;
    const count = (wanted: Promised['state']) =>
      events.filter((event) => event.state === wanted).length;
    return {
      promised: events.length,
      errors: events.filter(isError).length,
      delivered: events.filter(({ accepted }) => accepted > 0).length,
      read: count('read'),
      dead: count('dead'),
      dropped: count('dropped'),
      attempts: seenDeliveries.size,
      repeated: events.reduce((sum, { accepted }) => sum + Math.max(0, accepted - 1), 0),
      ...{ ended, deaths },
    };
  };

  // The cars are there, connected and silent, before anything happens.
  const founder = await processOf('A');
  for (let car = 0; car < CARS; car++) {
    const { userId } = await consent(founder, car, EVERYTHING);
    const [connection] = await founder.connections.page(applicationId, { userId }, 0, 1);
    if (!connection) throw new Error('a consent without a connection');
    owners.push(userId);
    vehicles.push(connection.vehicle);
    const granted = new Set<string>(EVERYTHING);
    state.cars.push({
      vehicleId: connection.vehicle.id,
      values: {},
      failure: null,
      revision: 0,
      granted,
    });
  }

  return {
    ...{ perform, settle, figures },
    close: async () => {
      await Promise.all([...processes.values()].map((process) => process.stop()));
    },
  };
};

type Crash = NonNullable<Extract<Command, { do: 'tick' }>['crash']>;

const keyOfEvent = ({
  hook,
  car,
  type,
}: Pick<Promised, 'hook' | 'car'> & { type: string }): string => `${hook} ${car} ${type}`;

const isError = ({ type }: { readonly type: string }): boolean => type === 'VEHICLE_ERROR';

const formOf = (index: number) => {
  const form = FORMS[index];
  if (!form) throw new Error(`there is no form ${index}`);
  return form;
};

const valuesOf = ({ charge, odometer, place, charging }: CarNews): Values => ({
  ...(charge !== undefined && { [CHARGE]: percent(charge) }),
  ...(odometer !== undefined && { [ODOMETER]: kilometers(odometer) }),
  ...(place !== undefined && { [LOCATION]: { latitude: place, longitude: place + 1 } }),
  ...(charging !== undefined && { [CHARGING]: { value: charging } }),
});
