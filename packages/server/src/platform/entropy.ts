import { randomBytes, randomUUID } from 'node:crypto';

/** Where identifiers and secrets come from, so that a test can make them repeatable. */
export interface Entropy {
  uuid(): string;
  /** A URL-safe secret with the given number of random bytes in it. */
  secret(bytes: number): string;
}

export const systemEntropy: Entropy = {
  uuid: () => randomUUID(),
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
};
