import type { Carport } from './carport.js';

/** An attempt of a webhook, by the event that it was to deliver. */
export interface MadeAttempt {
  readonly deliveryId: string;
  readonly eventId: string;
}

export interface AttemptsFollower {
  /** The attempts that were written down since the look before, however old their events are. */
  look(): Promise<readonly MadeAttempt[]>;
}

interface DeliveryPage {
  readonly data: readonly {
    readonly id: string;
    readonly attributes: { readonly eventId: string; readonly startedAt: string };
  }[];
  readonly meta: { readonly cursor: string | null };
}

const MOST_ON_A_PAGE = 200;
/**
 * Attempts stand in the order of their starts and are written down at their ends, so a slow one comes to stand
 * before those that are known. Longer than one lasts, and than the clocks of server processes differ.
 */
const LOOK_BACK_MS = 60_000;

/** Follows one webhook's attempts; its time is the server's. */
export const followAttempts = (
  carport: Carport,
  webhookId: string,
  filter: Readonly<Record<string, string | undefined>>,
): AttemptsFollower => {
  /** When each of those began that may be met again. */
  const known = new Map<string, number>();
  let newest: number | undefined;

  const page = (query: Readonly<Record<string, string | number | undefined>>) =>
    carport.ask<DeliveryPage>('GET', `/webhooks/${webhookId}/deliveries`, {
      query: { ...filter, ...query },
    });

  const newestOfAll = async (): Promise<number | undefined> => {
    for (let cursor: string | undefined; ; ) {
      const { data, meta } = await page({ cursor, 'page[size]': 1 });
      if (data[0]) return Date.parse(data[0].attributes.startedAt);
      if (meta.cursor === null) return undefined;
      cursor = meta.cursor;
    }
  };

  return {
    look: async () => {
      newest ??= await newestOfAll();
      if (newest === undefined) return [];
      const from = newest - LOOK_BACK_MS;
      for (const [id, startedAt] of known) if (startedAt < from) known.delete(id);
      const found: MadeAttempt[] = [];
      const range = { 'filter[since]': new Date(from).toISOString(), 'page[size]': MOST_ON_A_PAGE };
      for (let cursor: string | undefined; ; ) {
        const { data, meta } = await page({ ...range, cursor });
        for (const { id, attributes } of data) {
          if (known.has(id)) continue;
          const startedAt = Date.parse(attributes.startedAt);
          known.set(id, startedAt);
          newest = Math.max(newest, startedAt);
          found.push({ deliveryId: id, eventId: attributes.eventId });
        }
        if (meta.cursor === null) return found;
        cursor = meta.cursor;
      }
    },
  };
};
