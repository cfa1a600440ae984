import { sql } from 'kysely';
import type { Mail } from '../../platform/mailer.js';
import type { Queries, Tx } from '../../store/store.js';

export interface KeptMail extends Mail {
  readonly id: string;
  readonly applicationId: string;
  /** This one included. */
  readonly attempts: number;
}

/** One mail to each recipient of the application. */
export const insertMails = async (
  tx: Tx,
  applicationId: string,
  mail: Omit<Mail, 'to'>,
  at: Date,
): Promise<void> => {
  await sql`
    INSERT INTO mails (id, application_id, recipient, subject, body, due_at, created_at)
    SELECT gen_random_uuid(), application_id, email, ${mail.subject}, ${mail.text}, ${at}, ${at}
    FROM alert_recipients WHERE application_id = ${applicationId}
  `.execute(tx);
};

/** Mails that are due, of all applications; nobody else gets them until `nextAt`. */
export const takeMails = async (
  db: Queries,
  { now, nextAt, most }: { readonly now: Date; readonly nextAt: Date; readonly most: number },
): Promise<KeptMail[]> => {
  const { rows } = await sql<KeptMail>`
    UPDATE mails SET due_at = ${nextAt}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM mails WHERE due_at <= ${now} ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, application_id AS "applicationId", recipient AS "to", subject, body AS text, attempts
  `.execute(db);
  return rows;
};

export const deleteMail = async (db: Queries, { id, applicationId }: KeptMail): Promise<void> => {
  await db
    .deleteFrom('mails')
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .execute();
};

export const readRecipients = async (db: Queries, applicationId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('alert_recipients')
    .select('email')
    .where('application_id', '=', applicationId)
    .orderBy('email')
    .execute();
  return rows.map(({ email }) => email);
};

export const replaceRecipients = async (
  tx: Tx,
  applicationId: string,
  emails: readonly string[],
): Promise<void> => {
  await tx.deleteFrom('alert_recipients').where('application_id', '=', applicationId).execute();
  if (emails.length === 0) return;
  await tx
    .insertInto('alert_recipients')
    .values(emails.map((email) => ({ application_id: applicationId, email })))
    .execute();
};
