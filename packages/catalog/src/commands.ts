import { MAKE_COMMANDS } from './commands/make-specific.js';
import { PLACE_SCHEDULE_COMMANDS } from './commands/place-schedules.js';
import type { CommandRow, V3CommandRow } from './commands/row.js';
import { STANDARD_COMMANDS } from './commands/standard.js';

export type { CommandRow, V3CommandRow } from './commands/row.js';

export const COMMANDS = [
  ...STANDARD_COMMANDS,
  ...MAKE_COMMANDS,
  ...PLACE_SCHEDULE_COMMANDS,
] as const;

export type CommandId = (typeof COMMANDS)[number]['id'];

/** The commands that v3 has a path for. */
export const V3_COMMANDS: readonly (V3CommandRow & { readonly id: CommandId })[] =
  STANDARD_COMMANDS;

const byId = new Map<string, CommandRow>(COMMANDS.map((row) => [row.id, row]));

export const isCommandId = (id: string): id is CommandId => byId.has(id);

export const commandRow = (id: CommandId): CommandRow => byId.get(id) as CommandRow;
