import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the message that the line dies at: it never leaves, or it is obeyed and the answer is lost. */
export type Death = 'unsent' | 'unanswered';

/** A way to the database that can be cut, as the death of the process on its near end would cut it. */
export interface FrailLine {
  /** The database's URL by this way. */
  readonly url: string;
  /** Dies at the given message from now on, counted from one. */
  dieAt(message: number, death: Death): void;
  /** Takes the order back. */
  spare(): void;
  isDead(): boolean;
  /** Resolves when it has died and the database has noticed: what was under way is committed or rolled back. */
  readonly dead: Promise<void>;
  cut(death?: Death): Promise<void>;
}

/** Lets messages through to the database at the URL until it is cut; from then on nothing passes, either way. */
export const openFrailLine = async (databaseUrl: string): Promise<FrailLine> => {
  const target = new URL(databaseUrl);
  const ends = new Set<{ near: Socket; far: Socket }>();
  let left = Number.POSITIVE_INFINITY;
  let wanted: Death = 'unsent';
  let isDead = false;
  let noticed = (): void => undefined;
  const dead = new Promise<void>((resolve) => {
    noticed = resolve;
  });

  const die = async (): Promise<void> => {
    isDead = true;
    server.close();
    const gone = [...ends].map(async ({ near, far }) => {
      near.destroy();
      // The database reads what it was sent to its end, and then finds nobody there.
      far.end();
      far.resume();
      if (!far.closed) await once(far, 'close');
    });
    await Promise.all(gone);
    noticed();
  };

  const server = createServer((near) => {
    if (isDead) return near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    const pair = { near, far };
    ends.add(pair);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
    }
    near.on('data', (message: Buffer) => {
      if (isDead) return;
      left -= 1;
      if (left > 0 || wanted === 'unanswered') far.write(message);
      if (left <= 0) void die();
    });
    far.on('data', (message: Buffer) => {
      if (!isDead) near.write(message);
    });
    near.on('close', () => far.end());
    far.on('close', () => {
      ends.delete(pair);
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    dieAt: (message, death) => {
      left = message;
      wanted = death;
    },
    spare: () => {
      left = Number.POSITIVE_INFINITY;
    },
    isDead: () => isDead,
    dead,
    cut: async (death = 'unsent') => {
      wanted = death;
      if (!isDead) void die();
      await dead;
    },
  };
};
