import type { Capability } from '../capabilities.js';
import type { EndpointRow } from '../endpoints/row.js';
import { ENDPOINTS } from '../endpoints.js';
import type { Permission } from '../permissions.js';

/** One endpoint that a permission opens, as `GET /compatibility` sends it. */
export interface EndpointCapability extends Capability {
  readonly permission: Permission;
  /** Path below the vehicle: `/engine/oil`. */
  readonly endpoint: string;
}

/** Standard endpoints, and those that are for the make. */
export const endpointsOf = (make: string | null): readonly EndpointRow[] =>
  ENDPOINTS.filter(
    (row) => !row.makes || (make !== null && row.makes.includes(make.toLowerCase())),
  );

/** The path that an application calls below the vehicle, with the make for make-specific endpoints. */
export const endpointPath = (
  row: Pick<EndpointRow, 'path' | 'makes'>,
  make: string | null,
): string => {
  if (!row.makes || make === null) return row.path;
  const prefix = `/${make.toLowerCase()}`;
  return row.path.startsWith(`${prefix}/`) ? row.path : `${prefix}${row.path}`;
};

/** Every endpoint that the permissions open for a make, each path once, in the permissions' order. */
export const capabilitiesOf = (
  make: string | null,
  scope: readonly Permission[],
  judge: (row: EndpointRow) => Capability,
): readonly EndpointCapability[] => {
  const found = new Map<string, EndpointCapability>();
  for (const permission of scope) {
    for (const row of endpointsOf(make)) {
      if (row.permission !== permission) continue;
      const endpoint = endpointPath(row, make);
      const key = `${permission} ${endpoint}`;
      if (!found.has(key)) found.set(key, { ...judge(row), permission, endpoint });
    }
  }
  return [...found.values()];
};
