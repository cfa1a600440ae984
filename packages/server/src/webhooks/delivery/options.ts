import Type, { type Static, type TSchema, type TSchemaOptions } from 'typebox';

/*
 * What a webhook may ask for beyond the documented way of sending. This is the only list: the management API's
 * schema and what is stored are read from it, and the table in docs/webhooks.md is held against it. Everything is
 * off by default, which leaves the wire exactly as it is documented.
 */

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

const MOST_PAUSES = 20;
const LONGEST_PAUSE = 2 * DAYS;
const MOST_PER_SECOND = 10_000;
const MOST_CONCURRENT = 512;
const LONGEST_HEADER = 4_096;

const nullable = <T extends TSchema>(schema: T, about: TSchemaOptions) =>
  Type.Union([schema, Type.Null()], about);

/** A header that every request of the webhook carries; its value is never shown again. */
const StaticHeader = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    value: Type.String({
      minLength: 1,
      maxLength: LONGEST_HEADER,
      pattern: '^[\\x21-\\x7e][\\x20-\\x7e]*$',
    }),
  },
  { additionalProperties: false },
);

const OPTIONS = {
  retrySchedule: Type.Union(
    [
      Type.Literal('standard'),
      Type.Literal('extended'),
      Type.Array(Type.Integer({ minimum: 1, maximum: LONGEST_PAUSE }), {
        minItems: 1,
        maxItems: MOST_PAUSES,
      }),
    ],
    {
      description:
        'Pauses before each further attempt: `standard` (25, 50 and 100 seconds), `extended` (5 seconds to 24 hours, about three days in all, each up to a tenth longer or shorter), or a list of seconds.',
    },
  ),
  honourRetryAfter: Type.Boolean({
    description:
      'An answer 429 or 5xx with `Retry-After` puts the next attempt off until then, a day at most.',
  }),
  disableOnGone: Type.Boolean({
    description: 'An answer 410 disables the webhook at once.',
  }),
  disableAfter: nullable(Type.Integer({ minimum: 1 * HOURS, maximum: 30 * DAYS }), {
    description:
      'Seconds of nothing but failures after which the webhook is disabled; null: it never is.',
  }),
  maxPerSecond: nullable(Type.Integer({ minimum: 1, maximum: MOST_PER_SECOND }), {
    description:
      'Attempts that may begin in any one second, over all server processes; null: no such limit. What has to wait loses no attempt.',
  }),
  maxConcurrent: nullable(Type.Integer({ minimum: 1, maximum: MOST_CONCURRENT }), {
    description:
      'Attempts under way at once, over all server processes; null: 64 in each process, which is the most in any case.',
  }),
  ordering: Type.Enum(['none', 'vehicle'], {
    description:
      '`vehicle`: one event of a car at a time, oldest first; the next one waits until the one before is delivered or given up.',
  }),
  compression: Type.Enum(['none', 'gzip'], {
    description: '`gzip` compresses request bodies. Signatures are over the JSON inside.',
  }),
  standardWebhooks: Type.Boolean({
    description:
      'Adds `webhook-id`, `webhook-timestamp` and `webhook-signature` of the Standard Webhooks specification, signed with a key of the webhook’s own.',
  }),
  staticHeader: nullable(StaticHeader, {
    description:
      'A header with a secret value for every request, for gateways that ask for one. Only its name is shown afterwards.',
  }),
};

/** As a client sets them; what is left out stays as it is. */
export const DeliveryWishes = Type.Partial(Type.Object(OPTIONS), { additionalProperties: false });
export type DeliveryWishes = Static<typeof DeliveryWishes>;

/** As a client sees them. */
export const DeliveryView = Type.Object({
  ...OPTIONS,
  staticHeader: nullable(Type.Object({ name: Type.String() }), {
    description: 'The name of the header; its value is not shown.',
  }),
});
export type DeliveryOptions = Readonly<Static<typeof DeliveryView>>;

type OptionName = keyof typeof OPTIONS;

/** The documented way. It is no part of the schemas: an option that a client leaves out stays as it is. */
export const DELIVERY_DEFAULTS: DeliveryOptions = {
  retrySchedule: 'standard',
  honourRetryAfter: false,
  disableOnGone: false,
  disableAfter: null,
  maxPerSecond: null,
  maxConcurrent: null,
  ordering: 'none',
  compression: 'none',
  standardWebhooks: false,
  staticHeader: null,
};

/** Name, default and meaning of every option, in the order of the documentation. */
export const DELIVERY_OPTIONS = Object.entries(OPTIONS).map(([name, schema]) => {
  const { description } = schema as unknown as { readonly description: string };
  return {
    name: name as OptionName,
    fallback: DELIVERY_DEFAULTS[name as OptionName],
    description,
  };
});

/** Only what differs from the documented way is kept. */
export const storedOptions = (options: DeliveryOptions): Partial<DeliveryOptions> =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => value !== DELIVERY_DEFAULTS[name as OptionName],
    ),
  );

export const fullOptions = (stored: unknown): DeliveryOptions => ({
  ...DELIVERY_DEFAULTS,
  ...(stored as Partial<DeliveryOptions>),
});

/** What was set is changed, the rest stays; the secret value of a header is no part of the options. */
export const changedOptions = (
  current: DeliveryOptions,
  { staticHeader, ...wishes }: DeliveryWishes,
): DeliveryOptions => {
  const changed = { ...current, ...wishes };
  if (staticHeader === undefined) return changed;
  return { ...changed, staticHeader: staticHeader && { name: staticHeader.name } };
};
