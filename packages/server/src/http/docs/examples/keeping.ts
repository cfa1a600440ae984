import {
  EXAMPLE_ORIGIN,
  MOMENT,
  type OperationExamples,
  VEHICLE_ID,
  WEBHOOK_ID,
} from './example.js';

const EVENT_ID = '6a3f8c1d-07e9-4b52-a4d6-b91c5e2f7083';
const DELIVERY_ID = 'e57b2d94-8c0f-4a13-b6e8-21d9f7c3a405';
const CURSOR = 'MSA4MTQ3MjMgNmEzZjhjMWQtMDdlOS00YjUyLWE0ZDYtYjkxYzVlMmY3MDgz';

const body = JSON.stringify({
  eventId: EVENT_ID,
  eventType: 'VEHICLE_STATE',
  vehicleId: VEHICLE_ID,
  data: { triggers: [{ code: 'FIRST_DELIVERY' }], signals: [] },
  meta: {
    version: '4.0',
    webhookId: WEBHOOK_ID,
    webhookName: 'State of charge',
    deliveryId: DELIVERY_ID,
    deliveredAt: Date.parse(MOMENT),
    mode: 'SIMULATED',
    signalCount: 0,
    sequence: 1,
  },
});

const delivery = {
  id: DELIVERY_ID,
  type: 'delivery',
  attributes: {
    eventId: EVENT_ID,
    eventType: 'VEHICLE_STATE',
    vehicleId: VEHICLE_ID,
    createdAt: MOMENT,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Smartcar/4.0',
      'SC-Signature': '5a0e8c0f3b6d92471ec4a58b7d06f3192e8c47b5a0d1f6938e2b7c4d5f1a6093',
    },
  },
};

const headers = delivery.attributes.headers;
const attempt = { attempt: 1, startedAt: MOMENT, durationMs: 84, statusCode: 200, error: null };
const told = {
  triggers: ['tractionbattery-stateofcharge'],
  signals: ['tractionbattery-stateofcharge', 'charge-ischarging'],
};

const logged = {
  id: DELIVERY_ID,
  type: 'webhook-delivery',
  attributes: {
    ...{ eventId: EVENT_ID, eventType: 'VEHICLE_STATE', vehicleId: VEHICLE_ID, ...attempt },
    ...{ succeeded: true, url: 'https://app.example.com/carport', ...told },
  },
};

const event = {
  id: EVENT_ID,
  type: 'webhook-event',
  attributes: {
    ...{ eventType: 'VEHICLE_STATE', status: 'delivered', reason: null, vehicleId: VEHICLE_ID },
    ...{ createdAt: MOMENT, dueAt: MOMENT, ...told },
    attempts: [{ deliveryId: DELIVERY_ID, ...attempt }],
  },
};

const webhook = `${EXAMPLE_ORIGIN}/v3/webhooks/${WEBHOOK_ID}`;
const page = (list: string) => ({
  meta: { pageSize: 50, cursor: null },
  links: { self: `${webhook}/${list}?page%5Bsize%5D=50`, next: null },
});

const REPAIR_ID = '8d20f6b3-47ce-4a95-9f18-c35e7a60d1b4';
const recovering = { kind: 'recover', since: '2026-06-01T06:00:00.000Z' };
const repair = {
  id: REPAIR_ID,
  type: 'webhook-repair',
  attributes: {
    ...{ ...recovering, statuses: ['dead', 'dropped'], status: 'running' },
    ...{ found: 4_500, repaired: 4_471, skipped: 29 },
    ...{ reached: '2026-06-01T08:12:30.101Z', finishedAt: null },
  },
  meta: { createdAt: MOMENT },
  links: { self: `${webhook}/repairs/${REPAIR_ID}` },
};
const replayed = {
  ...repair,
  attributes: {
    ...{ kind: 'replay', eventId: EVENT_ID, status: 'done', found: 1, repaired: 1, skipped: 0 },
    ...{ reached: null, finishedAt: MOMENT },
  },
};
const cancelled = {
  ...repair,
  attributes: { ...repair.attributes, status: 'cancelled', finishedAt: MOMENT },
};

/** Events that are kept: pulled, found, replayed. */
export const KEEPING_EXAMPLES: OperationExamples = {
  listWebhookDeliveries: { answer: { data: [logged], ...page('deliveries') } },
  readWebhookDelivery: {
    answer: {
      data: {
        ...logged,
        attributes: {
          ...logged.attributes,
          request: { method: 'POST', headers, body },
          response: { statusCode: 200, headers: { 'content-length': '2' }, body: 'ok' },
        },
      },
    },
  },
  listWebhookEvents: { answer: { data: [event], ...page('events') } },
  readWebhookEvent: {
    answer: {
      data: { ...event, attributes: { ...event.attributes, payload: JSON.parse(body) } },
    },
  },
  replayWebhookEvent: { answer: { data: replayed } },
  startWebhookRepair: {
    request: { data: { attributes: recovering } },
    answer: { data: repair },
  },
  listWebhookRepairs: { answer: { data: [repair, replayed] } },
  readWebhookRepair: { answer: { data: repair } },
  cancelWebhookRepair: { answer: { data: cancelled } },
  readWebhookFeed: { answer: { data: [delivery], meta: { cursor: CURSOR } } },
};
