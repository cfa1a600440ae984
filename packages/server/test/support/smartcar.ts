import { createRequire } from 'node:module';

/** What the official Node SDK gives a webhook receiver. */
interface ReceiverSide {
  hashChallenge(managementToken: string, challenge: string): string;
  verifyPayload(managementToken: string, signature: string | undefined, body: unknown): boolean;
}

/** The package itself, unchanged; it comes without types. */
export const smartcar: ReceiverSide = createRequire(import.meta.url)('smartcar');
