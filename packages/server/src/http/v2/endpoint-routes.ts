import {
  type CommandEndpointRow,
  ENDPOINTS,
  type EndpointPlace,
  type EndpointRow,
} from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import { fault } from '../../platform/fault.js';
import { description, errorAnswers, VEHICLE_ERRORS } from '../describe.js';
import { withExample } from '../docs/with-example.js';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import type { Platform } from '../platform.js';
import { commandHandler } from './command-route.js';
import { readHandler } from './read-route.js';
import type { Reading } from './reading.js';
import { UnitHeaders, VehicleParams } from './schemas.js';

/** Routes of the catalogue's endpoint rows: a row is all that a new endpoint needs. */
export const readRoute = (app: FastifyInstance, platform: Platform, reading: Reading): void => {
  const { row, place } = reading;
  app.get(
    routePath(place.path),
    {
      schema: endpointDescription(row, place, {
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
  place: EndpointPlace,
  readings: readonly Reading[],
): void => {
  app.route({
    method: row.method,
    url: routePath(place.path),
    schema: endpointDescription(row, place, {
      headers: UnitHeaders,
      ...(row.query && { querystring: row.query }),
      ...(row.request && { body: withExample(row.request, row.exampleRequest) }),
    }),
    handler: commandHandler(platform, row, place, readings),
  });
};

/** A make-specific path under any other word than the makes that have it, capital letters included. */
export const otherMakeRoutes = (app: FastifyInstance): void => {
  const rows = ENDPOINTS.filter((row) => row.makes);
  const routes = new Map(rows.map((row) => [`${row.method} ${row.path}`, row]));
  for (const { method, path } of routes.values()) {
    const url = routePath(`/:make${path}`);
    const handler = (): never => {
      throw fault('PERMISSION', null);
    };
    app.route({ method, url, handler, ...UNDOCUMENTED });
  }
};

interface Taken {
  readonly headers?: object;
  readonly querystring?: object;
  readonly body?: object;
}

const routePath = (path: string): string => `/vehicles/:vehicleId${path === '/' ? '' : path}`;

const endpointDescription = (row: EndpointRow, { make }: EndpointPlace, takes: Taken) =>
  description(
    {
      operationId: make === null ? row.id : `${row.id}-${make}`,
      tags: [make === null ? 'Vehicles (v2.0)' : 'Single makes (v2.0)'],
      summary: row.description,
      description: `${permissionSentence(row)} For ${row.powertrains.join(', ')}.`,
      security: [{ accessToken: [] }],
    },
    {
      params: VehicleParams,
      ...takes,
      response: {
        200: withExample(row.response, row.example),
        // A simulated car can be asked to fail with any error.
        ...errorAnswers('V2Error', [...VEHICLE_ERRORS, 'RESOURCE_NOT_FOUND']),
      },
    },
  );

const permissionSentence = ({ permission }: EndpointRow): string =>
  permission === null ? 'Needs no permission.' : `Needs the permission \`${permission}\`.`;
