import { sql } from 'kysely';
import type { Tx } from '../../store/store.js';

/**
 * Begins a new era when this cluster has not yet counted as far as positions were counted before: then the data
 * came from another one. Events with impossible positions are put behind everything.
 */
export const renewEra = async (tx: Tx): Promise<void> => {
  await sql`SELECT FROM webhook_feed_era FOR UPDATE`.execute(tx);
  const next = sql`pg_snapshot_xmax(pg_current_snapshot())`;
  const { numAffectedRows } = await sql`
    WITH foreigners AS (
      SELECT e.id FROM webhooks w CROSS JOIN LATERAL (
        SELECT id FROM webhook_events WHERE webhook_id = w.id AND position > ${next}
      ) AS e
    )
    UPDATE webhook_events e SET position = pg_current_xact_id() FROM foreigners f WHERE e.id = f.id
  `.execute(tx);
  const moved = (numAffectedRows ?? 0n) > 0n;
  await sql`
    UPDATE webhook_feed_era SET
      era = era + CASE WHEN ${moved} OR seen > ${next} THEN 1 ELSE 0 END, seen = ${next}
  `.execute(tx);
  await sql`UPDATE webhooks SET feed_floor = NULL WHERE feed_floor > ${next}`.execute(tx);
};
