import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * What the documents and the public receiver recipe say of `@smartcar/webhooks` and `@smartcar/signals`, said again.
 * Neither is in the npm registry (asked in November 2026: 404), so these stand in for them: the same names, the same
 * parameters in the same order, and no leniency that the packages may have beyond what is documented.
 */

export interface Signal {
  readonly code: string;
  readonly name: string;
  readonly group: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly status: { readonly value: 'SUCCESS' | 'ERROR' };
}

/** Both versions in one type, as the recipe reads them. */
export interface WebhookDataPayload {
  readonly eventId?: string;
  readonly eventType?: string;
  readonly vehicleId?: string;
  readonly eventName?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly data?: {
    readonly challenge?: string;
    readonly signals?: readonly Signal[];
    readonly errors?: readonly unknown[];
    readonly triggers?: readonly unknown[];
  };
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Of `@smartcar/webhooks`: the text of a body, or what a JSON middleware has made of it. */
export const parseEnvelope = (body: string | object): WebhookDataPayload => {
  const envelope: unknown = typeof body === 'string' ? JSON.parse(body) : body;
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) {
    throw new TypeError('an envelope is a JSON object');
  }
  if (!('eventType' in envelope) && !('eventName' in envelope)) {
    throw new TypeError('an envelope says what kind of event it is');
  }
  return envelope as WebhookDataPayload;
};

/** Of `@smartcar/webhooks`. */
export const hashChallenge = (managementToken: string, challenge: string): string =>
  createHmac('sha256', managementToken).update(challenge).digest('hex');

/** Of `@smartcar/webhooks`: the text is the body as it came, or as JSON.stringify writes it again. */
export const verifySignature = (
  managementToken: string,
  text: string,
  signature: string,
): boolean => {
  const [expected, given] = [hashChallenge(managementToken, text), signature].map((hex) =>
    Buffer.from(hex),
  );
  return (
    expected?.length === given?.length &&
    timingSafeEqual(expected ?? Buffer.of(), given ?? Buffer.of())
  );
};

/** Of `@smartcar/signals`. */
export const getSignalByCode = <T extends Signal>(
  signals: readonly Signal[],
  code: T['code'],
): T | undefined => signals.find((signal): signal is T => signal.code === code);
