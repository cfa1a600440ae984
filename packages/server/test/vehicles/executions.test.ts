import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VehicleAccess } from '../../src/access/access.js';
import { createManualClock, type ManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import type { ProcessRegister } from '../../src/processes/processes.js';
import type { Store } from '../../src/store/store.js';
import { createExecutions } from '../../src/vehicles/executions.js';
import type { ExecutionSubject, Executions } from '../../src/vehicles/executions-contract.js';
import { insertApplication, insertCar } from '../support/fixtures.js';
import { silentLog } from '../support/log.js';
import { createTestProcess, foundDead } from '../support/processes.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { START } from './rig.js';

const UNLOCK: ExecutionSubject = { kind: 'command', commandType: 'security-unlock' };
const NOBODY_KNOWS = {
  ...{ status: 'ERROR', mode: 'async', error: { type: 'SERVER', code: 'INTERNAL' } },
};

let database: TestStore;
let store: Store;
let clock: ManualClock;
let access: VehicleAccess;
/** One process lives, the other one will be killed. */
let living: ProcessRegister;
let doomed: ProcessRegister;
let executions: Executions;
let ofDoomed: Executions;

beforeEach(async () => {
  database = await createTestStore();
  store = database.store;
  clock = createManualClock(START);
  access = await insertCar(store, await insertApplication(store));
  living = createTestProcess(store);
  doomed = createTestProcess(store);
  executions = executionsOf(living);
  ofDoomed = executionsOf(doomed);
});
afterEach(() => database.close());

const executionsOf = (processes: ProcessRegister): Executions =>
  createExecutions({ store, clock, entropy: systemEntropy, processes, log: silentLog });

/** A command that takes until it is told to end; how often a car was asked is counted. */
const slowCommand = () => {
  let asked = 0;
  let finish = (): void => undefined;
  const end = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = (): Promise<void> => {
    asked += 1;
    return end;
  };
  return { work, finish, asked: () => asked };
};

const get = (id: string) => executions.get(access, 'command', id);

describe('a command under way in a process that was killed', () => {
  test('has failed as soon as that is found out, and is not carried out again', async () => {
    const command = slowCommand();
    const running = ofDoomed.run(access, UNLOCK, command.work);
    await running.goAsync();
    expect(await get(running.id)).toMatchObject({ status: 'IN_PROGRESS', completedAt: null });

    clock.advance(5_000);
    expect(await foundDead(store, doomed, living)).toBe(1);
    expect(await get(running.id)).toMatchObject({ ...NOBODY_KNOWS, completedAt: START + 5_000 });
    expect(command.asked()).toBe(1);
  });

  test('has failed, too, when that process had been forgotten before the command came', async () => {
    await doomed.tick();
    await foundDead(store, doomed, living);
    const running = ofDoomed.run(access, UNLOCK, slowCommand().work);
    await running.goAsync();
    expect(await foundDead(store, doomed, living)).toBe(1);
    expect(await get(running.id)).toMatchObject(NOBODY_KNOWS);
  });

  test('does not end anew when that process was merely stopped for a while', async () => {
    const command = slowCommand();
    const running = ofDoomed.run(access, UNLOCK, command.work);
    await running.goAsync();
    await foundDead(store, doomed, living);
    command.finish();
    await running.finished;
    expect(await get(running.id)).toMatchObject(NOBODY_KNOWS);
  });
});

test('a command has failed at once when its process stops before it has ended', async () => {
  const running = ofDoomed.run(access, UNLOCK, slowCommand().work);
  await running.goAsync();
  await doomed.stop();
  expect(await get(running.id)).toMatchObject(NOBODY_KNOWS);
});

test('commands of processes that live, and those that have ended, stay what they are', async () => {
  const ended = ofDoomed.run(access, UNLOCK, async () => undefined);
  await ended.goAsync();
  await ended.finished;
  const command = slowCommand();
  const running = executions.run(access, UNLOCK, command.work);
  await running.goAsync();

  expect(await foundDead(store, doomed, living)).toBe(1);
  expect(await get(ended.id)).toMatchObject({ status: 'SUCCESS' });
  expect(await get(running.id)).toMatchObject({ status: 'IN_PROGRESS' });
  command.finish();
  await running.finished;
  expect(await get(running.id)).toMatchObject({ status: 'SUCCESS', mode: 'async' });
  expect(await get(randomUUID())).toBeUndefined();
});
