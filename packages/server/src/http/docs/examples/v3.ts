import { CHARGE_SCHEDULES, V3_COMMANDS } from '@carport/catalog';
import {
  EXAMPLE_ORIGIN,
  MOMENT,
  type OperationExample,
  type OperationExamples,
  USER_ID,
  VEHICLE_ID,
} from './example.js';

const CONNECTION_ID = '0d6a3e82-41f7-4b9c-a5d8-92e7c4b1f036';
const EXECUTION_ID = '8b52e7d4-1c96-4f03-b7ae-5d40f9c3a216';
const SCHEDULE_ID = '3f8d2c61-75ab-4e09-9b1f-c6a07e54d382';
const VEHICLE_URL = `${EXAMPLE_ORIGIN}/v3/vehicles/${VEHICLE_ID}`;

export const vehicle = {
  id: VEHICLE_ID,
  type: 'vehicle',
  attributes: {
    make: 'TESLA',
    model: 'Model 3',
    year: 2024,
    powertrainType: 'BEV',
    mode: 'live',
  },
  links: { self: VEHICLE_URL },
};

const signal = {
  id: 'odometer-traveleddistance',
  type: 'signal',
  attributes: {
    code: 'odometer-traveleddistance',
    name: 'TraveledDistance',
    group: 'Odometer',
    status: { value: 'SUCCESS' },
    body: { unit: 'km', value: 37829 },
  },
  meta: { retrievedAt: MOMENT, ingestedAt: MOMENT, oemUpdatedAt: MOMENT },
  links: { self: `${VEHICLE_URL}/signals/odometer-traveleddistance`, vehicle: VEHICLE_URL },
};

export const pageOf = (path: string, data: readonly unknown[], pageSize: number) => {
  const url = `${EXAMPLE_ORIGIN}/v3${path}`;
  const page = `${url}?page%5Bnumber%5D=1&page%5Bsize%5D=${pageSize}`;
  return {
    data,
    meta: { pageNumber: 1, pageSize, totalCount: data.length },
    links: { self: page, first: page, prev: null, next: null, last: page },
  };
};

const connection = {
  id: CONNECTION_ID,
  type: 'connection',
  attributes: {
    permissions: ['read_vin', 'read_odometer'],
    vehicle: vehicle.attributes,
    user: { id: USER_ID, externalId: null },
  },
  relationships: {
    vehicle: { data: { id: VEHICLE_ID, type: 'vehicle' }, links: { related: VEHICLE_URL } },
    user: { data: { id: USER_ID, type: 'user' } },
  },
  meta: { createdAt: MOMENT, updatedAt: MOMENT },
  links: { self: `${EXAMPLE_ORIGIN}/v3/connections/${CONNECTION_ID}` },
};

const COMMAND_PARAMETERS: Readonly<Record<string, object>> = {
  'charge-set-limit': { percent: 80 },
  'navigation-set-destination': { latitude: 52.52, longitude: 13.405 },
};

const executed = (type: string, what: object, links: object) => ({
  data: {
    id: EXECUTION_ID,
    type,
    attributes: { ...what, status: { value: 'SUCCESS' }, executionMode: 'sync' },
    meta: { executedAt: MOMENT, completedAt: MOMENT, durationInSeconds: 0 },
    links,
  },
  links: { vehicle: VEHICLE_URL },
});

const commandExecuted = (commandType: string) =>
  executed(
    'command-execution',
    { commandType },
    { self: `${VEHICLE_URL}/command-executions/${EXECUTION_ID}` },
  );

const commandExample = (commandType: string): OperationExample => {
  const attributes = COMMAND_PARAMETERS[commandType];
  return {
    ...(attributes && { request: { data: { attributes } } }),
    answer: commandExecuted(commandType),
  };
};

const scheduleExecuted = (action: 'create' | 'delete', scheduleType: string, parameters: object) =>
  executed(
    'charge-schedule-execution',
    { action, scheduleType, scheduleId: SCHEDULE_ID, parameters },
    {
      self: `${VEHICLE_URL}/schedule-executions/${EXECUTION_ID}`,
      schedule: `${VEHICLE_URL}/charge-schedules/${SCHEDULE_ID}`,
    },
  );

const SCHEDULE_EXAMPLES: OperationExamples = Object.fromEntries(
  CHARGE_SCHEDULES.map(({ type, example }) => [
    `createChargeSchedule-${type}`,
    {
      request: { data: { attributes: example } },
      answer: scheduleExecuted('create', type, example),
    },
  ]),
);

export const V3_EXAMPLES: OperationExamples = {
  getVehicleV3: { answer: { data: vehicle, links: { self: VEHICLE_URL } } },
  listSignals: {
    answer: { ...pageOf(`/vehicles/${VEHICLE_ID}/signals`, [signal], 200), included: { vehicle } },
  },
  getSignal: {
    answer: { data: signal, links: { self: signal.links.self }, included: { vehicle } },
  },
  ...Object.fromEntries(V3_COMMANDS.map(({ id }) => [`command-${id}`, commandExample(id)])),
  querySignals: {
    request: { signals: [signal.id] },
    answer: { ...pageOf(`/vehicles/${VEHICLE_ID}/signals`, [signal], 1), included: { vehicle } },
  },
  ...SCHEDULE_EXAMPLES,
  getChargeSchedule: {
    answer: {
      data: {
        id: SCHEDULE_ID,
        type: 'charge-schedule',
        attributes: { scheduleType: 'daily', ...CHARGE_SCHEDULES[0]?.example },
        links: { self: `${VEHICLE_URL}/charge-schedules/${SCHEDULE_ID}` },
      },
      links: { vehicle: VEHICLE_URL },
    },
  },
  deleteChargeSchedule: { answer: scheduleExecuted('delete', 'daily', {}) },
  getCommandExecution: { answer: commandExecuted('security-unlock') },
  getScheduleExecution: { answer: scheduleExecuted('delete', 'daily', {}) },
  listConnectionsV3: { answer: pageOf('/connections', [connection], 10) },
  getConnection: { answer: { data: connection } },
  advanceSimulation: {
    request: { data: { attributes: { seconds: 3600 } } },
    answer: { data: { id: VEHICLE_ID, type: 'simulation', attributes: { seconds: 3600 } } },
  },
};
