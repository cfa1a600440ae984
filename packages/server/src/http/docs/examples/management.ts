import { DELIVERY_DEFAULTS } from '../../../webhooks/delivery/options.js';
import {
  EXAMPLE_ORIGIN,
  MOMENT,
  type OperationExamples,
  USER_ID,
  VEHICLE_ID,
  WEBHOOK_ID,
} from './example.js';
import { pageOf, vehicle } from './v3.js';

const APPLICATION_ID = 'c2e85f10-6b37-4d9a-91f4-3a7d0c6e8b52';
const SUBSCRIPTION_ID = '94d7b0e3-f215-4a68-8c3d-e06b1f9a7c54';
const EVENT_ID = '6a3f8c1d-07e9-4b52-a4d6-b91c5e2f7083';
const CHALLENGE = '3d1f7b6a-0c58-4e92-a7b4-86f5c2e9d031';
const HMAC = '5a0e8c0f3b6d92471ec4a58b7d06f3192e8c47b5a0d1f6938e2b7c4d5f1a6093';

const settings = {
  name: 'State of charge',
  callbackUri: 'https://app.example.com/carport',
  triggers: ['tractionbattery-stateofcharge'],
  data: ['charge-ischarging'],
};
const stateOfCharge = {
  group: 'TractionBattery',
  name: 'StateOfCharge',
  code: 'tractionbattery-stateofcharge',
};

const webhook = {
  id: WEBHOOK_ID,
  type: 'webhook',
  attributes: {
    ...settings,
    triggers: [stateOfCharge],
    data: [{ group: 'Charge', name: 'IsCharging', code: 'charge-ischarging' }, stateOfCharge],
    version: '4.0',
    deliveryMethod: 'push',
    leaseSeconds: null,
    errorCallbackUri: null,
    autoSubscribe: false,
    isEnabled: true,
    isVerified: true,
    verifiedAt: MOMENT,
    errorVerifiedAt: null,
    type: 'signals',
    legacy: null,
    failingSince: null,
    disabledReason: null,
    delivery: { ...DELIVERY_DEFAULTS, honourRetryAfter: true, maxPerSecond: 50 },
  },
  meta: { createdAt: MOMENT, updatedAt: MOMENT },
  links: { self: `${EXAMPLE_ORIGIN}/v3/webhooks/${WEBHOOK_ID}` },
};

const signingKey = {
  id: '2c94f7a1-5d3e-4b80-9a16-e7f08c3b52d4',
  type: 'webhook-key',
  attributes: { hint: 'ZkQ=', expiresAt: null },
  meta: { createdAt: MOMENT },
};

const explanation = {
  type: 'signature-explanation',
  attributes: {
    valid: false,
    header: 'SC-Signature',
    bytes: 19,
    digest: 'b4a1f0c3d2e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff',
    received: HMAC,
    expected: [
      {
        key: 'management-token',
        hint: 'k3Qx',
        signature: '1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d',
        matches: false,
        signs: true,
      },
    ],
    cause: {
      code: 'LINE_END',
      explanation: 'the bytes have a line end that was not sent; take them as they came in',
    },
    delivery: null,
  },
};

const verification = {
  type: 'webhook-verification',
  attributes: {
    uri: settings.callbackUri,
    verified: true,
    challenge: CHALLENGE,
    expected: HMAC,
    tokens: [{ hint: 'k3Qx', expected: HMAC, matches: true, signs: true }],
    statusCode: 200,
    received: JSON.stringify({ challenge: HMAC }),
    error: null,
    errorCallbackUri: null,
  },
};

