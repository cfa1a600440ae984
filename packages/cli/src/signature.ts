import { createHmac, timingSafeEqual } from 'node:crypto';

/** `SC-Signature`: lower-case hex of HMAC-SHA256 over the bytes; the key is the application management token. */
export const signatureOf = (key: string, bytes: string | Buffer): string =>
  createHmac('sha256', key).update(bytes).digest('hex');

export const sameSignature = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};
