import { CHARGE_SCHEDULES } from '@carport/catalog';
import Type, { type TSchema } from 'typebox';

/** Parts of v3 answers. Both published forms are described; the kind of token decides which one is sent. */

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const uuid = Type.String({ format: 'uuid' });
const moment = Type.String({ format: 'date-time' });
const link = Type.String();

export const VehicleParams = Type.Object({
  vehicleId: Type.String({ description: 'The vehicle, as connections and webhooks name it.' }),
});

export const UserHeader = Type.Object({
  'sc-user-id': Type.Optional(
    Type.String({
      description:
        'With an application token: whose connection is meant. Not needed with a token of an owner’s consent.',
    }),
  ),
});

export const SignalHeaders = Type.Object({
  ...UserHeader.properties,
  'sc-unit-system': Type.Optional(
    Type.String({ description: 'Units of the answer: metric or imperial.', default: 'metric' }),
  ),
});

export const VehicleAttributes = Type.Object({
  make: Type.String(),
  model: Type.String(),
  year: Type.Integer(),
  powertrainType: Type.Optional(Type.String()),
  mode: Type.Optional(Type.String()),
});

const VehicleResource = Type.Object({
  id: uuid,
  type: Type.Literal('vehicle'),
  attributes: VehicleAttributes,
  links: Type.Object({ self: link }),
});

const SignalStatus = Type.Object({
  value: Type.Enum(['SUCCESS', 'ERROR', 'UNAVAILABLE']),
  error: Type.Optional(
    Type.Object({
      type: Type.String(),
      code: nullable(Type.String()),
      description: Type.String(),
      resolution: Type.Object({ type: nullable(Type.String()) }),
    }),
  ),
});

const signalResource = (time: TSchema) =>
  Type.Object({
    id: Type.String({ description: 'The signal’s code.' }),
    type: Type.Literal('signal'),
    attributes: Type.Object({
      code: Type.String(),
      name: Type.String(),
      group: Type.String(),
      status: SignalStatus,
      body: Type.Optional(
        Type.Object({}, { additionalProperties: true, description: 'As the signal’s page says.' }),
      ),
    }),
    meta: Type.Object({
      retrievedAt: Type.Optional(time),
      oemUpdatedAt: Type.Optional(time),
      ingestedAt: Type.Optional(time),
    }),
    links: Type.Object({ self: link, values: Type.Optional(link), vehicle: link }),
  });

const EpochSignal = signalResource(Type.Integer({ description: 'Epoch milliseconds.' }));
const IsoSignal = signalResource(moment);

const included = Type.Object({ vehicle: VehicleResource });

const ExecutionStatus = Type.Object({
  value: Type.Enum(['IN_PROGRESS', 'SUCCESS', 'ERROR']),
  error: SignalStatus.properties.error,
});
const executionResource = <T extends string>(type: T, attributes: Type.TProperties) =>
  Type.Object({
    id: uuid,
    type: Type.Literal(type),
    attributes: Type.Object({
      ...attributes,
      status: ExecutionStatus,
      executionMode: Type.Enum(['sync', 'async'], {
        description: '`async`: the first answer was 202.',
      }),
    }),
    meta: Type.Object({
      executedAt: moment,
      completedAt: Type.Optional(moment),
      durationInSeconds: Type.Optional(Type.Number()),
    }),
    links: Type.Optional(Type.Object({ self: link, schedule: Type.Optional(link) })),
  });
const CommandExecution = executionResource('command-execution', { commandType: Type.String() });
const ScheduleExecution = executionResource('charge-schedule-execution', {
  action: Type.Enum(['create', 'delete']),
  scheduleType: Type.Enum(CHARGE_SCHEDULES.map(({ type }) => type)),
  scheduleId: Type.String(),
  parameters: Type.Object({}, { additionalProperties: true }),
});

const ChargeSchedule = Type.Object({
  id: Type.String(),
  type: Type.Literal('charge-schedule'),
  attributes: Type.Object(
    { scheduleType: Type.Enum(CHARGE_SCHEDULES.map(({ type }) => type)) },
    { additionalProperties: true, description: 'Place and hours, as they are sent to make it.' },
  ),
  links: Type.Optional(Type.Object({ self: link })),
});

const ListLinks = Type.Object({
  self: link,
  first: link,
  prev: nullable(link),
  next: nullable(link),
  last: link,
});
const ListMeta = Type.Object({
  pageNumber: Type.Integer(),
  pageSize: Type.Integer(),
  totalCount: Type.Integer(),
  orderBy: Type.Optional(Type.String()),
  orderDirection: Type.Optional(Type.String()),
});

export const listOf = (resource: TSchema) =>
  Type.Object({ data: Type.Array(resource), meta: ListMeta, links: ListLinks });

export const dataOf = (resource: TSchema) =>
  Type.Object({ data: resource, links: Type.Optional(Type.Object({ self: link })) });

export const VehicleAnswer = Type.Union([dataOf(VehicleResource), VehicleResource]);

export const SignalAnswer = Type.Union([
  Type.Object({ data: IsoSignal, links: Type.Object({ self: link }), included }),
  EpochSignal,
]);

export const SignalsAnswer = Type.Union([
  Type.Object({ data: Type.Array(IsoSignal), meta: ListMeta, links: ListLinks, included }),
  Type.Object({
    data: Type.Array(EpochSignal),
    meta: Type.Object({
      page: Type.Integer(),
      pageSize: Type.Integer(),
      totalCount: Type.Integer(),
    }),
    links: Type.Record(Type.String(), nullable(link)),
    included,
  }),
]);

const ofVehicle = (resource: TSchema) =>
  Type.Union([Type.Object({ data: resource, links: Type.Object({ vehicle: link }) }), resource]);

export const CommandExecutionAnswer = ofVehicle(CommandExecution);
export const ScheduleExecutionAnswer = ofVehicle(ScheduleExecution);
export const ScheduleAnswer = ofVehicle(ChargeSchedule);

export const ConnectionResource = Type.Object({
  id: uuid,
  type: Type.Literal('connection'),
  attributes: Type.Object({
    permissions: Type.Array(Type.String()),
    vehicle: Type.Required(VehicleAttributes),
    user: Type.Object({ id: uuid, externalId: nullable(Type.String()) }),
  }),
  relationships: Type.Object({
    vehicle: Type.Object({
      data: Type.Object({ id: uuid, type: Type.Literal('vehicle') }),
      links: Type.Object({ related: link }),
    }),
    user: Type.Object({ data: Type.Object({ id: uuid, type: Type.Literal('user') }) }),
  }),
  meta: Type.Object({ createdAt: moment, updatedAt: moment }),
  links: Type.Object({ self: link }),
});

/** `{ data: { attributes } }`, the way v3 takes what a client sends. */
export const attributesBody = (attributes: TSchema) =>
  Type.Object({ data: Type.Object({ attributes }) });
