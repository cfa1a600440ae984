import { setTimeout as sleep } from 'node:timers/promises';
import { type App, createApp } from '../kill/app.js';
import { freePort } from '../support/free-port.js';
import { type ServerProcess, startServer } from '../support/server-process.js';

export interface CrewOptions {
  readonly size: number;
  readonly dataDir: string;
  readonly args: readonly string[];
  /** Further ones of each. */
  readonly argsOf?: (place: number) => readonly string[];
}

/** Server processes that share one database; each can be killed and comes back in its place. */
export interface Crew {
  readonly size: number;
  /** Of one that serves; waits for one when there is none. */
  app(preferred: number): Promise<App>;
  readonly managementToken: string;
  readonly origin: string;
  /** kill -9; nobody takes its place until `revive`. */
  kill(place: number): Promise<void>;
  revive(place: number): Promise<void>;
  /** Of those that live. */
  pids(): readonly number[];
  stop(): Promise<void>;
}

const PATIENCE_MS = 20;

export const startCrew = async (options: CrewOptions): Promise<Crew> => {
  const { size, dataDir } = options;
  const ports: number[] = [];
  const places: (ServerProcess | undefined)[] = [];
  for (let place = 0; place < size; place++) ports.push(await freePort());

  const revive = async (place: number): Promise<void> => {
    const args = [...options.args, ...(options.argsOf?.(place) ?? [])];
    places[place] = await startServer({ port: ports[place] ?? 0, dataDir, args });
  };
  // The first makes the tables and the demo application.
  for (let place = 0; place < size; place++) await revive(place);
  const [first] = places;
  if (!first) throw new Error('a crew of nobody');

  return {
    ...{ size, revive, origin: first.origin },
    managementToken: first.environment.CARPORT_MANAGEMENT_TOKEN ?? '',
    app: async (preferred) => {
      for (;;) {
        const serving = places[preferred % size] ?? places.find((one) => one !== undefined);
        if (serving) return createApp(serving);
        await sleep(PATIENCE_MS);
      }
    },
    kill: async (place) => {
      const victim = places[place];
      places[place] = undefined;
      await victim?.kill();
    },
    pids: () => places.flatMap((one) => (one ? [one.pid] : [])),
    stop: async () => {
      await Promise.all(places.map((one) => one?.stop()));
    },
  };
};
