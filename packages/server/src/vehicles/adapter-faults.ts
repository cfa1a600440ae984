import { findErrorRow } from '@carport/catalog';
import { AdapterFailure } from '../oem/contract.js';
import { Fault, fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';

/** An adapter's failure as an error of the catalogue; anything else it threw is a mistake of ours. */
export const toFault = (error: unknown): unknown => {
  if (!(error instanceof AdapterFailure)) return error;
  const row = findErrorRow(error.type, error.code);
  return row
    ? new Fault(row, { ...error.facts, cause: error })
    : fault('UPSTREAM', 'UNKNOWN_ISSUE', { cause: error });
};

/** Runs a call to an adapter and lets its failures out as faults. */
export const asking = async <T>(log: Logger, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const known = toFault(error);
    if (known instanceof Fault && known.row.type === 'UPSTREAM') {
      log.warn({ err: error }, 'a carmaker failed in a way of its own');
    }
    throw known;
  }
};
