import type { Permission } from '@carport/catalog';
import { type ExpressionBuilder, sql } from 'kysely';
import type { ApplicationRow, Database } from '../store/schema.js';
import type { Queries, Tx } from '../store/store.js';
import type { Application, ApplicationEntry, ApplicationsPage, SecretKind } from './contract.js';

export interface NewSecret {
  readonly id: string;
  readonly kind: SecretKind;
  readonly hash: Buffer;
  readonly sealed: string | null;
  /** The last characters, so that a person can tell secrets apart. */
  readonly hint: string;
}

type Columns = Pick<
  ApplicationRow,
  'id' | 'name' | 'default_permissions' | 'require_pkce' | 'api_client_id'
> & { redirect_uris: string[] };

const columns = (eb: ExpressionBuilder<Database, 'applications'>) =>
  [
    'applications.id',
    'applications.name',
    'applications.default_permissions',
    'applications.require_pkce',
    'applications.api_client_id',
    sql<string[]>`ARRAY(${eb
      .selectFrom('redirect_uris')
      .select('uri')
      .whereRef('redirect_uris.application_id', '=', 'applications.id')
      .orderBy('position')})`.as('redirect_uris'),
  ] as const;

const toApplication = (row: Columns): Application => ({
  id: row.id,
  name: row.name,
  defaultPermissions: row.default_permissions as Permission[],
  requirePkce: row.require_pkce,
  apiClientId: row.api_client_id,
  redirectUris: row.redirect_uris,
});

export const findApplication = async (
  db: Queries,
  applicationId: string,
): Promise<Application | undefined> => {
  const row = await db
    .selectFrom('applications')
    .select(columns)
    .where('applications.id', '=', applicationId)
    .executeTakeFirst();
  return row && toApplication(row);
};

/** The secret names the tenant; the caller compares the application with the one that was claimed. */
export const findBySecret = async (
  db: Queries,
  kind: SecretKind,
  hash: Buffer,
  now: Date,
): Promise<{ readonly application: Application; readonly expiresAt: Date | null } | undefined> => {
  const row = await db
    .selectFrom('applications')
    .innerJoin('application_secrets as s', 's.application_id', 'applications.id')
    .select(columns)
    .select('s.expires_at')
    .where('s.hash', '=', hash)
    .where('s.kind', '=', kind)
    .where(({ eb, or }) => or([eb('s.expires_at', 'is', null), eb('s.expires_at', '>', now)]))
    .executeTakeFirst();
  return row && { application: toApplication(row), expiresAt: row.expires_at };
};

export const insertApplication = async (
  tx: Tx,
  application: Application,
  createdAt: Date,
): Promise<void> => {
  await tx
    .insertInto('applications')
    .values({
      id: application.id,
      name: application.name,
      default_permissions: [...application.defaultPermissions],
      require_pkce: application.requirePkce,
      api_client_id: application.apiClientId,
      created_at: createdAt,
    })
    .execute();
};

/** Keeps others from changing the application's secrets or URIs meanwhile; false when it does not exist. */
export const lockApplication = async (tx: Tx, applicationId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('applications')
    .select('id')
    .where('id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
};

export const replaceRedirectUris = async (
  tx: Tx,
  applicationId: string,
  uris: readonly string[],
): Promise<void> => {
  await tx.deleteFrom('redirect_uris').where('application_id', '=', applicationId).execute();
  await sql`
    INSERT INTO redirect_uris (application_id, position, uri)
    SELECT ${applicationId}::uuid, ordinality - 1, uri
    FROM unnest(${[...uris]}::text[]) WITH ORDINALITY AS listed (uri, ordinality)
  `.execute(tx);
};

export const insertSecret = async (
  tx: Tx,
  applicationId: string,
  secret: NewSecret,
  createdAt: Date,
): Promise<void> => {
  await tx
    .insertInto('application_secrets')
    .values({ ...secret, application_id: applicationId, created_at: createdAt })
    .execute();
};

export const listSecrets = (
  db: Queries,
  applicationId: string,
  kind: SecretKind,
): Promise<{ id: string; hint: string; createdAt: Date }[]> =>
  db
    .selectFrom('application_secrets')
    .select(['id', 'hint', 'created_at as createdAt'])
    .where('application_id', '=', applicationId)
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** False when the application has no such secret. */
export const deleteSecret = async (
  tx: Tx,
  applicationId: string,
  kind: SecretKind,
  secretId: string,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('application_secrets')
    .where('application_id', '=', applicationId)
    .where('kind', '=', kind)
    .where('id', '=', secretId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

export const deleteSecrets = async (
  tx: Tx,
  applicationId: string,
  kinds: readonly SecretKind[],
): Promise<void> => {
  await tx
    .deleteFrom('application_secrets')
    .where('application_id', '=', applicationId)
    .where('kind', 'in', kinds)
    .execute();
};

/** Of every tenant, for the operator alone; the oldest first. */
export const listApplications = (
  db: Queries,
  { limit, after }: ApplicationsPage,
): Promise<ApplicationEntry[]> => {
  let query = db
    .selectFrom('applications')
    .select(['id', 'name', 'plan', 'created_at as createdAt', 'suspended_at as suspendedAt'])
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit);
  if (after) {
    query = query.where((eb) =>
      eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(after.createdAt, after.id)),
    );
  }
  return query.execute();
};

interface SealedManagementToken {
  readonly sealed: string;
  readonly expiresAt: Date | null;
}

/** Those that are good; the first signs: of two that overlap the one that ends, until it does. */
export const sealedManagementTokens = async (
  db: Queries,
  applicationId: string,
  now: Date,
): Promise<SealedManagementToken[]> => {
  const rows = await db
    .selectFrom('application_secrets')
    .select(['sealed', 'expires_at'])
    .where('application_id', '=', applicationId)
    .where('kind', '=', 'management')
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('expires_at', (order) => order.asc().nullsLast())
    .execute();
  return rows.flatMap(({ sealed, expires_at: expiresAt }) =>
    sealed === null ? [] : [{ sealed, expiresAt }],
  );
};

/** The newest so far is good until then, those before it no longer. */
export const retireManagementTokens = async (
  tx: Tx,
  applicationId: string,
  until: Date,
): Promise<void> => {
  const tokens = sql`application_id = ${applicationId} AND kind = 'management'`;
  await sql`DELETE FROM application_secrets WHERE ${tokens} AND expires_at IS NOT NULL`.execute(tx);
  await sql`UPDATE application_secrets SET expires_at = ${until} WHERE ${tokens}`.execute(tx);
};
