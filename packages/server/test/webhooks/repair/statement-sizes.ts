import type { KyselyPlugin } from 'kysely';
import type { Store } from '../../../src/store/store.js';

export interface Sizes {
  /** The longest text and values of one statement, in characters. */
  sent: number;
  /** The most rows that one statement answered with: they are in memory together. */
  rows: number;
  statements: number;
}

/** The store, and how large the statements of its transactions and reads have become so far. */
export const measured = (store: Store): { readonly store: Store; readonly sizes: Sizes } => {
  const sizes: Sizes = { sent: 0, rows: 0, statements: 0 };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const compiled = store.db.getExecutor().compileQuery(node, queryId);
      const values = compiled.parameters.map((value) => JSON.stringify(value) ?? '');
      sizes.sent = Math.max(sizes.sent, compiled.sql.length + values.join('').length);
      sizes.statements += 1;
      return node;
    },
    transformResult: async ({ result }) => {
      sizes.rows = Math.max(sizes.rows, result.rows.length);
      return result;
    },
  };
  return {
    sizes,
    store: {
      ...store,
      db: store.db.withPlugin(plugin),
      transaction: (work) => store.transaction((tx) => work(tx.withPlugin(plugin) as typeof tx)),
    },
  };
};
