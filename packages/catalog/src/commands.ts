import Type, { type TSchema } from 'typebox';
import type { Permission } from './permissions.js';
import { EVERY_CAR, type Powertrain, WITH_PLUG } from './vocabulary.js';

/** The only way back to a car. Both API versions and every adapter speak in these. */
export interface CommandRow {
  /** Identifier inside the platform and `commandType` on the v3 surface, e.g. `security-unlock`. */
  readonly id: string;
  readonly description: string;
  readonly permission: Permission;
  readonly powertrains: readonly Powertrain[];
  /** Path under `/v3/vehicles/{id}/commands/`, e.g. `security/unlock`. */
  readonly v3Path: string;
  /** Schema of `data.attributes` on the v3 surface; absent when the command takes nothing. */
  readonly parameters?: TSchema;
}

export const COMMANDS = [
  {
    id: 'charge-start',
    description: 'Starts charging; the cable must be plugged in.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/start',
  },
  {
    id: 'charge-stop',
    description: 'Stops charging.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/stop',
  },
  {
    id: 'charge-set-limit',
    description: 'Sets the state of charge at which charging stops, 50 to 100 percent.',
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge/set-limit',
    parameters: Type.Object({ percent: Type.Integer({ minimum: 50, maximum: 100 }) }),
  },
  {
    id: 'charge-port-open',
    description: "Opens the charge port's door, or unlatches the cable.",
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge-port/open',
  },
  {
    id: 'charge-port-close',
    description: "Closes the charge port's door.",
    permission: 'control_charge',
    powertrains: WITH_PLUG,
    v3Path: 'charge-port/close',
  },
  {
    id: 'security-lock',
    description: 'Locks the car.',
    permission: 'control_security',
    powertrains: EVERY_CAR,
    v3Path: 'security/lock',
  },
  {
    id: 'security-unlock',
    description: 'Unlocks the car.',
    permission: 'control_security',
    powertrains: EVERY_CAR,
    v3Path: 'security/unlock',
  },
  {
    id: 'navigation-set-destination',
    description: "Sends a destination to the car's navigation; degrees, WGS 84.",
    permission: 'control_navigation',
    powertrains: EVERY_CAR,
    v3Path: 'navigation/set-destination',
    parameters: Type.Object({
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
    }),
  },
] as const satisfies readonly CommandRow[];

export type CommandId = (typeof COMMANDS)[number]['id'];

const byId = new Map<string, CommandRow>(COMMANDS.map((row) => [row.id, row]));

export const isCommandId = (id: string): id is CommandId => byId.has(id);

export const commandRow = (id: CommandId): CommandRow => byId.get(id) as CommandRow;
