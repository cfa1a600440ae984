import type { Applications } from '../applications/contract.js';
import type { LimitSettings } from '../limits/contract.js';

/** What an operator works on: the services of a Carport, in a process of its own beside the servers. */
export interface Desk {
  readonly applications: Applications;
  /** What holds where an application has no figures of its own. */
  readonly defaults: Pick<LimitSettings, 'burst' | 'perMinute'>;
  now(): Date;
}

/** The world around the operator's command. */
export interface Surroundings {
  /** A line of results. */
  out(line: string): void;
  /** A line about what went on. */
  aside(line: string): void;
  /** Works on the Carport in the given data folder, or the one that the environment names; rejects without one. */
  withDesk<T>(dataDir: string | undefined, work: (desk: Desk) => Promise<T>): Promise<T>;
}

/** What a subcommand is run with. */
export type Runner = (work: (desk: Desk, output: Output) => Promise<void>) => Promise<void>;

export interface Output {
  /** Writes the value with --json, and the lines otherwise. */
  result(value: unknown, lines: readonly string[]): void;
  /** Words about what was done; not with --json's results. */
  say(line: string): void;
}

/** Told to the operator without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What the process ends with. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;
