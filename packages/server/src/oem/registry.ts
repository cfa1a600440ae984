import type { MakeRow, Mode } from '@carport/catalog';
import type { OemAdapter } from './contract.js';

export interface OemRegistry {
  readonly adapters: readonly OemAdapter[];
  /** The adapter that serves a make in a mode; undefined when its cars cannot be connected. */
  find(make: MakeRow, mode: Mode): OemAdapter | undefined;
  /** The adapter that a connected car was found with; throws when it is no longer installed. */
  get(adapterId: string): OemAdapter;
}

/** Earlier adapters are asked first, so a real integration stands before the simulated one. */
export const createOemRegistry = (adapters: readonly OemAdapter[]): OemRegistry => {
  const byId = new Map(adapters.map((adapter) => [adapter.id, adapter]));
  if (byId.size !== adapters.length) throw new Error('Two adapters have the same id.');
  return {
    adapters,
    find: (make, mode) => adapters.find((adapter) => adapter.serves(make, mode)),
    get: (adapterId) => {
      const adapter = byId.get(adapterId);
      if (!adapter) throw new Error(`No adapter is called "${adapterId}".`);
      return adapter;
    },
  };
};
