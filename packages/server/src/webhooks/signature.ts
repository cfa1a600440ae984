import { createHmac } from 'node:crypto';

type Key = string | Buffer;

const hmac = (key: Key, data: string | Buffer) => createHmac('sha256', key).update(data);

/** Lower-case hex of HMAC-SHA256; the key is the application's management token. */
export const hmacHex = (key: Key, data: string | Buffer): string => hmac(key, data).digest('hex');

/** As Standard Webhooks write it; the key is the webhook's own. */
export const hmacBase64 = (key: Key, data: string | Buffer): string =>
  hmac(key, data).digest('base64');
