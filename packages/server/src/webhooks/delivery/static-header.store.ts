import type { Queries } from '../../store/store.js';

/** Sealed values of webhooks that a dispatcher is about to send for; their events named the tenant. */
export const sealedHeadersOf = async (
  db: Queries,
  webhookIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (webhookIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('webhooks')
    .select(['id', 'static_header'])
    .where('id', 'in', webhookIds)
    .execute();
  return new Map(rows.flatMap((row) => (row.static_header ? [[row.id, row.static_header]] : [])));
};
