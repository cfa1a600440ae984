import type { CommandEndpointRow, ReadEndpointRow } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import { withExample } from '../docs/with-example.js';
import type { Platform } from '../platform.js';
import { commandHandler } from './command-route.js';
import { readHandler } from './read-route.js';
import type { Reading } from './reading.js';
import { UnitHeaders, VehicleParams } from './schemas.js';

/** Routes of the catalogue's endpoint rows: a row is all that a new endpoint needs. */
export const readRoute = (app: FastifyInstance, platform: Platform, reading: Reading): void => {
  const { row } = reading;
  app.get(
    routePath(row),
    {
      schema: endpointDescription(row, {
        headers: UnitHeaders,
        ...(row.query && { querystring: row.query }),
      }),
    },
    readHandler(platform, reading),
  );
};

export const commandRoute = (
  app: FastifyInstance,
  platform: Platform,
  row: CommandEndpointRow,
): void => {
  app.post(
    routePath(row),
    { schema: endpointDescription(row, { body: row.request }) },
    commandHandler(platform, row),
  );
};

interface Taken {
  readonly headers?: object;
  readonly querystring?: object;
  readonly body?: object;
}

type Row = ReadEndpointRow | CommandEndpointRow;

const routePath = (row: Row): string => `/vehicles/:vehicleId${row.path === '/' ? '' : row.path}`;

const endpointDescription = (row: Row, takes: Taken) =>
  description(
    {
      operationId: row.id,
      tags: ['Vehicles (v2.0)'],
      summary: row.description,
      description: `Needs the permission \`${row.permission}\`. For ${row.powertrains.join(', ')}.`,
      security: [{ accessToken: [] }],
    },
    {
      params: VehicleParams,
      ...takes,
      response: {
        200: withExample(row.response, row.example),
        ...errorAnswers('V2Error', VEHICLE_ERRORS),
      },
    },
  );