const subscribed = { webhookId: WEBHOOK_ID, vehicleId: VEHICLE_ID, userId: USER_ID };
const subscription = {
  id: SUBSCRIPTION_ID,
  type: 'subscription',
  attributes: { vehicle: vehicle.attributes, ...subscribed },
  meta: { createdAt: MOMENT, updatedAt: MOMENT },
  relationships: {
    webhook: {
      data: { type: 'webhook', id: WEBHOOK_ID },
      links: { related: `${EXAMPLE_ORIGIN}/v3/webhooks/${WEBHOOK_ID}` },
    },
    user: {
      data: { type: 'user', id: USER_ID },
      links: {
        related: `${EXAMPLE_ORIGIN}/v3/connections?filter%5BuserId%5D=${USER_ID}&filter%5Bvehicle.mode%5D=live`,
      },
    },
    vehicle: {
      data: { type: 'vehicle', id: VEHICLE_ID },
      links: { related: `${EXAMPLE_ORIGIN}/v3/vehicles/${VEHICLE_ID}` },
    },
  },
  links: { self: `${EXAMPLE_ORIGIN}/v3/subscriptions/${SUBSCRIPTION_ID}` },
};

const application = {
  id: APPLICATION_ID,
  type: 'application',
  attributes: {
    name: 'Charge planner',
    apiClientId: 'client_0123456789',
    redirectUris: ['https://app.example.com/callback'],
    defaultPermissions: ['read_battery', 'read_charge', 'control_charge'],
    requirePkce: false,
  },
  links: { self: `${EXAMPLE_ORIGIN}/v3/applications/${APPLICATION_ID}` },
};

const secret = {
  id: 'd81c4f60-2e7b-49a5-b3d0-7f6a1c95e248',
  type: 'application-secret',
  attributes: { hint: '…k3Qx' },
  meta: { createdAt: MOMENT },
};

/** Webhooks, subscriptions and the application itself. */
export const MANAGEMENT_EXAMPLES: OperationExamples = {
  listWebhooks: { answer: pageOf('/webhooks', [webhook], 50) },
  createWebhook: {
    request: {
      data: {
        attributes: { ...settings, delivery: { honourRetryAfter: true, maxPerSecond: 50 } },
      },
    },
    answer: { data: webhook },
  },
  getWebhook: { answer: { data: webhook } },
  updateWebhook: {
    request: { data: { attributes: { isEnabled: true } } },
    answer: { data: webhook },
  },
  listWebhookKeys: { answer: { data: [signingKey] } },
  rotateWebhookKey: {
    request: { data: { attributes: { overlapSeconds: 86_400 } } },
    answer: {
      data: {
        ...signingKey,
        attributes: {
          ...signingKey.attributes,
          secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDMwG8TjpmZkQ=',
        },
      },
    },
  },
  explainSignature: {
    request: { data: { attributes: { body: '{"eventId":"6a3f"}\n', signature: HMAC } } },
    answer: { data: explanation },
  },
  sendTestEvent: { answer: { data: { id: EVENT_ID, type: 'webhook-event' } } },
  verifyWebhook: { answer: { data: verification } },
  listSubscriptions: { answer: pageOf('/subscriptions', [subscription], 25) },
  createSubscription: {
    request: { data: { attributes: subscribed } },
    answer: { meta: { message: 'subscription creation in progress' } },
  },
  getSubscription: { answer: { data: subscription } },
  simulateEvent: {
    request: {
      data: { attributes: { event: 'door-opened', parameters: { position: 'rear-left' } } },
    },
    answer: {
      data: {
        id: VEHICLE_ID,
        type: 'simulation-event',
        attributes: {
          event: 'door-opened',
          steps: [
            {
              name: 'door opened',
              at: MOMENT,
              changed: ['closure-doors', 'closure-islocked'],
              error: null,
            },
          ],
        },
      },
    },
  },
  listApplications: { answer: { data: [application] } },
  rotateManagementToken: {
    request: { data: { attributes: { overlapSeconds: 86_400 } } },
    answer: {
      data: {
        type: 'management-token',
        attributes: { token: 'q8Xz3n1vVtYw5m0cRk7Jb2Lp9sDf6gHa', previousExpiresAt: MOMENT },
      },
    },
  },
  getApplication: { answer: { data: application } },
  listApplicationSecrets: { answer: { data: [secret] } },
};
