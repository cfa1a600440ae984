import { UNIT_SYSTEMS } from '@carport/catalog';
import Type from 'typebox';
import { DeliveryView, DeliveryWishes } from '../../webhooks/delivery/options.js';
import { LEASE } from '../../webhooks/feed/contract.js';
import { CHARGING_EVENTS, FREQUENCIES, LEGACY_TYPES } from '../../webhooks/legacy/contract.js';
import { VehicleAttributes } from '../v3/schemas.js';
import { SentSignals, SentTriggers, ShownSignals, ShownTriggers } from './webhook-attributes.js';

const uuid = Type.String({ format: 'uuid' });
const moment = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const uri = Type.String({ maxLength: 2_048 });

const WEBHOOK_TYPES = ['signals', 'operational', ...LEGACY_TYPES];
const Legacy = Type.Object(
  {
    frequency: Type.Optional(
      Type.Enum([...FREQUENCIES], { description: 'Of `scheduled`; daily when absent.' }),
    ),
    interval: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Of `scheduled`: every so many of them; 1.' }),
    ),
    endpoints: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), {
        maxItems: 100,
        description: 'Of `scheduled` and `dynamic`: paths of v2.0 such as `/odometer`.',
      }),
    ),
    units: Type.Optional(
      Type.Enum([...UNIT_SYSTEMS], {
        description: 'Of `scheduled` and `dynamic`; metric when absent.',
      }),
    ),
    events: Type.Optional(
      Type.Array(Type.Enum([...CHARGING_EVENTS]), {
        description: 'Of `eventBased`; all when absent.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'What a webhook of version 2.0 tells; null in version 4.0.',
  },
);

/** What a client may set on a webhook. */
const settings = {
  name: Type.String({ maxLength: 200 }),
  deliveryMethod: Type.Optional(
    Type.Enum(['push', 'pull'], {
      description:
        'Carport’s own. `pull`: events are not sent but kept until they are read from the webhook’s feed; there is no callback URI and nothing to verify.',
    }),
  ),
  leaseSeconds: Type.Optional(
    nullable(
      Type.Integer({
        minimum: LEASE.shortest,
        maximum: LEASE.longest,
        description:
          'Of `pull`: the webhook is removed some minutes after nobody has read its feed for so long. Null: it stays.',
      }),
    ),
  ),
  callbackUri: Type.Optional(nullable(uri)),
  type: Type.Optional(
    Type.Enum(WEBHOOK_TYPES, {
      description:
        '`operational`: told about the application’s webhooks rather than about cars, without triggers and signals. `scheduled`, `eventBased` and `dynamic` are of version 2.0. It cannot be changed.',
    }),
  ),
  triggers: Type.Optional(SentTriggers),
  data: Type.Optional(SentSignals),
  errorCallbackUri: Type.Optional(nullable(uri)),
  autoSubscribe: Type.Optional(Type.Boolean()),
  isEnabled: Type.Optional(Type.Boolean()),
  version: Type.Optional(Type.Enum(['4.0', '2.0'], { description: 'Follows from the type.' })),
  legacy: Type.Optional(nullable(Legacy)),
  delivery: Type.Optional({
    ...DeliveryWishes,
    description:
      'Carport’s own: how events are sent. Options that are left out stay as they are, in the beginning as documented.',
  }),
};

export const WebhookSettings = Type.Object(settings, { additionalProperties: false });
export const WebhookChanges = Type.Partial(WebhookSettings, { additionalProperties: false });

export const WebhookResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook'),
  attributes: Type.Object({
    name: Type.String(),
    version: Type.String(),
    deliveryMethod: Type.Enum(['push', 'pull']),
    leaseSeconds: nullable(Type.Integer()),
    callbackUri: nullable(Type.String()),
    errorCallbackUri: nullable(Type.String()),
    triggers: ShownTriggers,
    data: ShownSignals,
    autoSubscribe: Type.Boolean(),
    isEnabled: Type.Boolean(),
    isVerified: Type.Boolean(),
    verifiedAt: nullable(moment),
    errorVerifiedAt: Type.Union([moment, Type.Null()], {
      description:
        'When the error URI proved itself; until then errors are sent to the callback URI.',
    }),
    type: Type.Enum(WEBHOOK_TYPES),
    legacy: nullable(Legacy),
    failingSince: nullable(moment),
    disabledReason: nullable(
      Type.Enum(['FAILING', 'GONE'], {
        description: 'Why Carport disabled it, as its delivery options asked for.',
      }),
    ),
    delivery: DeliveryView,
    signingSecret: Type.Optional(
      Type.String({
        description: 'Of Standard Webhooks: shown once, when `standardWebhooks` is turned on.',
      }),
    ),
  }),
  meta: Type.Object({ createdAt: moment, updatedAt: moment }),
  links: Type.Object({ self: Type.String() }),
});

