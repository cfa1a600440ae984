import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** An event that waits to be worked on. */
export interface Job {
  readonly bytes: Buffer;
  /** It is remembered for some days, so that it is not worked on again. */
  done(): Promise<void>;
  /** It is put aside, into the folder `failed`. */
  giveUp(): Promise<void>;
}

export interface Spool {
  /** Resolves when the event is on the disk, or known already. */
  put(id: string, bytes: Buffer): Promise<'kept' | 'known'>;
  /** How many wait or are being worked on. */
  waiting(): number;
  /** In the order of their arrival, across restarts; ends with the signal. */
  jobs(signal: AbortSignal): AsyncGenerator<Job>;
}

/** Longer than anybody goes on repeating an event. */
const REMEMBERED_MS = 7 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

/**
 * A queue of files, one an event: `queue` holds what waits, `done` what was worked on, `failed` what could not be. It
 * is for one process; several would share a database with a unique column for the event's id.
 */
export const openSpool = async (folder: string, now: () => number = Date.now): Promise<Spool> => {
  const [writing, queue, done, failed] = await Promise.all(
    ['writing', 'queue', 'done', 'failed'].map(async (name) => {
      const path = join(folder, name);
      await mkdir(path, { recursive: true });
      return path;
    }),
  );
  if (!writing || !queue || !done || !failed) throw new Error('unreachable');
  // What was not written to its end was not acknowledged either.
  for (const name of await readdir(writing)) await rm(join(writing, name));
  const line = (await readdir(queue)).sort();
  const known = new Map<string, Promise<unknown>>();
  for (const name of [...line, ...(await readdir(failed))]) known.set(digestIn(name), RESOLVED);
  for (const digest of await readdir(done)) known.set(digest, RESOLVED);
  const forget = async (): Promise<void> => {
    for (const digest of await removeOld(done, now() - REMEMBERED_MS)) known.delete(digest);
  };
  await forget();
  setInterval(() => void forget().catch(() => undefined), FORGET_EVERY_MS).unref();
  let number = Math.max(0, ...line.map((name) => Number.parseInt(name, 10)));
  let underWay = 0;
  const arrivals = new EventEmitter();

  const write = async (digest: string, bytes: Buffer): Promise<void> => {
    number += 1;
    const name = `${String(number).padStart(15, '0')}-${digest}`;
    await writeDurably(join(writing, name), bytes);
    await rename(join(writing, name), join(queue, name));
    await sync(queue);
    line.push(name);
    arrivals.emit('arrival');
  };

  const jobOf = async (name: string): Promise<Job> => ({
    bytes: await readFile(join(queue, name)),
    done: () => rename(join(queue, name), join(done, digestIn(name))),
    giveUp: () => rename(join(queue, name), join(failed, name)),
  });

  return {
    put: async (id, bytes) => {
      const digest = createHash('sha256').update(id).digest('hex');
      const earlier = known.get(digest);
      if (earlier) {
        await earlier;
        return 'known';
      }
      const written = write(digest, bytes);
      known.set(digest, written);
      try {
        await written;
      } catch (error) {
        known.delete(digest);
        throw error;
      }
      return 'kept';
    },
    waiting: () => line.length + underWay,
    jobs: async function* (signal) {
      while (!signal.aborted) {
        const name = line.shift();
        if (name === undefined) {
          await once(arrivals, 'arrival', { signal }).catch(() => undefined);
          continue;
        }
        underWay = 1;
        yield await jobOf(name);
        underWay = 0;
      }
    },
  };
};

const RESOLVED = Promise.resolve();

/** The id's digest: any text can be an id, and not any can be a file's name. */
const digestIn = (name: string): string => name.slice(name.indexOf('-') + 1);

/** Answers with the names of what was removed. */
const removeOld = async (folder: string, before: number): Promise<string[]> => {
  const removed: string[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs >= before) continue;
    await rm(path);
    removed.push(name);
  }
  return removed;
};

const writeDurably = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Makes a folder's entries durable, where the system can. */
const sync = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
