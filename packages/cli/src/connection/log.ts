import type { Carport } from './carport.js';

export interface Attempt {
  readonly deliveryId: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
}

export interface LoggedEvent {
  readonly eventId: string;
  readonly webhook: { readonly id: string; readonly name: string };
  readonly eventType: string;
  readonly status: string;
  readonly vehicleId: string | null;
  readonly createdAt: string;
  readonly attempts: readonly Attempt[];
}

interface EventResource {
  readonly id: string;
  readonly attributes: Omit<LoggedEvent, 'eventId' | 'webhook'>;
}

/** The newest events of one webhook. */
export const recentEvents = async (
  carport: Carport,
  webhook: LoggedEvent['webhook'],
  limit: number,
): Promise<readonly LoggedEvent[]> => {
  const { data } = await carport.ask<{ data: readonly EventResource[] }>(
    'GET',
    `/webhooks/${webhook.id}/events`,
    { query: { 'page[size]': limit } },
  );
  return data.map(({ id, attributes }) => ({ eventId: id, webhook, ...attributes }));
};
