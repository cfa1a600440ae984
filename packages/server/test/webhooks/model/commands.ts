import fc from 'fast-check';
import type { Death } from '../../support/frail-line.js';
import {
  ASLEEP,
  CHARGE,
  CHARGING,
  type Code,
  type Failure,
  LOCATION,
  type ModelTrigger,
  NO_RESPONSE,
  ODOMETER,
  SIGNED_OUT,
} from './rules.js';
import type { Answer } from './sink.js';

/*
 * What can happen in a run, as plain data: a sequence can be printed, repeated and made shorter. Numbers name the
 * cars and webhooks that are there, counted round and round; a command that finds nothing to do does nothing.
 */

export type ProcessName = 'A' | 'B';

/** Where in its work the process dies: at the nth message to the database. */
export interface Crash {
  readonly message: number;
  readonly death: Death;
}

export interface CarNews {
  readonly charge?: number;
  readonly odometer?: number;
  readonly place?: number;
  readonly charging?: boolean;
}

/** What somebody asks a process for. */
export type Deed =
  | { readonly do: 'report'; readonly car: number; readonly news: CarNews }
  | { readonly do: 'fail'; readonly car: number; readonly failure: Failure }
  | {
      readonly do: 'create';
      readonly form: number;
      readonly auto: boolean;
      readonly ordered: boolean;
      readonly pulled: boolean;
      /** Seconds between attempts; null: the standard. */
      readonly retries: readonly number[] | null;
      readonly endsOnGone: boolean;
      readonly mostUnderWay: number | null;
    }
  | { readonly do: 'verify'; readonly hook: number }
  | { readonly do: 'retrigger'; readonly hook: number; readonly form: number }
  | { readonly do: 'move'; readonly hook: number }
  | { readonly do: 'enable'; readonly hook: number; readonly enabled: boolean }
  | { readonly do: 'remove'; readonly hook: number }
  | { readonly do: 'subscribe'; readonly hook: number; readonly car: number }
  | { readonly do: 'unsubscribe'; readonly hook: number; readonly car: number }
  | { readonly do: 'connect'; readonly car: number; readonly everything: boolean }
  | { readonly do: 'disconnect'; readonly car: number };

export type Command =
  | (Deed & { readonly by: ProcessName; readonly crash: Crash | null })
  /** Several cars report at the same moment, to both processes. */
  | { readonly do: 'reports'; readonly news: readonly CarNews[] }
  /** Dispatchers do what is due; `meanwhile` happens while their first delivery waits for its answer. */
  | {
      readonly do: 'tick';
      readonly by: readonly ProcessName[];
      readonly crash: Crash | null;
      readonly meanwhile: Deed | null;
    }
  | { readonly do: 'answer'; readonly hook: number; readonly answers: readonly Answer[] }
  /** Somebody reads a page of a pulled webhook, and may die before it keeps the cursor. */
  | {
      readonly do: 'pull';
      readonly by: ProcessName;
      readonly hook: number;
      readonly limit: number;
      readonly keeps: boolean;
    }
  | { readonly do: 'pass'; readonly ms: number }
  /** As long as the retries of an event last, with dispatchers at work all the while. */
  | { readonly do: 'wait' };

export interface Form {
  readonly triggers: readonly ModelTrigger[];
  readonly signals: readonly Code[];
}

const any = (code: Code): ModelTrigger => ({ code, condition: null });

/** What webhooks are made of in the model; signals always hold the triggers. */
export const FORMS: readonly Form[] = [
  { triggers: [any(CHARGE)], signals: [CHARGE] },
  {
    triggers: [any(CHARGE), any(LOCATION), any(CHARGING)],
    signals: [ODOMETER, CHARGE, LOCATION, CHARGING],
  },
  {
    triggers: [{ code: CHARGE, condition: { type: 'crossesBelow', value: 40 } }, any(ODOMETER)],
    signals: [CHARGE, ODOMETER],
  },
  {
    triggers: [
      { code: CHARGE, condition: { type: 'changesBy', value: 25 } },
      { code: CHARGING, condition: { type: 'becomes', value: true } },
    ],
    signals: [LOCATION, CHARGE, CHARGING],
  },
  {
    triggers: [
      { code: CHARGE, condition: { type: 'crossesAbove', value: 60 } },
      { code: CHARGING, condition: { type: 'leaves', value: true } },
    ],
    signals: [CHARGE, CHARGING],
  },
];

