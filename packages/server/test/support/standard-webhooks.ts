import { createRequire } from 'node:module';

/** What the specification's own library gives a receiver. */
interface StandardWebhook {
  /** The parsed body; throws when no signature fits or the time is more than five minutes off. */
  verify(payload: string, headers: Readonly<Record<string, string>>): unknown;
}

/** The package itself, unchanged. */
export const { Webhook: StandardWebhook } = createRequire(import.meta.url)('standardwebhooks') as {
  readonly Webhook: new (secret: string) => StandardWebhook;
};
