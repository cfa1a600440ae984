import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createManualClock } from '../../../src/platform/clock.js';
import { insertApplication } from '../../support/fixtures.js';
import { createTestStore, type TestStore } from '../../support/store.js';
import { keyOf, START } from '../engine.js';
import { Violation } from './arrivals.js';
import { type Command, type Crash, type ProcessName, sequence } from './commands.js';
import { startSink } from './sink.js';
import { type Figures, play } from './world.js';

/*
 * Random sequences of everything that can happen to webhooks, held against the documents' rules. More of them:
 *   CARPORT_MODEL_RUNS=500 CARPORT_MODEL_SEED=1 npx vitest run packages/server/test/webhooks/model
 */
const RUNS = Number(process.env.CARPORT_MODEL_RUNS ?? 40);
/** The same every time, so that a change is judged by what it changes; to look for more, give others. */
const SEED = Number(process.env.CARPORT_MODEL_SEED ?? 701);
/** Of a sequence that fails, when a shorter one is looked for. */
const SHRINKING_MS = 120_000;
const MOST_MS_OF_A_RUN = 20_000;

/** Deliveries that fit into it are claimed, sent and settled in so many messages to the database. */
const MESSAGES_OF_A_DISPATCH = 12;

vi.setConfig({ testTimeout: 300_000 + RUNS * MOST_MS_OF_A_RUN });

let database: TestStore;

beforeAll(async () => {
  database = await createTestStore();
});
afterAll(() => database.close());

/** One run on an application of its own. */
const playOnce = async (commands: readonly Command[]): Promise<Figures> => {
  const { store, url: databaseUrl } = database;
  const applicationId = await insertApplication(store);
  const clock = createManualClock(START);
  const sink = await startSink(clock, keyOf(applicationId));
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  try {
    return await play({ databaseUrl, applicationId, clock, sink, note }, commands);
  } catch (error) {
    const message = error instanceof Violation ? error.message : String((error as Error).stack);
    throw new Error(`${message}\n\nWhat happened:\n${lines.join('\n')}`);
  } finally {
    await sink.close();
    // Nothing is left over for the next run's dispatchers.
    await store.db.deleteFrom('applications').where('id', '=', applicationId).execute();
  }
};

const begin = (ordered = false): Command[] => [
  {
    ...{ do: 'create', form: 1, auto: true, ordered, pulled: false },
    ...{ retries: null, mostUnderWay: null, endsOnGone: false, by: 'A', crash: null },
  },
  { do: 'verify', hook: 0, by: 'A', crash: null },
  { do: 'report', car: 0, news: { charge: 50, place: 1 }, by: 'A', crash: null },
  { do: 'tick', by: ['A'], crash: null, meanwhile: null },
];

describe('what a random run found once', () => {
  test('withdrawn and granted anew before it was sent: what was recorded before stays unsent', async () => {
    await playOnce([
      ...begin(),
      { do: 'report', car: 0, news: { charge: 40, place: 2 }, by: 'A', crash: null },
      { do: 'disconnect', car: 0, by: 'A', crash: null },
      { do: 'connect', car: 0, everything: false, by: 'A', crash: null },
      { do: 'tick', by: ['A'], crash: null, meanwhile: null },
    ]);
  });

  test('the server’s clock is set back: reports are news all the same', async () => {
    await playOnce([
      ...begin(),
      { do: 'pass', ms: -3_600_000 },
      { do: 'report', car: 0, news: { charge: 40 }, by: 'A', crash: null },
      { do: 'tick', by: ['A'], crash: null, meanwhile: null },
    ]);
  });
});

describe('a dispatcher that dies at any message', () => {
  /** Every message once, dying in the two ways by turns. */
  const crashes = Array.from(
    { length: MESSAGES_OF_A_DISPATCH },
    (_, index): Crash => ({
      message: index + 1,
      death: index % 2 === 0 ? 'unanswered' : 'unsent',
    }),
  );
  const both: ProcessName[] = ['A', 'B'];
  const meanwhiles: readonly (readonly [string, readonly Command[]])[] = [
    ['when nothing else happens', []],
    [
      'and its webhook is disabled and enabled again',
      [
        { do: 'enable', hook: 0, enabled: false, by: 'B', crash: null },
        { do: 'enable', hook: 0, enabled: true, by: 'B', crash: null },
      ],
    ],
    [
      'and the owner withdraws and consents again',
      [
        { do: 'disconnect', car: 0, by: 'B', crash: null },
        { do: 'connect', car: 0, everything: false, by: 'B', crash: null },
      ],
    ],
    [
      'and the car is unsubscribed and subscribed again',
      [
        { do: 'unsubscribe', hook: 0, car: 0, by: 'B', crash: null },
        { do: 'subscribe', hook: 0, car: 0, by: 'B', crash: null },
      ],
    ],
  ];

  test.each(meanwhiles)(
    'loses nothing and sends nothing that it must not, %s',
    async (_what, then) => {
      for (const [index, crash] of crashes.entries()) {
        await playOnce([
          ...begin(index % 4 > 1),
          { do: 'answer', hook: 0, answers: ['500', 'ok', '500'] },
          { do: 'report', car: 0, news: { charge: 40, place: 2 }, by: 'A', crash: null },
          { do: 'report', car: 0, news: { charge: 30 }, by: 'A', crash: null },
          { do: 'report', car: 1, news: { charge: 30 }, by: 'A', crash: null },
          { do: 'tick', by: ['A'], crash, meanwhile: null },
          ...then,
          { do: 'tick', by: both, crash: null, meanwhile: null },
          { do: 'pass', ms: 25_000 },
          { do: 'tick', by: both, crash: null, meanwhile: null },
        ]);
      }
    },
  );
});

test(`${RUNS} random runs keep every promise`, async () => {
  const total: Partial<Figures> = {};
  let failedAt: number | undefined;
  const property = fc.asyncProperty(sequence, async (commands) => {
    // Looking for a shorter sequence ends as if there were none.
    if (failedAt !== undefined && Date.now() - failedAt > SHRINKING_MS) return;
    try {
      const figures = await playOnce(commands);
      for (const [name, value] of Object.entries(figures) as [keyof Figures, number][]) {
        total[name] = (total[name] ?? 0) + value;
      }
    } catch (error) {
      failedAt ??= Date.now();
      throw error;
    }
  });
  const details = await fc.check(property, { seed: SEED, numRuns: RUNS });
  if (details.failed) {
    const sequenceText = details.counterexample?.[0].map((one) => `  ${JSON.stringify(one)},`);
    expect.fail(
      `CARPORT_MODEL_SEED=${SEED}, run ${details.numRuns}, ${details.numShrinks} times shortened:\n${sequenceText?.join('\n')}\n\n${(details.errorInstance as Error).message}`,
    );
  }
  console.info(`Model: seed ${SEED}, ${details.numRuns} runs, ${JSON.stringify(total)}`);
});
