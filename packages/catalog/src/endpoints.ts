import { COMMAND_ENDPOINTS } from './endpoints/commands.js';
import { READ_ENDPOINTS } from './endpoints/reads.js';
import type { EndpointRow } from './endpoints/row.js';

export { COMMAND_ENDPOINTS } from './endpoints/commands.js';
export { READ_ENDPOINTS } from './endpoints/reads.js';
export type {
  CommandEndpointRow,
  EndpointRow,
  FieldSource,
  ParameterSource,
  ProjectionName,
  ReadEndpointRow,
} from './endpoints/row.js';

/** Every v2.0 endpoint under `/v2.0/vehicles/{id}` that reads signals or sends a command. */
export const ENDPOINTS: readonly EndpointRow[] = [...READ_ENDPOINTS, ...COMMAND_ENDPOINTS];
