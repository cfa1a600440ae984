import { sql } from 'kysely';
import type { Tx } from '../store/store.js';

export interface StoredCode {
  readonly grantId: string;
  readonly redirectUri: string;
  /** Where the application's owners are sent when a request names no URI. */
  readonly defaultRedirectUri: string | null;
  readonly codeChallenge: string | null;
  readonly requirePkce: boolean;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export const insertCode = async (
  tx: Tx,
  code: {
    hash: Buffer;
    applicationId: string;
    grantId: string;
    redirectUri: string;
    codeChallenge: string | null;
    expiresAt: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('authorization_codes')
    .values({
      hash: code.hash,
      application_id: code.applicationId,
      grant_id: code.grantId,
      redirect_uri: code.redirectUri,
      code_challenge: code.codeChallenge,
      expires_at: code.expiresAt,
    })
    .execute();
};

/** Reads a code of the application and keeps it to this transaction: of many exchanges, one is first. */
export const lockCode = (
  tx: Tx,
  applicationId: string,
  hash: Buffer,
): Promise<StoredCode | undefined> =>
  tx
    .selectFrom('authorization_codes as code')
    .innerJoin('grants', 'grants.id', 'code.grant_id')
    .innerJoin('applications', 'applications.id', 'code.application_id')
    .select((eb) => [
      'code.grant_id as grantId',
      'code.redirect_uri as redirectUri',
      'code.code_challenge as codeChallenge',
      'code.expires_at as expiresAt',
      'code.used_at as usedAt',
      'grants.revoked_at as revokedAt',
      'applications.require_pkce as requirePkce',
      eb
        .selectFrom('redirect_uris')
        .select('uri')
        .whereRef('redirect_uris.application_id', '=', 'code.application_id')
        .where('position', '=', 0)
        .as('defaultRedirectUri'),
    ])
    .where('code.hash', '=', hash)
    .where('code.application_id', '=', applicationId)
    .forUpdate('code')
    .executeTakeFirst();

/** Uses the code up and makes the first pair of its family. */
export const spendCode = async (
  tx: Tx,
  spent: {
    applicationId: string;
    grantId: string;
    codeHash: Buffer;
    now: Date;
    access: { hash: Buffer; expiresAt: Date };
    refresh: { hash: Buffer; expiresAt: Date };
  },
): Promise<void> => {
  const { applicationId, grantId, access, refresh } = spent;
  await sql`
    WITH used AS (
      UPDATE authorization_codes SET used_at = ${spent.now}
      WHERE hash = ${spent.codeHash} AND application_id = ${applicationId}
    ), access AS (
      INSERT INTO access_tokens (hash, application_id, grant_id, expires_at)
      VALUES (${access.hash}, ${applicationId}, ${grantId}, ${access.expiresAt})
    )
    INSERT INTO refresh_tokens (hash, application_id, grant_id, expires_at)
    VALUES (${refresh.hash}, ${applicationId}, ${grantId}, ${refresh.expiresAt})
  `.execute(tx);
};
