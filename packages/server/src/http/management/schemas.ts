import Type from 'typebox';

const uuid = Type.String({ format: 'uuid' });
const moment = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const codes = Type.Array(Type.String({ maxLength: 100 }), {
  maxItems: 200,
  description: 'Signal codes, for example `tractionbattery-stateofcharge`.',
});
const uri = Type.String({ maxLength: 2_048 });

/** What a client may set on a webhook. */
const settings = {
  name: Type.String({ maxLength: 200 }),
  callbackUri: uri,
  triggers: codes,
  signals: codes,
  errorUri: Type.Optional(nullable(uri)),
  autoSubscribe: Type.Optional(Type.Boolean()),
  isEnabled: Type.Optional(Type.Boolean()),
};

export const WebhookSettings = Type.Object(settings, { additionalProperties: false });
export const WebhookChanges = Type.Partial(WebhookSettings);

export const WebhookResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook'),
  attributes: Type.Object({
    name: Type.String(),
    version: Type.String(),
    callbackUri: Type.String(),
    errorUri: nullable(Type.String()),
    triggers: Type.Array(Type.String()),
    signals: Type.Array(Type.String()),
    autoSubscribe: Type.Boolean(),
    isEnabled: Type.Boolean(),
    isVerified: Type.Boolean(),
    verifiedAt: nullable(moment),
  }),
  meta: Type.Object({ createdAt: moment, updatedAt: moment }),
  links: Type.Object({ self: Type.String() }),
});

export const VerificationResource = Type.Object({
  type: Type.Literal('webhook-verification'),
  attributes: Type.Object({
    verified: Type.Boolean(),
    challenge: Type.String({ description: 'What was sent.' }),
    expected: Type.String({
      description: 'HMAC-SHA256 of the challenge under the management token.',
    }),
    statusCode: nullable(Type.Integer()),
    received: nullable(Type.String({ description: 'What came back.' })),
    error: nullable(Type.String()),
  }),
});

export const EventResource = Type.Object({
  id: uuid,
  type: Type.Literal('webhook-event'),
  attributes: Type.Object({
    eventType: Type.String(),
    status: Type.Enum(['pending', 'delivered', 'dead', 'dropped']),
    vehicleId: nullable(uuid),
    createdAt: moment,
    dueAt: moment,
    attempts: Type.Array(
      Type.Object({
        deliveryId: uuid,
        attempt: Type.Integer(),
        startedAt: moment,
        durationMs: Type.Number(),
        statusCode: nullable(Type.Integer()),
        error: nullable(Type.String()),
      }),
    ),
  }),
});

export const SubscriptionResource = Type.Object({
  id: uuid,
  type: Type.Literal('subscription'),
  attributes: Type.Object({ webhookId: uuid, vehicleId: uuid, userId: uuid }),
  meta: Type.Object({ createdAt: moment }),
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

export const SecretResource = Type.Object({
  id: uuid,
  type: Type.Literal('application-secret'),
  attributes: Type.Object({ hint: Type.String({ description: 'How the secret ends.' }) }),
  meta: Type.Object({ createdAt: moment }),
});
