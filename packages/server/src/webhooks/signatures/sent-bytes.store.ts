import type { Queries } from '../../store/store.js';
import type { Webhook } from '../contract.js';

/** What an attempt was made from. */
export interface SentDelivery {
  readonly payload: string;
  readonly startedAt: Date;
}

export const findSentDelivery = async (
  db: Queries,
  webhook: Pick<Webhook, 'id' | 'applicationId'>,
  deliveryId: string,
): Promise<SentDelivery | undefined> =>
  db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhook_events as e', 'e.id', 'd.event_id')
    .select(['e.payload', 'd.started_at as startedAt'])
    .where('d.application_id', '=', webhook.applicationId)
    .where('e.webhook_id', '=', webhook.id)
    .where('d.id', '=', deliveryId)
    .executeTakeFirst();
