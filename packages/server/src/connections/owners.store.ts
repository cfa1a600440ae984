import type { Mode } from '@carport/catalog';
import { sql } from 'kysely';
import { credentialsContext } from '../access/oem-credentials.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Queries, Tx } from '../store/store.js';

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
  await sql`SELECT pg_advisory_xact_lock(${String(subject.readBigInt64BE())}::bigint)`.execute(tx);

  const known = await lockOwner(tx, applicationId, name, subject);
  if (known) {
    await tx
      .updateTable('oem_accounts')
      .set({ sealed_credentials: keyring.seal(credentials, credentialsContext(known.accountId)) })
      .where('id', '=', known.accountId)
      .where('application_id', '=', applicationId)
      .execute();
    return known;
  }

  const owner = { userId: entropy.uuid(), accountId: entropy.uuid() };
  const row = { application_id: applicationId, created_at: now };
  await tx
    .insertInto('users')
    .values({ ...row, id: owner.userId, external_id: null })
    .execute();
  await tx
    .insertInto('oem_accounts')
    .values({
      ...row,
      id: owner.accountId,
      user_id: owner.userId,
      adapter: name.adapter,
      make: name.make,
      mode: name.mode,
      subject,
      sealed_credentials: keyring.seal(credentials, credentialsContext(owner.accountId)),
    })
    .execute();
  return owner;
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

const lockOwner = (
  tx: Tx,
  applicationId: string,
  name: AccountName,
  subject: Buffer,
): Promise<Owner | undefined> =>
  ownerQuery(tx, applicationId, name, subject).forKeyShare('users').executeTakeFirst();

export const findOwner = (
  db: Queries,
  keyring: Keyring,
  applicationId: string,
  name: AccountName,
): Promise<Owner | undefined> =>
  ownerQuery(db, applicationId, name, subjectHash(keyring, applicationId, name)).executeTakeFirst();
