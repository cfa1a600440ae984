import { MOMENT, type OperationExamples, VEHICLE_ID, WEBHOOK_ID } from './example.js';

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

/** Events that are kept: pulled, found, replayed. */
export const KEEPING_EXAMPLES: OperationExamples = {
  readWebhookFeed: { answer: { data: [delivery], meta: { cursor: CURSOR } } },
};
