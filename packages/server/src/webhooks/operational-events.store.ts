import type { Tx } from '../store/store.js';
import type { WebhookName } from './envelope.js';

interface OperationalAudience {
  /** The webhook that the event is about. */
  readonly subject: { readonly id: string; readonly name: string } | null;
  readonly audience: readonly WebhookName[];
}

/**
 * The operational webhooks that are to be told of something. They are not locked: one that is being disabled
 * meanwhile is found out when the event is about to be sent.
 */
export const operationalAudience = async (
  tx: Tx,
  applicationId: string,
  subjectId: string | null,
): Promise<OperationalAudience> => {
  const rows = await tx
    .selectFrom('webhooks')
    .select(['id', 'name', 'type', 'enabled', 'verified_at'])
    .where('application_id', '=', applicationId)
    .where((eb) => eb.or([eb('type', '=', 'operational'), eb('id', '=', subjectId)]))
    .orderBy('id')
    .execute();
  const subject = rows.find(({ id }) => id === subjectId);
  return {
    subject: subject ? { id: subject.id, name: subject.name } : null,
    audience: rows
      .filter((row) => row.type === 'operational' && row.id !== subjectId)
      .filter((row) => row.enabled && row.verified_at !== null)
      .map(({ id, name }) => ({ id, name, version: '4.0' })),
  };
};
