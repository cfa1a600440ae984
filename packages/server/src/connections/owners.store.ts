import type { Mode } from '@carport/catalog';
import { sql } from 'kysely';
import { credentialsContext } from '../access/oem-credentials.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Queries, Tx } from '../store/store.js';
import type { OwnerChange } from './contract.js';

/** A carmaker account as one application sees it. */
export interface AccountName {
  readonly adapter: string;
  /** The make's id. */
  readonly make: string;
  readonly mode: Mode;
  readonly subject: string;
}

export interface Owner {
  readonly userId: string;
  readonly accountId: string;
}

/** Bound to the application too, so that nobody can follow one owner through the tables of several. */
export const subjectHash = (
  keyring: Keyring,
  applicationId: string,
  { adapter, make, mode, subject }: AccountName,
): Buffer => keyring.hash(JSON.stringify([applicationId, adapter, make, mode, subject]));

/**
 * The user of this account, made on the first consent, with the newest credentials. Until the transaction ends,
 * nobody else approves for the same owner, and the user cannot be deleted.
 */
export const keepOwner = async (
  tx: Tx,
  deps: { keyring: Keyring; entropy: Entropy; now: Date },
  applicationId: string,
  name: AccountName,
  credentials: string,
): Promise<Owner> => {
  const { keyring, entropy, now } = deps;
  const subject = subjectHash(keyring, applicationId, name);
  const known = await lockOwner(tx, applicationId, name, subject);
  if (known) {
    await renewCredentials(tx, keyring, applicationId, known.accountId, credentials);
    return known;
  }

  const userId = entropy.uuid();
  await tx
    .insertInto('users')
    .values({ id: userId, application_id: applicationId, external_id: null, created_at: now })
    .execute();
  return addAccount(tx, deps, applicationId, { userId, name, subject, credentials });
};

export const renewCredentials = async (
  tx: Tx,
  keyring: Keyring,
  applicationId: string,
  accountId: string,
  credentials: string,
): Promise<void> => {
  await tx
    .updateTable('oem_accounts')
    .set({ sealed_credentials: keyring.seal(credentials, credentialsContext(accountId)) })
    .where('id', '=', accountId)
    .where('application_id', '=', applicationId)
    .execute();
};

/** One more account of a user. */
export const addAccount = async (
  tx: Tx,
  { keyring, entropy, now }: { keyring: Keyring; entropy: Entropy; now: Date },
  applicationId: string,
  account: { userId: string; name: AccountName; subject: Buffer; credentials: string },
): Promise<Owner> => {
  const { userId, name, subject, credentials } = account;
  const accountId = entropy.uuid();
  await tx
    .insertInto('oem_accounts')
    .values({
      id: accountId,
      application_id: applicationId,
      user_id: userId,
      ...{ adapter: name.adapter, make: name.make, mode: name.mode, subject, created_at: now },
      sealed_credentials: keyring.seal(credentials, credentialsContext(accountId)),
    })
    .execute();
  return { userId, accountId };
};

const ownerQuery = (db: Queries, applicationId: string, name: AccountName, subject: Buffer) =>
  db
    .selectFrom('oem_accounts as account')
    .innerJoin('users', 'users.id', 'account.user_id')
    .select(['account.id as accountId', 'account.user_id as userId'])
    .where('account.application_id', '=', applicationId)
    .where('account.adapter', '=', name.adapter)
    .where('account.make', '=', name.make)
    .where('account.mode', '=', name.mode)
    .where('account.subject', '=', subject);

/** The owner of an account, if there is one; nobody else makes or renews it until the transaction ends. */
export const lockOwner = async (
  tx: Tx,
  applicationId: string,
  name: AccountName,
  subject: Buffer,
): Promise<Owner | undefined> => {
  await sql`SELECT pg_advisory_xact_lock(${String(subject.readBigInt64BE())}::bigint)`.execute(tx);
  return ownerQuery(tx, applicationId, name, subject).forKeyShare('users').executeTakeFirst();
};

export const findOwner = (
  db: Queries,
  keyring: Keyring,
  applicationId: string,
  name: AccountName,
): Promise<Owner | undefined> =>
  ownerQuery(db, applicationId, name, subjectHash(keyring, applicationId, name)).executeTakeFirst();

/** Keeps what is new about a user; answers with the ids of cars whose authorisation is made from it. */
export const rememberOwner = async (
  tx: Tx,
  applicationId: string,
  userId: string,
  { language, externalId }: OwnerChange = {},
): Promise<{ externalId: string | null; changed: readonly string[] }> => {
  const { rows } = await sql<{ externalId: string | null; changed: string[] }>`
    WITH before AS (SELECT language FROM users WHERE id = ${userId})
    UPDATE users u SET
      language = coalesce(${language ?? null}, u.language),
      external_id = CASE WHEN ${externalId === undefined} THEN u.external_id
        ELSE ${externalId ?? null} END
    FROM before WHERE u.id = ${userId} AND u.application_id = ${applicationId}
    RETURNING u.external_id AS "externalId",
      CASE WHEN u.language IS NOT DISTINCT FROM before.language THEN '{}'::text[]
        ELSE ARRAY(SELECT vehicle_id::text FROM connections WHERE user_id = u.id) END AS changed
  `.execute(tx);
  return rows[0] ?? { externalId: null, changed: [] };
};
