import type { TSchema } from 'typebox';
import type { Permission } from '../permissions.js';
import type { Powertrain } from '../vocabulary.js';

/** The only way back to a car. Both API versions and every adapter speak in these. */
export interface CommandRow {
  /** Identifier inside the platform and `commandType` on the v3 surface, e.g. `security-unlock`. */
  readonly id: string;
  readonly description: string;
  readonly permission: Permission;
  readonly powertrains: readonly Powertrain[];
  /** Path under `/v3/vehicles/{id}/commands/`, e.g. `security/unlock`; absent where v3 has none. */
  readonly v3Path?: string;
  /** Schema of the parameters, in metric units: `data.attributes` on the v3 surface. Absent when it takes none. */
  readonly parameters?: TSchema;
}

/** A command that v3 has. */
export type V3CommandRow = CommandRow & { readonly v3Path: string };
