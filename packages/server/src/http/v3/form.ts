import type { CommandRow, ErrorRow } from '@carport/catalog';
import type { Vehicle } from '../../access/access.js';
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
  execution(execution: Execution): object;
}

export interface SignalList {
  readonly readings: readonly SignalReading[];
  readonly page: Page;
  readonly totalCount: number;
}

/** A command that the car has carried out. Times in epoch milliseconds. */
export interface Execution {
  readonly id: string;
  readonly vehicle: Vehicle;
  readonly command: CommandRow;
  readonly executedAt: number;
  readonly completedAt: number;
}

/** What both forms say about a signal beside its times and links. */
export const signalAttributes = ({ row, body, error }: SignalReading) => ({
  code: row.code,
  name: row.name,
  group: row.group,
  status: error ? { value: 'ERROR', error: signalError(error) } : { value: 'SUCCESS' },
  ...(body === undefined ? {} : { body }),
});

const signalError = (row: ErrorRow) => ({
  type: row.type,
  code: row.code,
  description: row.description,
  resolution: { type: row.resolution },
});

export const executionResource = (execution: Execution) => ({
  id: execution.id,
  type: 'command-execution',
  attributes: {
    commandType: execution.command.id,
    status: { value: 'SUCCESS' },
    executionMode: 'sync',
  },
  meta: {
    executedAt: isoTime(execution.executedAt),
    completedAt: isoTime(execution.completedAt),
    durationInSeconds: (execution.completedAt - execution.executedAt) / 1000,
  },
});

export const isoTime = (epochMilliseconds: number): string =>
  new Date(epochMilliseconds).toISOString();
