import { hostname } from 'node:os';
import type { Carport } from '../connection/carport.js';
import { listWebhooks, type WebhookResource } from '../connection/resources.js';
import { CliFailure, EXIT } from '../failure.js';
import type { Selection } from './selection.js';

export interface Source {
  readonly id: string;
  readonly name: string;
  /** Makes it anew when it is gone; answers with its id. */
  readonly remake?: () => Promise<string>;
}

/** The feeds that are listened to, and how they are left. */
export interface Sources {
  readonly webhooks: readonly Source[];
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

/** Cars are watched for it meanwhile, so it should not outlive a listener that was killed by much. */
const LEASE_SECONDS = 300;

/** A webhook whose events are pulled, for as long as somebody listens: it hears of every car. */
export const temporarySource = async (
  carport: Carport,
  { triggers }: Selection,
): Promise<Sources> => {
  const name = `carport listen on ${hostname()}`;
  let id = '';
  const make = async (): Promise<string> => {
    const { data } = await carport.ask<{ data: WebhookResource }>('POST', '/webhooks', {
      attributes: {
        ...{ name, deliveryMethod: 'pull', leaseSeconds: LEASE_SECONDS, autoSubscribe: true },
        triggers,
      },
    });
    id = data.id;
    return id;
  };
  await make();
  return {
    webhooks: [{ id, name, remake: make }],
    close: () => carport.ask('DELETE', `/webhooks/${id}`),
  };
};