/** A signing key of a webhook, without the key. */
const keyAttributes = {
  hint: Type.String({ description: 'How its secret ends.' }),
  expiresAt: nullable(moment),
};
const signingKey = (attributes: Type.TProperties) =>
  Type.Object({
    id: uuid,
    type: Type.Literal('webhook-key'),
    attributes: Type.Object(attributes),
    meta: Type.Object({ createdAt: moment }),
  });
export const SigningKeyResource = signingKey(keyAttributes);
export const NewSigningKeyResource = signingKey({
  ...keyAttributes,
  secret: Type.String({ description: 'Shown this once.' }),
});

const comparison = {
  uri: Type.String({ description: 'Where VERIFY was sent.' }),
  verified: Type.Boolean(),
  challenge: Type.String({ description: 'What was sent.' }),
  expected: Type.String({
    description: 'HMAC-SHA256 of the challenge under the management token.',
  }),
  tokens: Type.Array(
    Type.Object({
      hint: Type.String({ description: 'How the token ends.' }),
      expected: Type.String(),
      matches: Type.Boolean(),
      signs: Type.Boolean({ description: 'Deliveries are signed with it now.' }),
    }),
    {
      description:
        'The same under each live management token: two while they overlap, and either will do.',
    },
  ),
  statusCode: nullable(Type.Integer()),
  received: nullable(Type.String({ description: 'What came back.' })),
  error: nullable(Type.String({ description: 'Why it is not verified.' })),
};
export const VerificationResource = Type.Object({
  type: Type.Literal('webhook-verification'),
  attributes: Type.Object({
    ...comparison,
    errorCallbackUri: Type.Union([Type.Object(comparison), Type.Null()], {
      description: 'The same of the error URI; null where there is none.',
    }),
  }),
});

const related = <T extends string>(type: T) =>
  Type.Object({
    data: Type.Object({ type: Type.Literal(type), id: uuid }),
    links: Type.Object({ related: Type.String() }),
  });
export const SubscriptionResource = Type.Object({
  id: uuid,
  type: Type.Literal('subscription'),
  attributes: Type.Object({
    vehicle: Type.Required(VehicleAttributes),
    webhookId: uuid,
    vehicleId: uuid,
    userId: uuid,
  }),
  meta: Type.Object({ createdAt: moment, updatedAt: moment }),
  relationships: Type.Object({
    webhook: related('webhook'),
    user: related('user'),
    vehicle: related('vehicle'),
  }),
  links: Type.Object({ self: Type.String() }),
});

export const ApplicationResource = Type.Object({
  id: uuid,
  type: Type.Literal('application'),
  attributes: Type.Object({
    name: Type.String(),
    apiClientId: Type.String(),
    redirectUris: Type.Array(Type.String()),
    defaultPermissions: Type.Array(Type.String()),
    requirePkce: Type.Boolean(),
  }),
  links: Type.Object({ self: Type.String() }),
});

export const ManagementTokenResource = Type.Object({
  type: Type.Literal('management-token'),
  attributes: Type.Object({
    token: Type.String({ description: 'Shown this once.' }),
    previousExpiresAt: Type.String({
      format: 'date-time',
      description: 'Until then the token before is good, too, and webhooks are signed with it.',
    }),
  }),
});

export const SecretResource = Type.Object({
  id: uuid,
  type: Type.Literal('application-secret'),
  attributes: Type.Object({ hint: Type.String({ description: 'How the secret ends.' }) }),
  meta: Type.Object({ createdAt: moment }),
});
