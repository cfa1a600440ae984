import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMARTCAR_10 } from '../support/sdk.js';

/** What is known of one event by its deliveries. */
export interface Seen {
  readonly path: string;
  readonly vehicleId: string;
  readonly sequence: number;
  readonly triggers: readonly string[];
  arrivals: number;
  /** How often it was answered 200: once, unless it came again. */
  accepted: number;
}

/** A receiver that counts. It is now and then out of order, and can be away for a while. */
export interface CountingSink {
  readonly origin: string;
  readonly events: ReadonlyMap<string, Seen>;
  /** Deliveries that have arrived, whatever came of them. */
  arrivals(): number;
  /** Deliveries with a wrong signature or an id that came before: there must be none. */
  readonly wrong: readonly string[];
  /** Calls back at every arrival, before it is answered. */
  onArrival(hear: (arrivals: number) => void): void;
  /** Lets deliveries wait for their answers from now on. */
  hold(): Held;
  /** Closes every connection, and listens again after a while. */
  restart(awayMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface Held {
  /** Events whose senders went away while they waited. */
  readonly abandoned: ReadonlySet<string>;
  /** How many wait now. */
  waiting(): number;
  /** Everything is answered again, what waited first. */
  release(): void;
}

/** Every fiftieth delivery is refused, so that retries are always under way. */
const REFUSES_EVERY = 50;

export const startCountingSink = async (managementToken: () => string): Promise<CountingSink> => {
  const events = new Map<string, Seen>();
  const deliveryIds = new Set<string>();
  const wrong: string[] = [];
  let arrivals = 0;
  let hear: (arrivals: number) => void = () => undefined;
  let held: { take(eventId: string, response: ServerResponse): void } | undefined;

  /** Notes a delivery; answers with its event. */
  const take = (path: string, raw: string, signature: string | undefined): string => {
    const { eventId, vehicleId, data, meta } = JSON.parse(raw);
    arrivals += 1;
    if (SMARTCAR_10.hashChallenge(managementToken(), raw) !== signature) {
      wrong.push(`a wrong signature on ${raw}`);
    }
    if (deliveryIds.has(meta.deliveryId)) wrong.push(`deliveryId ${meta.deliveryId} twice`);
    deliveryIds.add(meta.deliveryId);
    const triggers = data.triggers.map(({ code }: { code: string }) => code);
    const seen = events.get(eventId) ?? {
      ...{ path, vehicleId, triggers, sequence: meta.sequence, arrivals: 0, accepted: 0 },
    };
    events.set(eventId, seen);
    seen.arrivals += 1;
    hear(arrivals);
    return eventId;
  };

  const answer = (eventId: string, response: ServerResponse): void => {
    const seen = events.get(eventId);
    const refused = arrivals % REFUSES_EVERY === 0;
    if (seen && !refused) seen.accepted += 1;
    response.writeHead(refused ? 500 : 200).end();
  };

  const hold = (): Held => {
    const waiting = new Map<ServerResponse, string>();
    const abandoned = new Set<string>();
    held = {
      take: (eventId, response) => {
        waiting.set(response, eventId);
        response.once('close', () => {
          if (waiting.delete(response)) abandoned.add(eventId);
        });
      },
    };
    return {
      abandoned,
      waiting: () => waiting.size,
      release: () => {
        held = undefined;
        for (const [response, eventId] of waiting) {
          waiting.delete(response);
          answer(eventId, response);
        }
      },
    };
  };

  const open = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const { challenge } = JSON.parse(raw).data;
        if (challenge !== undefined) {
          const proof = { challenge: SMARTCAR_10.hashChallenge(managementToken(), challenge) };
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(JSON.stringify(proof));
          return;
        }
        const signature = request.headers['sc-signature'];
        const eventId = take(request.url ?? '', raw, signature?.toString());
        if (held) held.take(eventId, response);
        else answer(eventId, response);
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return server;
  };
  const shut = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  let server = await open(0);
  const { port } = server.address() as AddressInfo;
  return {
    ...{ origin: `http://127.0.0.1:${port}`, events, wrong, hold },
    arrivals: () => arrivals,
    onArrival: (given) => {
      hear = given;
    },
    restart: async (awayMs) => {
      await shut(server);
      await sleep(awayMs);
      server = await open(port);
    },
    close: () => shut(server),
  };
};
