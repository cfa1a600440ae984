import { hostname } from 'node:os';
import type { Carport } from '../connection/carport.js';
import { listWebhooks, type WebhookResource } from '../connection/resources.js';
import { CliFailure, EXIT } from '../failure.js';
import type { Selection } from './selection.js';

/** The feeds that are listened to, and how they are left. */
export interface Sources {
  readonly webhooks: readonly { readonly id: string; readonly name: string }[];
  close(): Promise<void>;
}

/** One existing webhook. */
export const namedSource = async (carport: Carport, wanted: string): Promise<Sources> => {
  const known = await listWebhooks(carport);
  const found = known.find(({ id }) => id.startsWith(wanted));
  if (found) return existing([found]);
  throw new CliFailure(
    EXIT.usage,
    `no webhook's id begins with ${wanted}`,
    'carport webhooks list shows them.',
  );
};

/** What was missed was sent, or should have been, by webhooks that were there at the time. */
export const everySource = async (carport: Carport): Promise<Sources> => {
  const known = await listWebhooks(carport);
  if (known.length > 0) return existing(known);
  throw new CliFailure(
    EXIT.refused,
    'This application has no webhooks, so nothing was missed',
    'Without --since, carport listen makes one for itself while it runs.',
  );
};

const existing = (webhooks: readonly WebhookResource[]): Sources => ({
  webhooks: webhooks.map(({ id, attributes }) => ({ id, name: attributes.name })),
  close: async () => undefined,
});

/** A webhook whose events are pulled, for as long as somebody listens: it hears of every car. */
export const temporarySource = async (
  carport: Carport,
  { triggers }: Selection,
): Promise<Sources> => {
  const name = `carport listen on ${hostname()}`;
  const { data } = await carport.ask<{ data: WebhookResource }>('POST', '/webhooks', {
    attributes: {
      ...{ name, deliveryMethod: 'pull', autoSubscribe: true },
      ...{ triggers, signals: triggers },
    },
  });
  return {
    webhooks: [{ id: data.id, name }],
    close: () => carport.ask('DELETE', `/webhooks/${data.id}`),
  };
};
