import type { ChargeScheduleRow, CommandId } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';

/** What was to be done to a car. */
export type ExecutionSubject = CommandSubject | ScheduleSubject;

export interface CommandSubject {
  readonly kind: 'command';
  readonly commandType: CommandId;
}

export interface ScheduleSubject {
  readonly kind: 'charge-schedule';
  readonly action: 'create' | 'delete';
  readonly scheduleType: ChargeScheduleRow['type'];
  readonly scheduleId: string;
  /** As the client sent them; empty for a deletion. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What became of it. Times in epoch milliseconds. */
export interface Execution {
  readonly id: string;
  readonly subject: ExecutionSubject;
  /** `async`: the client was told to wait for the end. */
  readonly mode: 'sync' | 'async';
  readonly status: 'IN_PROGRESS' | 'SUCCESS' | 'ERROR';
  /** Names an error of the catalogue. */
  readonly error: { readonly type: string; readonly code: string | null } | null;
  readonly executedAt: number;
  readonly completedAt: number | null;
}

export interface RunningExecution {
  readonly id: string;
  /** Rejects with the Fault that the work was refused with. */
  readonly finished: Promise<Execution>;
  /** The client waits no longer for an answer: from now on the execution can be asked for, however it ends. */
  goAsync(): Promise<void>;
}

/** Carries out commands, and tells afterwards what became of them. */
export interface Executions {
  run(
    access: VehicleAccess,
    subject: ExecutionSubject,
    work: () => Promise<unknown>,
  ): RunningExecution;
  /** Undefined when this owner's car has none of this id and kind. What was refused at once is not kept. */
  get(
    access: VehicleAccess,
    kind: ExecutionSubject['kind'],
    executionId: string,
  ): Promise<Execution | undefined>;
  /** Deletes what began before; answers with the number. */
  prune(before: Date): Promise<number>;
}