const LEAST_COMMANDS = 10;
const MOST_COMMANDS = 60;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

const car = fc.nat({ max: 2 });
const hook = fc.nat({ max: 2 });
const form = fc.nat({ max: FORMS.length - 1 });
const orders = fc.boolean();
const mostly = fc.constantFrom(true, true, false);
const by = fc.constantFrom<ProcessName[]>('A', 'B');

const news: fc.Arbitrary<CarNews> = fc.record(
  {
    charge: fc.integer({ min: 1, max: 9 }).map((tenth) => tenth * 10),
    odometer: fc.nat({ max: 5 }),
    place: fc.nat({ max: 2 }),
    charging: fc.boolean(),
  },
  { requiredKeys: [] },
);

const reporting: fc.Arbitrary<Deed> = fc.record({ do: fc.constant('report'), car, news });
const failing: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('fail'),
  car,
  failure: fc.constantFrom<Failure[]>(ASLEEP, ASLEEP, SIGNED_OUT, NO_RESPONSE),
});
const quickDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: reporting },
  { weight: 3, arbitrary: failing },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('enable'), hook, enabled: mostly }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('subscribe'), hook, car }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unsubscribe'), hook, car }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disconnect'), car }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retrigger'), hook, form }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove'), hook }) },
);
const mostUnderWay = fc.constantFrom(null, null, 1, 2);
const retries = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(1, 5, 25, 60), { minLength: 1, maxLength: 5 }),
  },
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: quickDeed },
  { weight: 8, arbitrary: reporting },
  { weight: 3, arbitrary: failing },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('create'),
      form,
      auto: fc.boolean(),
      ordered: orders,
      pulled: fc.boolean(),
      ...{ retries, mostUnderWay },
      endsOnGone: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('verify'), hook }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move'), hook }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('connect'), car, everything: mostly }),
  },
);

const crash: fc.Arbitrary<Crash> = fc.record({
  message: fc.integer({ min: 1, max: 24 }),
  death: fc.constantFrom<Death[]>('unsent', 'unanswered'),
});
/** Once in so many times. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const answers: fc.Arbitrary<Answer[]> = fc
  .tuple(
    fc.constantFrom<Answer[]>(
      '500',
      '500',
      '404',
      '410',
      '410',
      'redirect',
      'reset',
      'slow',
      'created',
    ),
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([answer, times]) => Array.from({ length: times }, () => answer));

const passing = fc.constantFrom(
  ...[SECOND, 5 * SECOND, 25 * SECOND, 25 * SECOND, 50 * SECOND, 100 * SECOND, 100 * SECOND],
  ...[HOUR, -30 * SECOND, -HOUR],
);

export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(deed, by, rarely(crash, 14))
      .map(([what, who, how]): Command => ({ ...what, by: who, crash: how })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reports'),
      news: fc.array(news, { minLength: 2, maxLength: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('tick'),
      by: fc.constantFrom<ProcessName[][]>(['A'], ['B'], ['A', 'B']),
      crash: rarely(crash, 5),
      meanwhile: rarely(quickDeed, 4),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer'), hook, answers }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      hook,
      answers: fc.constant<Answer[]>(['hang']),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('pull'), by, hook, keeps: mostly },
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), ms: passing }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'wait' }) },
);

/** Begins with a webhook that works and a car that it watches, so that most of what follows has something to meet. */
export const sequence: fc.Arbitrary<Command[]> = fc
  .tuple(
    form,
    orders,
    retries,
    mostUnderWay,
    fc.boolean(),
    fc.array(command, { minLength: LEAST_COMMANDS, maxLength: MOST_COMMANDS, size: 'max' }),
  )
  .map(([first, ordered, pauses, most, endsOnGone, rest]): Command[] => [
    {
      ...{ do: 'create', form: first, auto: true, ordered, pulled: false },
      ...{ retries: pauses, mostUnderWay: most, endsOnGone, by: 'A', crash: null },
    },
    { do: 'verify', hook: 0, by: 'A', crash: null },
    { do: 'connect', car: 0, everything: true, by: 'A', crash: null },
    { do: 'report', car: 0, news: { charge: 50, odometer: 1 }, by: 'A', crash: null },
    ...rest,
  ]);
