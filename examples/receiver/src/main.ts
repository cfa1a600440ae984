import { createCars } from './cars.js';
import { createReceiver } from './receiver.js';
import { openSpool } from './spool.js';
import { startWorker } from './worker.js';

const { env } = process;
const log = (line: string): void => void process.stdout.write(`${line}\n`);

/** While a token is being replaced: the new one, a comma, the old one. */
const [key, ...olderKeys] = (env.CARPORT_MANAGEMENT_TOKEN ?? '').split(',').filter(Boolean);
if (key === undefined) {
  process.stderr.write('CARPORT_MANAGEMENT_TOKEN is missing: source .carport/demo.env first\n');
  process.exit(2);
}

const spool = await openSpool(env.RECEIVER_DATA_DIR ?? '.receiver');
const worker = startWorker({ spool, log, handle: createCars(log).handle });
const server = createReceiver({
  ...{ keys: [key, ...olderKeys], spool, log },
  mostWaiting: Number(env.RECEIVER_MOST_WAITING ?? 10_000),
  isRetired: env.RECEIVER_RETIRED === 'true',
});
const port = Number(env.PORT ?? 3000);
server.listen(port, env.HOST ?? '127.0.0.1', () => {
  log(`receiving on http://localhost:${port}/webhooks, ${spool.waiting()} events wait`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(async () => {
      await worker.stop();
      process.exit();
    });
    server.closeIdleConnections();
  });
}
