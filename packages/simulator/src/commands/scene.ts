import type { CommandId, ErrorCode, ErrorName } from '@carport/catalog';
import type { Checkpoint } from '../checkpoint.js';
import type { World } from '../world.js';

export interface Command {
  readonly id: CommandId;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Why a car does not do it: type and code of an error in the catalogue. */
export type Refusal = ErrorName;

export interface Refused {
  readonly refusal: Refusal;
}

export type Outcome = { readonly checkpoint: Checkpoint } | Refused;

/** What a command finds: the car as it is at the moment. */
export interface Scene {
  readonly world: World;
  readonly car: Checkpoint;
  readonly at: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type Handler = (scene: Scene) => Outcome;

/** The handlers of all commands whose ids begin with one of these words. */
export type Handlers<Topic extends string> = {
  readonly [C in Extract<CommandId, `${Topic}-${string}`>]: Handler;
};

export const refused = (code: ErrorCode<'VEHICLE_STATE'>): Refused => ({
  refusal: { type: 'VEHICLE_STATE', code },
});

export const WRONG_PARAMETER: Refused = { refusal: { type: 'VALIDATION', code: 'PARAMETER' } };
export const NOT_CAPABLE: Refused = {
  refusal: { type: 'COMPATIBILITY', code: 'VEHICLE_NOT_CAPABLE' },
};

export const isDriving = ({ activity }: Checkpoint): boolean => activity.kind === 'driving';
