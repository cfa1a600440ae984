import type { Static, TSchema } from 'typebox';
import type { Permission } from '../permissions.js';
import type { Quantity } from '../units.js';
import type { Powertrain } from '../vocabulary.js';

/**
 * Signals are the only vehicle data model. Adapters produce them, the store keeps them, and every
 * endpoint, resource and webhook payload is a projection of them. Adding a signal is adding a row.
 */
export interface SignalRow {
  /** `<group>-<name>` in lower case; the identifier on the wire. */
  readonly code: string;
  readonly group: string;
  readonly name: string;
  readonly description: string;
  readonly permission: Permission;
  /** Powertrains that can have this signal at all. */
  readonly powertrains: readonly Powertrain[];
  /**
   * Attributes are static facts: they cannot trigger a webhook. Internal signals are told by
   * make-specific endpoints of v2.0 alone: v3 and webhooks do not know them.
   */
  readonly kind: 'signal' | 'attribute' | 'internal';
  /** Ids of the makes that tell it; absent when any may. */
  readonly makes?: readonly string[];
  /** Schema of `attributes.body` in metric units. */
  readonly body: TSchema;
  /** Present when numbers in the body follow the unit system. */
  readonly unit?: BodyUnit;
  /** A body that fits the schema; shown in documentation. */
  readonly example: unknown;
}

export interface BodyUnit {
  readonly quantity: Quantity;
  /** Where the numbers are, `*` for every element of a list: `values.*.tirePressure`. */
  readonly paths: readonly string[];
}

/** What a row says beyond its group and name. */
export interface SignalFacts<B extends TSchema> {
  readonly description: string;
  readonly body: B;
  readonly example: Static<B>;
  readonly unit?: BodyUnit;
  readonly kind?: 'attribute' | 'internal';
  readonly makes?: readonly string[];
  /** Where it differs from the rest of the group. */
  readonly permission?: Permission;
  readonly powertrains?: readonly Powertrain[];
}

/** A row whose code, group and name are known to the compiler letter by letter. */
export interface TypedSignalRow<G extends string, N extends string, B extends TSchema>
  extends SignalRow {
  readonly code: `${Lowercase<G>}-${Lowercase<N>}`;
  readonly group: G;
  readonly name: N;
  readonly body: B;
  readonly example: Static<B>;
}

/** Makes the row writer of one group; the group's permission and powertrains are its rows' defaults. */
export const signalGroup =
  <const G extends string>(group: G, permission: Permission, powertrains: readonly Powertrain[]) =>
  <const N extends string, B extends TSchema>(
    name: N,
    facts: SignalFacts<B>,
  ): TypedSignalRow<G, N, B> => ({
    code: `${group}-${name}`.toLowerCase() as `${Lowercase<G>}-${Lowercase<N>}`,
    group,
    name,
    permission,
    powertrains,
    ...facts,
    kind: facts.kind ?? 'signal',
  });
