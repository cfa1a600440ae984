import { findErrorRow } from '@carport/catalog';
import { AdapterFailure } from '../oem/contract.js';
import { Fault, fault } from '../platform/fault.js';

/** An adapter's failure as an error of the catalogue; anything else it threw is a mistake of ours. */
export const toFault = (error: unknown): unknown => {
  if (!(error instanceof AdapterFailure)) return error;
  const row = findErrorRow(error.type, error.code);
  return row
    ? new Fault(row, { cause: error })
    : fault('UPSTREAM', 'UNKNOWN_ISSUE', { cause: error });
};

/** Runs a call to an adapter and lets its failures out as faults. */
export const asking = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw toFault(error);
  }
};
