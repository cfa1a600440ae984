import { V3_COMMANDS } from '@carport/catalog';
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
const VEHICLE_URL = `${EXAMPLE_ORIGIN}/v3/vehicles/${VEHICLE_ID}`;

const vehicle = {
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

const commandExample = (commandType: string): OperationExample => {
  const attributes = COMMAND_PARAMETERS[commandType];
  return {
    ...(attributes && { request: { data: { attributes } } }),
    answer: {
      data: {
        id: EXECUTION_ID,
        type: 'command-execution',
        attributes: { commandType, status: { value: 'SUCCESS' }, executionMode: 'sync' },
        meta: { executedAt: MOMENT, completedAt: MOMENT, durationInSeconds: 0 },
      },
      links: { vehicle: VEHICLE_URL },
    },
  };
};

export const V3_EXAMPLES: OperationExamples = {
  getVehicleV3: { answer: { data: vehicle, links: { self: VEHICLE_URL } } },
  listSignals: {
    answer: { ...pageOf(`/vehicles/${VEHICLE_ID}/signals`, [signal], 200), included: { vehicle } },
  },
  getSignal: {
    answer: { data: signal, links: { self: signal.links.self }, included: { vehicle } },
  },
  ...Object.fromEntries(V3_COMMANDS.map(({ id }) => [`command-${id}`, commandExample(id)])),
  listConnectionsV3: { answer: pageOf('/connections', [connection], 10) },
  getConnection: { answer: { data: connection } },
  advanceSimulation: {
    request: { data: { attributes: { seconds: 3600 } } },
    answer: { data: { id: VEHICLE_ID, type: 'simulation', attributes: { seconds: 3600 } } },
  },
};
