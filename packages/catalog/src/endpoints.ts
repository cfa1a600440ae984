import { STANDARD_COMMAND_ENDPOINTS } from './endpoints/commands.js';
import { MAKE_CHARGING_ENDPOINTS } from './endpoints/make-charging.js';
import { MAKE_CLIMATE_ENDPOINTS } from './endpoints/make-climate.js';
import { MAKE_SCHEDULE_ENDPOINTS } from './endpoints/make-schedules.js';
import { MAKE_VEHICLE_ENDPOINTS } from './endpoints/make-vehicle.js';
import { STANDARD_READS } from './endpoints/reads.js';
import type { CommandEndpointRow, EndpointRow, ReadEndpointRow } from './endpoints/row.js';

export type {
  CommandEndpointRow,
  EndpointRow,
  FieldSource,
  ParameterSource,
  ProjectionName,
  ReadEndpointRow,
  ReplyName,
  StateDemand,
} from './endpoints/row.js';

/** Every v2.0 endpoint under `/v2.0/vehicles/{id}` that reads signals or sends a command. */
export const ENDPOINTS: readonly EndpointRow[] = [
  ...STANDARD_READS,
  ...STANDARD_COMMAND_ENDPOINTS,
  ...MAKE_VEHICLE_ENDPOINTS,
  ...MAKE_CHARGING_ENDPOINTS,
  ...MAKE_SCHEDULE_ENDPOINTS,
  ...MAKE_CLIMATE_ENDPOINTS,
];

export const READ_ENDPOINTS: readonly ReadEndpointRow[] = ENDPOINTS.filter(
  (row): row is ReadEndpointRow => row.kind === 'read',
);
export const COMMAND_ENDPOINTS: readonly CommandEndpointRow[] = ENDPOINTS.filter(
  (row): row is CommandEndpointRow => row.kind === 'command',
);

/** Where an endpoint is served. */
export interface EndpointPlace {
  /** The make in lower case; null for a standard endpoint. */
  readonly make: string | null;
  /** Path under `/v2.0/vehicles/{id}`. */
  readonly path: string;
}

/** A make-specific endpoint is served once for each of its makes. */
export const placesOf = ({
  makes,
  path,
}: Pick<EndpointRow, 'makes' | 'path'>): readonly EndpointPlace[] =>
  makes ? makes.map((make) => ({ make, path: `/${make}${path}` })) : [{ make: null, path }];
