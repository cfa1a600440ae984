import { connect } from 'node:net';

const SERVER_URL = 'redis://127.0.0.1:6379';
const PATIENCE_MS = 2_000;

/** The address of a Redis server that listens; null when none does. */
export const findRedis = async (): Promise<string | null> => {
  const url = process.env.REDIS_URL ?? SERVER_URL;
  const { hostname, port } = new URL(url);
  return (await listens(hostname, Number(port || 6379))) ? url : null;
};

const listens = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (found: boolean) => (): void => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.once('timeout', end(false));
  });
