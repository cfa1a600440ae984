import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;
const FILE = 'master.key';

export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * The key that hashes and seals everything. From the setting when given (base64url of 32 bytes), else from the
 * data folder, where it is made on the first start and readable by the owner only.
 */
export const loadMasterKey = async (
  setting: string | null,
  dataDir: string,
): Promise<MasterKey> => {
  return keyFrom(setting ?? (await readOrCreate(join(dataDir, FILE), dataDir)));
};

/** The same for work beside a server, which must not make a key of its own; null when there is none. */
export const findMasterKey = async (
  setting: string | null,
  dataDir: string,
): Promise<MasterKey | null> => {
  const text = setting ?? (await readFile(join(dataDir, FILE), 'utf8').catch(ifMissing));
  return text === undefined ? null : keyFrom(text);
};

const keyFrom = (text: string): MasterKey => {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== KEY_BYTES) {
    throw new Error('the master key must be 32 bytes, written in base64url');
  }
  return { id: 'k1', key };
};

const readOrCreate = async (path: string, dataDir: string): Promise<string> => {
  const kept = await readFile(path, 'utf8').catch(ifMissing);
  if (kept !== undefined) return kept;
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, randomBytes(KEY_BYTES).toString('base64url'), {
    mode: 0o600,
    flush: true,
  });
  try {
    // A link appears whole or not at all, so processes that start at once agree on one key.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
};

const ifMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
};
