import { type ErrorRow, errorInV3, errorRow, findErrorRow } from '@carport/catalog';
import type { Vehicle } from '../../access/access.js';
import type { Execution, ExecutionSubject } from '../../vehicles/executions-contract.js';
import { isoTime } from '../iso-time.js';
import type { KeptSchedule } from './kept-schedule.js';
import type { Page } from './paging.js';
import type { SignalReading } from './signal-reading.js';

/**
 * v3 has been published twice. The kind of token decides which form an answer has: a token of an owner's consent
 * gets the unwrapped one that official SDKs read, an application token the current one.
 */
export interface Form {
  vehicle(vehicle: Vehicle): object;
  signal(vehicle: Vehicle, reading: SignalReading): object;
  signals(vehicle: Vehicle, list: SignalList): object;
  execution(vehicle: Vehicle, execution: Execution): object;
  schedule(vehicle: Vehicle, schedule: KeptSchedule): object;
}

export interface SignalList {
  readonly readings: readonly SignalReading[];
  readonly page: Page;
  readonly totalCount: number;
}

/** What both forms say about a signal beside its times and links. */
export const signalAttributes = (reading: SignalReading) => ({
  code: reading.row.code,
  name: reading.row.name,
  group: reading.row.group,
  status: signalStatus(reading),
  ...(reading.body === undefined ? {} : { body: reading.body }),
});

/** A signal that nothing was ever stored for has no time. */
const signalStatus = ({ error, retrievedAt }: SignalReading) => {
  if (error) return { value: 'ERROR', error: statusError(error) };
  return { value: retrievedAt === undefined ? 'UNAVAILABLE' : 'SUCCESS' };
};

/** An error that is no answer of its own, but the status of something. */
export const statusError = (row: ErrorRow) => {
  const { type, code } = errorInV3(row);
  return { type, code, description: row.description, resolution: { type: row.resolution } };
};

export const executionResource = (execution: Execution) => {
  const { executedAt, completedAt } = execution;
  return {
    id: execution.id,
    type: TYPES[execution.subject.kind],
    attributes: {
      ...whatOf(execution.subject),
      status: statusOf(execution),
      executionMode: execution.mode,
    },
    meta: {
      executedAt: isoTime(executedAt),
      ...(completedAt === null
        ? {}
        : {
            completedAt: isoTime(completedAt),
            durationInSeconds: (completedAt - executedAt) / MILLISECONDS_PER_SECOND,
          }),
    },
  };
};

export const scheduleResource = ({ id, type, attributes }: KeptSchedule) => ({
  id,
  type: 'charge-schedule',
  attributes: { scheduleType: type, ...attributes },
});

/** Where they can be asked for, below the vehicle. */
export const EXECUTION_PATHS = {
  command: 'command-executions',
  'charge-schedule': 'schedule-executions',
} as const satisfies Record<ExecutionSubject['kind'], string>;

const MILLISECONDS_PER_SECOND = 1_000;
const TYPES = {
  command: 'command-execution',
  'charge-schedule': 'charge-schedule-execution',
} as const satisfies Record<ExecutionSubject['kind'], string>;

const whatOf = (subject: ExecutionSubject): object => {
  if (subject.kind === 'command') return { commandType: subject.commandType };
  const { kind: _, ...attributes } = subject;
  return attributes;
};

const statusOf = ({ status, error }: Execution) =>
  error === null
    ? { value: status }
    : {
        value: status,
        error: statusError(findErrorRow(error.type, error.code) ?? errorRow('SERVER', 'INTERNAL')),
      };
