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
  readonly triggers?: readonly string[];
  readonly attempts: readonly Attempt[];
}

interface EventResource {
  readonly id: string;
  readonly attributes: Omit<LoggedEvent, 'eventId' | 'webhook'>;
}

/** The newest events of one webhook that fit the filter of the API. */
export const recentEvents = async (
  carport: Carport,
  webhook: LoggedEvent['webhook'],
  limit: number,
  filter: Readonly<Record<string, string | undefined>> = {},
): Promise<readonly LoggedEvent[]> => {
  const { data } = await carport.ask<{ data: readonly EventResource[] }>(
    'GET',
    `/webhooks/${webhook.id}/events`,
    { query: { ...filter, 'page[size]': limit } },
  );
  return data.map(({ id, attributes }) => ({ eventId: id, webhook, ...attributes }));
};

/** One event with everything that was tried. */
export const loggedEvent = async (
  carport: Carport,
  webhook: LoggedEvent['webhook'],
  eventId: string,
): Promise<LoggedEvent> => {
  const { data } = await carport.ask<{ data: EventResource }>(
    'GET',
    `/webhooks/${webhook.id}/events/${eventId}`,
  );
  return { eventId: data.id, webhook, ...data.attributes };
};
