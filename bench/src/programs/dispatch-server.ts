import { setTimeout as sleep } from 'node:timers/promises';
import { systemEntropy } from '@carport/server/platform/entropy';
import { insertEvents, type NewEvent } from '@carport/server/webhooks/outbox.store';
import { answerCalls, startArgument } from './calls.js';
import { startCarport } from './carport.js';
import { connectCar, createApplication } from './connected-car.js';
import { eventPayload } from './event-payload.js';

/** Carport's dispatcher at work, with one car and some webhooks that watch it. */
const { databaseUrl, url, webhooks } = startArgument<{
  databaseUrl: string;
  url: string;
  webhooks: number;
}>();

const carport = await startCarport({ databaseUrl });
const { platform, store, background } = carport;
const created = await createApplication(carport);
const car = await connectCar(carport, created, 'bev@example.com');
const applicationId = created.application.id;

const webhookIds: string[] = [];
for (let number = 0; number < webhooks; number += 1) {
  const webhook = await platform.webhooks.create(applicationId, {
    ...{ name: `Bench ${number}`, callbackUri: url, autoSubscribe: false },
    ...{ triggers: ['charge-ischarging'], signals: ['charge-ischarging'] },
  });
  webhookIds.push(webhook.id);
  await platform.webhooks.subscribe(applicationId, webhook.id, car.vehicleId, car.userId);
}
// The verification is not what is measured, and neither are the first deliveries.
await store.db.updateTable('webhooks').set({ verified_at: new Date() }).execute();
await store.db.updateTable('webhook_subscriptions').set({ awaits_first: false }).execute();
background.start();

const AT_A_TIME = 1_000;
const LOOK_EVERY_MS = 10;

const newEvents = (count: number): NewEvent[] => {
  const createdAt = new Date();
  return Array.from({ length: count }, (_, index) => {
    const id = systemEntropy.uuid();
    const webhookId = webhookIds[index % webhookIds.length] ?? '';
    return {
      ...{ id, applicationId, webhookId, vehicleId: car.vehicleId, createdAt },
      ...{ type: 'VEHICLE_STATE', status: 'pending', payload: eventPayload(id, webhookId) },
    };
  });
};

const pendingEvents = async (): Promise<number> => {
  const { count } = await store.db
    .selectFrom('webhook_queue')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

answerCalls(
  {
    /** All due from one moment on, so that writing them is no part of sending them. */
    enqueue: async (count: number) => {
      const events = newEvents(count);
      await store.transaction(async (tx) => {
        for (let from = 0; from < count; from += AT_A_TIME) {
          await insertEvents(tx, events.slice(from, from + AT_A_TIME));
        }
      });
    },
    wake: () => store.notify('outbox', ''),
    /** Resolves when every delivery is written down. */
    settled: async () => {
      while ((await pendingEvents()) > 0) await sleep(LOOK_EVERY_MS);
    },
  },
  carport.close,
);
