import { sql } from 'kysely';
import type { Queries } from '../store/store.js';

export interface Rotation {
  readonly applicationId: string;
  readonly hash: Buffer;
  readonly now: Date;
  /** A token that was used before this has no grace left. */
  readonly graceSince: Date;
  /** No grace at all: a second use is a theft. */
  readonly strict: boolean;
  readonly successor: {
    readonly accessHash: Buffer;
    readonly accessLifeMs: number;
    readonly refreshHash: Buffer;
    readonly refreshLifeMs: number;
  };
}

export interface Rotated {
  readonly grantId: string;
  /** When the token was used first; its successors' lives count from then. */
  readonly usedAt: Date;
  /** The token came back too late, and its family was revoked. */
  readonly reused: boolean;
}

/**
 * One statement from the presented token to its successors, atomic by the row lock on the token: whoever comes
 * second finds `used_at` set and the successors there. Undefined when the application has no such live token.
 *
 * The family is locked before the token, in the order in which deletions cascade.
 */
export const rotateRefreshToken = async (
  db: Queries,
  { applicationId, hash, now, graceSince, strict, successor }: Rotation,
): Promise<Rotated | undefined> => {
  const { rows } = await sql<Rotated>`
    WITH family AS (
      SELECT g.id
      FROM refresh_tokens AS t
      JOIN grants AS g ON g.id = t.grant_id AND g.application_id = t.application_id
      WHERE t.hash = ${hash} AND t.application_id = ${applicationId} AND g.revoked_at IS NULL
      FOR KEY SHARE OF g
    ),
    token AS (
      UPDATE refresh_tokens AS t SET used_at = coalesce(t.used_at, ${now})
      FROM family
      WHERE t.hash = ${hash} AND t.application_id = ${applicationId} AND t.expires_at > ${now}
      RETURNING t.grant_id, t.used_at
    ),
    next_refresh AS (
      INSERT INTO refresh_tokens (hash, application_id, grant_id, expires_at)
      SELECT ${successor.refreshHash}::bytea, ${applicationId}::uuid, grant_id,
        used_at + ${successor.refreshLifeMs}::float8 * interval '1 millisecond'
      FROM token WHERE used_at >= ${graceSince}
      ON CONFLICT (hash) DO NOTHING
      RETURNING hash
    ),
    next_access AS (
      INSERT INTO access_tokens (hash, application_id, grant_id, expires_at)
      SELECT ${successor.accessHash}::bytea, ${applicationId}::uuid, grant_id,
        used_at + ${successor.accessLifeMs}::float8 * interval '1 millisecond'
      FROM token WHERE used_at >= ${graceSince}
      ON CONFLICT (hash) DO NOTHING
    ),
    outcome AS (
      SELECT grant_id, used_at,
        used_at < ${graceSince} OR (${strict} AND NOT EXISTS (SELECT FROM next_refresh)) AS reused
      FROM token
    ),
    revoked AS (
      UPDATE grants SET revoked_at = ${now}
      FROM outcome
      WHERE outcome.reused AND grants.id = outcome.grant_id
        AND grants.application_id = ${applicationId} AND grants.revoked_at IS NULL
      RETURNING grants.id
    )
    SELECT grant_id AS "grantId", used_at AS "usedAt", reused,
      (SELECT count(pg_notify('grants', revoked.id::text)) FROM revoked)
    FROM outcome
  `.execute(db);
  return rows[0];
};
