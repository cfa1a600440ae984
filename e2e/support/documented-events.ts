import Type, { type TProperties, type TSchema } from 'typebox';

/*
 * Every event as the documents show it, with nothing more: reference/webhooks, sections 2 and 5. Written from the
 * documents and not from the engine, so that a field that is renamed, forgotten or added on the way is seen.
 */

const strict = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
/** Milliseconds since 1970; seconds would be too small. */
const moment = Type.Integer({ minimum: 1_000_000_000_000, maximum: 10_000_000_000_000 });
const iso = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const text = Type.String({ minLength: 1 });

const delivery = {
  version: Type.Literal('4.0'),
  webhookId: uuid,
  webhookName: text,
  deliveryId: uuid,
  deliveredAt: moment,
};
const mode = Type.Enum(['LIVE', 'TEST', 'SIMULATED']);

const named = { code: Type.String({ pattern: '^[a-z0-9]+-[a-z0-9]+$' }), name: text, group: text };

const user = strict({ id: uuid, externalId: nullable(text) });
const vehicle = strict({
  id: uuid,
  make: Type.String({ pattern: '^[A-Z_]+$' }),
  model: text,
  year: Type.Integer(),
  mode: Type.Enum(['live', 'simulated']),
  powertrainType: Type.Enum(['BEV', 'PHEV', 'HEV', 'ICE']),
});

const signal = Type.Union([
  strict({
    ...named,
    body: Type.Object({}),
    status: strict({ value: Type.Literal('SUCCESS') }),
    // Pages name the second of the two moments differently; both names are there.
    meta: strict({ oemUpdatedAt: moment, retrievedAt: moment, fetchedAt: moment }),
  }),
  strict({
    ...named,
    status: strict({
      value: Type.Literal('ERROR'),
      error: strict({ type: text, code: nullable(text) }),
    }),
    meta: strict({}),
  }),
]);

const error = {
  type: Type.Enum(['CONNECTED_SERVICES_ACCOUNT', 'VEHICLE_STATE', 'COMPATIBILITY', 'PERMISSION']),
  code: nullable(text),
  description: text,
  docURL: Type.String({ pattern: '^https?://' }),
  statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
  signals: Type.Array(strict(named)),
};
const resolution = strict({ type: nullable(text), url: Type.Optional(text) });

const pathAnswer = strict({
  path: Type.String({ pattern: '^/' }),
  code: Type.Integer(),
  body: Type.Object({}),
  headers: Type.Record(Type.String(), Type.String()),
});
const legacy = { version: Type.Literal('2.0'), webhookId: uuid };
const legacyMode = Type.Enum(['live', 'test', 'simulated']);
const reports = strict({
  vehicles: Type.Array(
    strict({ vehicleId: uuid, requestId: uuid, data: Type.Array(pathAnswer, { minItems: 1 }) }),
    { minItems: 1 },
  ),
});

/** The schema that a body of this kind must satisfy: `eventType` in version 4.0, `eventName` in 2.0. */
export const DOCUMENTED_EVENTS: Readonly<Record<string, TSchema>> = {
  VERIFY: strict({
    eventId: uuid,
    eventType: Type.Literal('VERIFY'),
    data: strict({ challenge: text }),
    meta: strict(delivery),
  }),
  VEHICLE_STATE: strict({
    eventId: uuid,
    eventType: Type.Literal('VEHICLE_STATE'),
    vehicleId: uuid,
    data: strict({
      user,
      vehicle,
      triggers: Type.Array(
        Type.Union([strict(named), strict({ code: Type.Literal('FIRST_DELIVERY') })]),
        { minItems: 1 },
      ),
      signals: Type.Array(signal, { minItems: 1 }),
    }),
    meta: strict({
      ...delivery,
      mode,
      signalCount: Type.Integer({ minimum: 1 }),
      sequence: Type.Integer({ minimum: 0 }),
    }),
  }),
  VEHICLE_ERROR: strict({
    eventId: uuid,
    eventType: Type.Literal('VEHICLE_ERROR'),
    vehicleId: uuid,
    data: strict({
      user,
      vehicle,
      errors: Type.Array(
        Type.Union([
          strict({
            ...error,
            state: Type.Literal('ERROR'),
            resolution,
            suggestedUserMessage: Type.Optional(text),
          }),
          strict({ ...error, state: Type.Literal('RESOLVED') }),
        ]),
        { minItems: 1 },
      ),
    }),
    meta: strict({ ...delivery, mode }),
  }),
  verify: strict({
    ...legacy,
    eventName: Type.Literal('verify'),
    payload: strict({ challenge: text }),
  }),
  scheduled: strict({
    ...legacy,
    eventName: Type.Literal('scheduled'),
    mode: legacyMode,
    payload: reports,
  }),
  dynamic: strict({
    ...legacy,
    eventName: Type.Literal('dynamic'),
    mode: legacyMode,
    payload: reports,
  }),
  eventBased: strict({
    ...legacy,
    eventName: Type.Literal('eventBased'),
    mode: legacyMode,
    payload: strict({
      eventId: uuid,
      vehicleId: uuid,
      eventType: Type.Enum(['CHARGING_STARTED', 'CHARGING_STOPPED', 'CHARGING_COMPLETED']),
      eventTime: iso,
    }),
  }),
};

/** Carport's own events about webhooks keep to the same envelope. */
export const OPERATIONAL_EVENT = strict({
  eventId: uuid,
  eventType: Type.String({ pattern: '^WEBHOOK_' }),
  data: Type.Object({ webhook: nullable(strict({ id: uuid, name: text })) }),
  meta: strict(delivery),
});
