import { setTimeout as sleep } from 'node:timers/promises';
import { systemEntropy } from '@carport/server/platform/entropy';
import { datedUuid } from '@carport/server/platform/uuid';
import { insertEvents, type NewEvent } from '@carport/server/webhooks/outbox.store';
import { startCarport } from './carport.js';
import { connectCar, createApplication } from './connected-car.js';
import { eventPayload } from './event-payload.js';

/** Carport's dispatcher at work, with one car and webhooks that watch it. */
export interface WebhooksAtWork {
  /** Writes events into the outbox, shared out between the webhooks in turn; nobody is woken. */
  write(count: number): Promise<void>;
  wake(): Promise<void>;
  /** Resolves when every delivery is written down. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const AT_A_TIME = 1_000;
const LOOK_EVERY_MS = 10;

/** One webhook for each callback. */
export const startWebhooks = async (
  databaseUrl: string,
  callbacks: readonly string[],
): Promise<WebhooksAtWork> => {
  const carport = await startCarport({ databaseUrl });
  const { platform, store, background } = carport;
  const created = await createApplication(carport);
  const car = await connectCar(carport, created, 'bev@example.com');
  const applicationId = created.application.id;

  const webhookIds: string[] = [];
  for (const [number, callbackUri] of callbacks.entries()) {
    const webhook = await platform.webhooks.create(applicationId, {
      ...{ name: `Bench ${number}`, callbackUri, autoSubscribe: false },
      ...{ triggers: ['charge-ischarging'], signals: ['charge-ischarging'] },
    });
    webhookIds.push(webhook.id);
    await platform.webhooks.subscribe(applicationId, webhook.id, car.vehicleId, car.userId);
  }
  // The verification is not what is measured, and neither are the first deliveries.
  const verified = { verified_at: new Date(), verify_due_at: null };
  await store.db.updateTable('webhooks').set(verified).execute();
  await store.db.updateTable('webhook_subscriptions').set({ awaits_first: false }).execute();
  background.start();

  let written = 0;
  const newEvent = (createdAt: Date): NewEvent => {
    // As the engine names events.
    const id = datedUuid(systemEntropy.uuid(), createdAt.getTime());
    const webhookId = webhookIds[written % webhookIds.length] ?? '';
    written += 1;
    return {
      ...{ id, applicationId, webhookId, vehicleId: car.vehicleId, createdAt },
      ...{ type: 'VEHICLE_STATE', status: 'pending', payload: eventPayload(id, webhookId) },
    };
  };

  return {
    write: async (count) => {
      const createdAt = new Date();
      await store.transaction(async (tx) => {
        for (let left = count; left > 0; left -= AT_A_TIME) {
          const length = Math.min(left, AT_A_TIME);
          await insertEvents(
            tx,
            Array.from({ length }, () => newEvent(createdAt)),
          );
        }
      });
    },
    wake: () => store.notify('outbox', ''),
    settled: async () => {
      for (;;) {
        const { count } = await store.db
          .selectFrom('webhook_queue')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        if (Number(count) === 0) return;
        await sleep(LOOK_EVERY_MS);
      }
    },
    close: carport.close,
  };
};
