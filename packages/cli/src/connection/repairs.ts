import { CliFailure, EXIT } from '../failure.js';
import type { Carport } from './carport.js';
import type { WebhookResource } from './resources.js';

export interface RepairResource {
  readonly id: string;
  readonly attributes: {
    readonly kind: string;
    readonly status: 'running' | 'done' | 'cancelled';
    readonly found: number;
    readonly repaired: number;
    readonly skipped: number;
    readonly reached: string | null;
  };
}

/** What is to be sent again: everything of a time, what failed in it, or the state of every car. */
export interface RepairWish {
  readonly kind: 'replay' | 'recover' | 'snapshot';
  readonly since?: string;
  readonly until?: string;
  readonly vehicleId?: string;
}

export const startRepair = async (
  carport: Carport,
  webhookId: string,
  wish: RepairWish,
): Promise<RepairResource> =>
  (
    await carport.ask<{ data: RepairResource }>('POST', `/webhooks/${webhookId}/repairs`, {
      attributes: wish,
    })
  ).data;

export const readRepair = async (
  carport: Carport,
  webhookId: string,
  repairId: string,
): Promise<RepairResource> =>
  (await carport.ask<{ data: RepairResource }>('GET', `/webhooks/${webhookId}/repairs/${repairId}`))
    .data;

export const replayEvent = async (
  carport: Carport,
  webhookId: string,
  eventId: string,
): Promise<RepairResource> =>
  (
    await carport.ask<{ data: RepairResource }>(
      'POST',
      `/webhooks/${webhookId}/events/${eventId}/replay`,
    )
  ).data;

/** The webhook, of those given, that an event belongs to. */
export const webhookOfEvent = async (
  carport: Carport,
  webhooks: readonly WebhookResource[],
  eventId: string,
): Promise<WebhookResource> => {
  for (const webhook of webhooks) {
    const known = await carport
      .ask('GET', `/webhooks/${webhook.id}/events/${eventId}`)
      .then(() => true)
      .catch((error: unknown) => {
        if (error instanceof CliFailure && error.exitCode === EXIT.refused) return false;
        throw error;
      });
    if (known) return webhook;
  }
  throw new CliFailure(
    EXIT.refused,
    `There is no event ${eventId}`,
    'carport logs shows the events of the last thirty days, each with its id at the end.',
  );
};

interface EventPage {
  readonly data: readonly {
    readonly id: string;
    readonly attributes: { readonly attempts: readonly { readonly deliveryId: string }[] };
  }[];
  readonly meta: { readonly cursor: string | null };
}

/** The newest attempt of each event that fits, the newest event first. */
export async function* lastAttempts(
  carport: Carport,
  webhookId: string,
  query: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<{ readonly eventId: string; readonly deliveryId: string }> {
  let cursor: string | undefined;
  do {
    const page = await carport.ask<EventPage>('GET', `/webhooks/${webhookId}/events`, {
      query: { ...query, cursor },
    });
    for (const { id, attributes } of page.data) {
      const last = attributes.attempts.at(-1);
      if (last) yield { eventId: id, deliveryId: last.deliveryId };
    }
    cursor = page.meta.cursor ?? undefined;
  } while (cursor !== undefined);
}

export interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const readRequest = async (
  carport: Carport,
  webhookId: string,
  deliveryId: string,
): Promise<SentRequest> =>
  (
    await carport.ask<{ data: { attributes: { request: SentRequest } } }>(
      'GET',
      `/webhooks/${webhookId}/deliveries/${deliveryId}`,
    )
  ).data.attributes.request;
