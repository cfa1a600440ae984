import type { TSchema } from 'typebox';
import type { CommandId } from './commands.js';
import type { Permission } from './permissions.js';
import type { SignalCode } from './signals.js';
import type { Quantity } from './units.js';
import type { Powertrain } from './vocabulary.js';

/** One field of a v2.0 body, read out of one signal. */
export interface FieldSource {
  readonly signal: SignalCode;
  /** Dotted path in the signal's body, e.g. `value`. */
  readonly path: string;
  /** Set when the number follows the unit system. */
  readonly quantity?: Quantity;
  /** Signals hold percentages as 0..100; v2.0 sends fractions of one. */
  readonly fraction?: true;
}

export interface ReadEndpointRow {
  readonly id: string;
  readonly kind: 'read';
  readonly method: 'GET';
  /** Path under `/v2.0/vehicles/{id}`. */
  readonly path: string;
  /** Lower-case makes for make-specific endpoints; absent for standard ones. */
  readonly makes?: readonly string[];
  readonly description: string;
  readonly permission: Permission;
  readonly powertrains: readonly Powertrain[];
  readonly response: TSchema;
  readonly example: unknown;
  /** Signals that must be there for an answer; without them the error is COMPATIBILITY. */
  readonly required: readonly SignalCode[];
  /** Signals that fill a part of the answer when the car has them. */
  readonly optional?: readonly SignalCode[];
  /** Field by field, or the name of a projection in the v2.0 surface where the shapes differ too much. */
  readonly project: Readonly<Record<string, FieldSource>> | string;
}

export interface CommandEndpointRow {
  readonly id: string;
  readonly kind: 'command';
  readonly method: 'POST';
  readonly path: string;
  readonly makes?: readonly string[];
  readonly description: string;
  readonly permission: Permission;
  readonly powertrains: readonly Powertrain[];
  readonly request: TSchema;
  readonly response: TSchema;
  readonly example: unknown;
  /** Which command a request body's `action` means. */
  readonly actions: Readonly<Record<string, CommandId>>;
}

export type EndpointRow = ReadEndpointRow | CommandEndpointRow;
