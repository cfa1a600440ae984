import type { TSchema } from 'typebox';
import type { CommandId } from '../commands.js';
import type { ErrorCode } from '../errors.js';
import type { Permission } from '../permissions.js';
import type { BodyUnit, SignalCode } from '../signals.js';
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
  | 'audi-charge'
  | 'battery-capacity'
  | 'battery-details'
  | 'billing-records'
  | 'charge-completion'
  | 'charge-details'
  | 'charge-limit'
  | 'charge-records'
  | 'charge-schedules'
  | 'charge-timers'
  | 'charged-days'
  | 'charging-locations'
  | 'climate-cabin'
  | 'defroster'
  | 'diagnostic-trouble-codes'
  | 'extended-attributes'
  | 'migration'
  | 'nominal-capacity'
  | 'recent-alerts'
  | 'security'
  | 'service-history'
  | 'steering-wheel'
  | 'system-status'
  | 'tire-pressure'
  | 'user-access'
  | 'vehicle-status'
  | 'wattmeter';

interface EndpointFacts {
  /** Unique among all rows; two makes may have different endpoints at the same path. */
  readonly id: string;
  /** Path under `/v2.0/vehicles/{id}`; under `/v2.0/vehicles/{id}/{make}` for a make-specific one. */
  readonly path: string;
  /** Lower-case makes for make-specific endpoints; absent for standard ones. */
  readonly makes?: readonly string[];
  readonly description: string;
  /** Null where the owner's consent alone is enough. */
  readonly permission: Permission | null;
  readonly powertrains: readonly Powertrain[];
  /** Query parameters beyond the ones that every request may carry. */
  readonly query?: TSchema;
  /** Schema of the 200 body, in metric units. */
  readonly response: TSchema;
  readonly example: unknown;
}

/** A flag that must be true for there to be something to tell; otherwise the error is VEHICLE_STATE. */
export interface StateDemand {
  readonly signal: SignalCode;
  readonly otherwise: ErrorCode<'VEHICLE_STATE'>;
}

export interface ReadEndpointRow extends EndpointFacts {
  readonly kind: 'read';
  readonly method: 'GET';
  /**
   * Signals that must be there for an answer; without them the error is COMPATIBILITY.
   * When the list is empty, any one of `optional` will do.
   */
  readonly required: readonly SignalCode[];
  /** Signals that fill a part of the answer when the car has them. */
  readonly optional?: readonly SignalCode[];
  readonly demands?: readonly StateDemand[];
  readonly project: Readonly<Record<string, FieldSource>> | ProjectionName;
  /** Figures of a named projection's body that follow the unit system. */
  readonly units?: readonly BodyUnit[];
}

/** A field of a request that becomes a parameter of the command. A field that is absent is left out. */
export interface ParameterSource {
  /** Dotted path in the body, e.g. `chargingLocation.chargeLimit`; or a query parameter's name. */
  readonly field: string;
  readonly in?: 'query';
  /** Another name that the field goes by. */
  readonly or?: string;
  /** v2.0 sends a fraction of one where the command takes a whole percentage. */
  readonly fraction?: true;
  /** Set when the client's number follows the unit system. */
  readonly quantity?: Quantity;
}

/** Answers to commands in the v2.0 surface that say more than that the car took them. */
export type ReplyName = 'action' | 'amperage';

export interface CommandEndpointRow extends EndpointFacts {
  readonly kind: 'command';
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /**
   * Shape of the body; absent when there is none. Whether its values are allowed is for the command's own
   * schema to say.
   */
  readonly request?: TSchema;
  /** A body that fits. */
  readonly exampleRequest?: unknown;
  /** Which command a request body's `action` means; empty when the body has no action. */
  readonly actions: Readonly<Record<string, CommandId>>;
  /** The command of every request, for bodies without an action. */
  readonly command?: CommandId;
  readonly parameters?: Readonly<Record<string, ParameterSource>>;
  /** Absent for the plain message of success; `like` names the read endpoint whose body is sent. */
  readonly reply?: ReplyName | { readonly like: string };
}

export type EndpointRow = ReadEndpointRow | CommandEndpointRow;
