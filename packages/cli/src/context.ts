import { type Carport, createCarport } from './connection/carport.js';
import { type ConnectionOptions, connectionSettings } from './connection/settings.js';
import type { Terminal } from './terminal/terminal.js';

/** The world around a command. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where it was called. */
  readonly folder: string;
  readonly terminal: Terminal;
  /** Aborts when the developer has had enough. */
  readonly signal: AbortSignal;
  now(): number;
}

export interface GlobalOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** What a command needs that speaks to nobody. */
export interface Offline extends Pick<Surroundings, 'terminal'> {
  readonly json: boolean;
}

/** What a command works with. */
export interface Context extends Omit<Surroundings, 'env'>, Offline {
  readonly carport: Carport;
}

export const openContext = async (
  { env, ...surroundings }: Surroundings,
  options: GlobalOptions,
): Promise<Context> => ({
  ...surroundings,
  json: options.json === true,
  carport: createCarport(await connectionSettings(options, env, surroundings.folder)),
});
