import { connect } from 'node:net';

/** The server that tests of shared limits use. */
export const TEST_REDIS_URL = process.env.CARPORT_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

const DEFAULT_PORT = 6379;

const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(TEST_REDIS_URL);
    const socket = connect({ host: hostname, port: Number(port || DEFAULT_PORT), timeout: 1_000 });
    const end = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** Whether there is one; says so where there is none, because tests are then left out. */
export const isRedisReachable = async (): Promise<boolean> => {
  const reachable = await answers();
  if (!reachable) {
    process.stderr.write(`Without Redis: nothing answers at ${new URL(TEST_REDIS_URL).host}\n`);
  }
  return reachable;
};
