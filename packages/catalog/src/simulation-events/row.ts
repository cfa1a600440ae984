import type { TObject } from 'typebox';
import type { ErrorCode, ErrorType } from '../errors.js';
import type { Powertrain } from '../vocabulary.js';

/** What a developer can make happen to a simulated car. */
export interface SimulationEventRow {
  /** `charging-session`; what the management API and the command line take. */
  readonly id: string;
  readonly group: 'Charging' | 'Doors and windows' | 'Driving' | 'Upkeep' | 'Signals' | 'Errors';
  /** What happens, as a sentence. */
  readonly description: string;
  readonly powertrains: readonly Powertrain[];
  /** Schema of the parameters; absent when it takes none. */
  readonly parameters?: TObject;
}

/** What the carmaker answers from then on in place of signals; null ends it. */
export interface ErrorEventRow extends SimulationEventRow {
  readonly error:
    | {
        readonly [T in ErrorType]: { readonly type: T; readonly code: ErrorCode<T> };
      }[ErrorType]
    | null;
}
