import { createHmac } from 'node:crypto';

/** Lower-case hex of HMAC-SHA256; the key is the application's management token. */
export const hmacHex = (key: string, data: string | Buffer): string =>
  createHmac('sha256', key).update(data).digest('hex');
