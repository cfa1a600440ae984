import type { FastifyInstance } from 'fastify';
import smartcar from 'smartcar';
import { createApp } from './app.js';
import { createReadCar } from './car/read-car.js';
import { createTraces } from './car/trace.js';
import { createWatches } from './car/watch.js';
import { createManagement } from './carport/management.js';
import { createTimeMachine } from './carport/time-machine.js';
import type { Config } from './config.js';
import { createDrive } from './garage/drive.js';
import { createGarages } from './garage/garages.js';
import { createTokenKeeper } from './garage/tokens.js';
import { createFlashes, recordState } from './showroom.js';
import { createFeed } from './webhooks/feed.js';
import { ensureWebhook, registerWebhook } from './webhooks/register.js';

export interface Demo {
  readonly app: FastifyInstance;
  stop(): Promise<void>;
}

export interface Surroundings {
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Wires the app, lets it listen, and has its webhook registered. */
export const startDemo = async (config: Config, { now, log }: Surroundings): Promise<Demo> => {
  const authClient = new smartcar.AuthClient(config);
  const garages = await createGarages(config.dataDir, now);
  const drive = createDrive(createTokenKeeper(authClient, garages.save, now));
  const traces = createTraces(now);
  const watches = createWatches(
    createReadCar(drive, now),
    config.pollMilliseconds,
    recordState(traces),
  );
  const management = createManagement(config, now);
  const timeMachine = createTimeMachine({
    advance: management.advance,
    read: watches.readAgain,
    isMoving: traces.isMoving,
  });
  const callbackUri = new URL('/webhooks', config.publicUrl).href;
  let registration: ReturnType<typeof registerWebhook> | null = null;

  const app = await createApp({
    config,
    authClient,
    garages,
    drive,
    watches,
    traces,
    feed: createFeed(now),
    timeMachine,
    registration: {
      status: () => registration?.status() ?? { state: 'waiting', reason: 'starting' },
    },
    flashes: createFlashes(),
    log,
  });
  await app.listen({ host: config.host, port: config.port });
  // Verification calls back, so it starts when there is somebody to answer.
  registration = registerWebhook(() => ensureWebhook(management, callbackUri), log);

  return {
    app,
    stop: async () => {
      registration?.stop();
      watches.stop();
      await app.close();
      await garages.save();
    },
  };
};
