import type { MakeRow, Mode } from '@carport/catalog';
import type { ConnectDeps } from './contract.js';

/** Whether a consent for this make is about no real car; in live mode that depends on who serves the make. */
export const isSimulated = (
  { registry }: Pick<ConnectDeps, 'registry'>,
  make: MakeRow | undefined,
  mode: Mode,
): boolean =>
  mode !== 'live' || (make !== undefined && registry.find(make, mode)?.timeTravel !== undefined);
