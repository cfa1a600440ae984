import { sql } from 'kysely';
import type { Queries } from '../../store/store.js';

/** Before these events are deleted: cursors that have not passed them are over. Of every application. */
export const raiseFloors = async (db: Queries, eventIds: readonly string[]): Promise<void> => {
  await sql`
    UPDATE webhooks w SET feed_floor = passed.position, feed_floor_id = passed.id
    FROM (
      SELECT DISTINCT ON (webhook_id) webhook_id, position, id FROM webhook_events
      WHERE id = ANY(${eventIds}::uuid[]) AND type <> 'VERIFY' AND outcome IS DISTINCT FROM 'dropped'
      ORDER BY webhook_id, position DESC, id DESC
    ) AS passed
    WHERE w.id = passed.webhook_id
      AND (w.feed_floor IS NULL OR (w.feed_floor, w.feed_floor_id) < (passed.position, passed.id))
  `.execute(db);
};
