import Type, { type Static, type TSchema } from 'typebox';
import type { Permission } from './permissions.js';
import type { Quantity } from './units.js';
import type { Powertrain } from './vocabulary.js';

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
  /** Attributes are static facts: they cannot trigger a webhook. */
  readonly kind: 'signal' | 'attribute';
  /** Schema of `attributes.body` in metric units. */
  readonly body: TSchema;
  /** Present when numbers in the body follow the unit system; `paths` name them (`values.*.tirePressure`). */
  readonly unit?: { readonly quantity: Quantity; readonly paths: readonly string[] };
  /** A body that fits the schema; shown in documentation. */
  readonly example: unknown;
}

export const SIGNALS = [
  {
    code: 'odometer-traveleddistance',
    group: 'Odometer',
    name: 'TraveledDistance',
    description: 'Distance on the odometer.',
    permission: 'read_odometer',
    powertrains: ['BEV', 'PHEV', 'HEV', 'ICE'],
    kind: 'signal',
    body: Type.Object({ unit: Type.Literal('km'), value: Type.Number() }),
    unit: { quantity: 'distance', paths: ['value'] },
    example: { unit: 'km', value: 10432.5 },
  },
] as const satisfies readonly SignalRow[];

type KnownSignal = (typeof SIGNALS)[number];
export type SignalCode = KnownSignal['code'];
/** The metric body of one signal, typed from its row. */
export type SignalBody<C extends SignalCode> = Static<Extract<KnownSignal, { code: C }>['body']>;

const byCode = new Map<string, SignalRow>(SIGNALS.map((row) => [row.code, row]));

export const isSignalCode = (code: string): code is SignalCode => byCode.has(code);

export const signalRow = (code: SignalCode): SignalRow => byCode.get(code) as SignalRow;
