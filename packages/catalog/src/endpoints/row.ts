import type { TSchema } from 'typebox';
import type { CommandId } from '../commands.js';
import type { Permission } from '../permissions.js';
import type { SignalCode } from '../signals.js';
import type { Quantity } from '../units.js';
import type { Powertrain } from '../vocabulary.js';

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

/** Projections in the v2.0 surface, for bodies that are no mere selection of fields. */
export type ProjectionName =
  | 'attributes'
  | 'battery-capacity'
  | 'charge-limit'
  | 'diagnostic-trouble-codes'
  | 'nominal-capacity'
  | 'security'
  | 'service-history'
  | 'system-status'
  | 'tire-pressure';

interface EndpointFacts {
  readonly id: string;
  /** Path under `/v2.0/vehicles/{id}`. */
  readonly path: string;
  /** Lower-case makes for make-specific endpoints; absent for standard ones. */
  readonly makes?: readonly string[];
  readonly description: string;
  readonly permission: Permission;
  readonly powertrains: readonly Powertrain[];
  /** Schema of the 200 body, in metric units. */
  readonly response: TSchema;
  readonly example: unknown;
}

export interface ReadEndpointRow extends EndpointFacts {
  readonly kind: 'read';
  readonly method: 'GET';
  /** Query parameters beyond the ones that every request may carry. */
  readonly query?: TSchema;
  /**
   * Signals that must be there for an answer; without them the error is COMPATIBILITY.
   * When the list is empty, any one of `optional` will do.
   */
  readonly required: readonly SignalCode[];
  /** Signals that fill a part of the answer when the car has them. */
  readonly optional?: readonly SignalCode[];
  readonly project: Readonly<Record<string, FieldSource>> | ProjectionName;
}

/** A field of a request body that becomes a parameter of the command. */
export interface ParameterSource {
  readonly field: string;
  /** v2.0 sends a fraction of one where the command takes a whole percentage. */
  readonly fraction?: true;
}

export interface CommandEndpointRow extends EndpointFacts {
  readonly kind: 'command';
  readonly method: 'POST';
  /** Shape of the body. Whether its values are allowed is for the command's own schema to say. */
  readonly request: TSchema;
  /** Which command a request body's `action` means; empty when the body has no action. */
  readonly actions: Readonly<Record<string, CommandId>>;
  /** The command of every request, for bodies without an action. */
  readonly command?: CommandId;
  readonly parameters?: Readonly<Record<string, ParameterSource>>;
}

export type EndpointRow = ReadEndpointRow | CommandEndpointRow;
