import { sql } from 'kysely';
import type { Tx } from '../../store/store.js';
import type { Marks } from './conditions.js';

/** Keeps what the conditions of each subscription remember. */
export const saveMarks = async (
  tx: Tx,
  applicationId: string,
  bySubscription: ReadonlyMap<string, Marks>,
): Promise<void> => {
  if (bySubscription.size === 0) return;
  const marks = [...bySubscription.values()].map((one) => JSON.stringify(one));
  await sql`
    UPDATE webhook_subscriptions s SET marks = n.marks::jsonb
    FROM unnest(${[...bySubscription.keys()]}::uuid[], ${marks}::text[]) AS n (id, marks)
    WHERE s.application_id = ${applicationId} AND s.id = n.id
  `.execute(tx);
};
