import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { CHANNELS, type Channel, type Store } from '../../src/store/store.js';
import { eventually } from '../support/eventually.js';
import { silentLog } from '../support/log.js';
import { createTestDatabase, type TestDatabase } from '../support/store.js';

let database: TestDatabase;
let here: Store;
let there: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  here = await openStore({ url: database.url, log: silentLog });
  there = await openStore({ url: database.url, log: silentLog });
});
afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

/** Everything that one store hears on a channel. */
const ear = async (store: Store, channel: Channel) => {
  const heard: (string | null)[] = [];
  await store.listen(channel, (payload) => heard.push(payload));
  return heard;
};

const lines = async () => {
  const { rows } = await sql<{ pid: number }>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'carport listener'
  `.execute(here.db);
  return rows;
};
const cutLines = async () => {
  for (const { pid } of await lines()) {
    await sql`SELECT pg_terminate_backend(${pid}, 5000)`.execute(here.db);
  }
};

test('every process hears what one of them tells, itself included', async () => {
  const [mine, theirs, other] = [
    await ear(here, 'grants'),
    await ear(there, 'grants'),
    await ear(there, 'signals'),
  ];
  await here.notify('grants', 'g1');
  await here.notify('signals', 's1');
  await eventually(() => expect(other).toEqual(['s1']));
  await eventually(() => expect([mine, theirs]).toEqual([['g1'], ['g1']]));
});

test('listening on several channels at once asks the line for one at a time', async () => {
  const complaints: string[] = [];
  const complain = ({ message }: Error) => complaints.push(message);
  process.on('warning', complain);
  const heard = await Promise.all(CHANNELS.map((channel) => ear(here, channel)));
  for (const channel of CHANNELS) await there.notify(channel, channel);
  await eventually(() => expect(heard).toEqual(CHANNELS.map((channel) => [channel])));
  process.off('warning', complain);
  expect(complaints).toEqual([]);
});

test('what a transaction tells is heard when it commits, and never when it does not', async () => {
  const heard = await ear(there, 'grants');
  const failing = here.transaction(async (tx) => {
    await here.notify('grants', 'undone', tx);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await here.transaction(async (tx) => {
    await here.notify('grants', 'kept', tx);
    await there.notify('grants', 'before the commit');
    await eventually(() => expect(heard).toEqual(['before the commit']));
  });
  await eventually(() => expect(heard).toEqual(['before the commit', 'kept']));
});

test('after the line was down everybody hears null, and then goes on hearing', async () => {
  const first = await ear(there, 'grants');
  const second = await ear(there, 'signals');
  const kept = await ear(here, 'grants');
  expect(await lines()).toHaveLength(2);
  await cutLines();

  await eventually(() => expect([first, second, kept]).toEqual([[null], [null], [null]]));
  await here.notify('grants', 'again');
  await eventually(() =>
    expect([first, kept]).toEqual([
      [null, 'again'],
      [null, 'again'],
    ]),
  );
});

test('a listener that throws does not keep the others from hearing', async () => {
  await there.listen('grants', () => {
    throw new Error('a bug');
  });
  const heard = await ear(there, 'grants');
  await here.notify('grants', 'g1');
  await here.notify('grants', 'g2');
  await eventually(() => expect(heard).toEqual(['g1', 'g2']));
});

test('a store that is closed while its line is down does not come back', async () => {
  const leaving = await openStore({ url: database.url, log: silentLog });
  await leaving.listen('grants', () => undefined);
  await cutLines();
  await leaving.close();
  await eventually(async () => expect(await lines()).toEqual([]));
});
