import { createHmac, timingSafeEqual } from 'node:crypto';

/** Lower-case hex; the key is the application management token. */
export const hmacHex = (key: string, data: string | Buffer): string =>
  createHmac('sha256', key).update(data).digest('hex');

/** Whether one of the keys has signed these very bytes: as they came, never as they look after JSON.parse. */
export const isSigned = (
  bytes: Buffer,
  signature: string | undefined,
  keys: readonly string[],
): boolean => keys.some((key) => isSame(hmacHex(key, bytes), signature ?? ''));

const isSame = (expected: string, given: string): boolean => {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
};
