import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * The server's secrets at work: a fast keyed hash for random credentials (they are looked up by it and
 * never kept in the clear), derived secrets, and sealing for the few values that must be read again.
 *
 * A plain slow hash would add nothing: these secrets are random, not chosen by people.
 */
export interface Keyring {
  /** Keyed hash of a random secret, for look-up and comparison. */
  hash(secret: string): Buffer;
  /** A secret that only this server can derive from another one, for one purpose. */
  derive(purpose: string, from: string): string;
  /** Encrypts with AES-256-GCM; the record names the key, so that keys can be rotated. */
  seal(plain: string, context: string): string;
  /** Reads a sealed record; throws when it was tampered with or belongs to another context. */
  open(sealed: string, context: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface KeyMaterial {
  readonly id: string;
  /** 32 random bytes. */
  readonly key: Buffer;
}

const subkey = (material: KeyMaterial, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', material.key, '', `carport/${purpose}`, KEY_BYTES));

/**
 * @param current seals and hashes; @param retired only open records that were sealed before a rotation.
 */
export const createKeyring = (
  current: KeyMaterial,
  retired: readonly KeyMaterial[] = [],
): Keyring => {
  const hashKey = subkey(current, 'hash');
  const deriveKey = subkey(current, 'derive');
  const sealKeys = new Map(
    [current, ...retired].map((material) => [material.id, subkey(material, 'seal')]),
  );

  return {
    hash: (secret) => createHmac('sha256', hashKey).update(secret).digest(),

    derive: (purpose, from) =>
      createHmac('sha256', deriveKey).update(purpose).update('\0').update(from).digest('base64url'),

    seal: (plain, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKeys.get(current.id) as Buffer, nonce);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const record = Buffer.concat([nonce, cipher.getAuthTag(), body]);
      return `${current.id}.${record.toString('base64url')}`;
    },

    open: (sealed, context) => {
      const [id = '', encoded = ''] = sealed.split('.');
      const key = sealKeys.get(id);
      if (!key) throw new Error(`sealed with unknown key "${id}"`);
      const record = Buffer.from(encoded, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, record.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(record.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = record.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
};

/** Compares in constant time; unequal lengths are simply unequal. */
export const sameBytes = (left: Buffer, right: Buffer): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
