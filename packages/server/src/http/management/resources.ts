import type { Application } from '../../applications/contract.js';
import type {
  ChangedWebhook,
  ListedSubscription,
  SigningKey,
  Verification,
  VerificationResult,
} from '../../webhooks/contract.js';
import { modeInV3, vehicleAttributes } from '../v3/current-form.js';
import { shownDefinition } from './webhook-attributes.js';

export const webhookResource = (publicUrl: string, webhook: ChangedWebhook) => ({
  id: webhook.id,
  type: 'webhook',
  attributes: {
    name: webhook.name,
    version: webhook.version,
    deliveryMethod: webhook.deliveryMethod,
    leaseSeconds: webhook.leaseSeconds,
    callbackUri: webhook.callbackUri,
    ...shownDefinition(webhook),
    autoSubscribe: webhook.autoSubscribe,
    isEnabled: webhook.isEnabled,
    isVerified: webhook.verifiedAt !== null,
    verifiedAt: webhook.verifiedAt?.toISOString() ?? null,
    errorVerifiedAt: webhook.errorVerifiedAt?.toISOString() ?? null,
    type: webhook.type,
    legacy: webhook.legacy,
    failingSince: webhook.failingSince?.toISOString() ?? null,
    disabledReason: webhook.disabledReason,
    delivery: webhook.delivery,
    ...(webhook.signingSecret && { signingSecret: webhook.signingSecret }),
  },
  meta: {
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
  },
  links: { self: `${publicUrl}/v3/webhooks/${webhook.id}` },
});

export const signingKeyResource = (
  { id, hint, createdAt, expiresAt }: SigningKey,
  shownOnce: { readonly secret?: string } = {},
) => ({
  id,
  type: 'webhook-key',
  attributes: { hint, expiresAt: expiresAt?.toISOString() ?? null, ...shownOnce },
  meta: { createdAt: createdAt.toISOString() },
});

export const verificationResource = (result: Verification) => ({
  type: 'webhook-verification',
  attributes: {
    ...comparison(result),
    errorCallbackUri: result.errorUri && comparison(result.errorUri),
  },
});

const comparison = (result: VerificationResult) => ({
  uri: result.uri,
  verified: result.verified,
  challenge: result.challenge,
  expected: result.expected,
  tokens: result.tokens,
  statusCode: result.statusCode,
  received: result.received,
  error: result.error,
});

/** The three ids stand among the attributes as well, where they are sent to make a subscription. */
export const subscriptionResource = (publicUrl: string, subscription: ListedSubscription) => {
  const { id, webhookId, vehicleId, userId, vehicle } = subscription;
  const createdAt = subscription.createdAt.toISOString();
  const related = (type: string, relatedId: string, path: string) => ({
    data: { type, id: relatedId },
    links: { related: `${publicUrl}/v3/${path}` },
  });
  const ofUser = new URLSearchParams({
    'filter[userId]': userId,
    'filter[vehicle.mode]': modeInV3(vehicle.mode),
  });
  return {
    id,
    type: 'subscription',
    attributes: { vehicle: vehicleAttributes(vehicle), webhookId, vehicleId, userId },
    // A subscription is made and ended, and never changed.
    meta: { createdAt, updatedAt: createdAt },
    relationships: {
      webhook: related('webhook', webhookId, `webhooks/${webhookId}`),
      user: related('user', userId, `connections?${ofUser}`),
      vehicle: related('vehicle', vehicleId, `vehicles/${vehicleId}`),
    },
    links: { self: `${publicUrl}/v3/subscriptions/${id}` },
  };
};

export const applicationResource = (publicUrl: string, application: Application) => ({
  id: application.id,
  type: 'application',
  attributes: {
    name: application.name,
    apiClientId: application.apiClientId,
    redirectUris: application.redirectUris,
    defaultPermissions: application.defaultPermissions,
    requirePkce: application.requirePkce,
  },
  links: { self: `${publicUrl}/v3/applications/${application.id}` },
});

export const secretResource = (secret: { id: string; hint: string; createdAt: Date }) => ({
  id: secret.id,
  type: 'application-secret',
  attributes: { hint: secret.hint },
  meta: { createdAt: secret.createdAt.toISOString() },
});
