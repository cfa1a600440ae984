import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/platform/clock.js';

/** What a receiver does with a delivery. */
export type Answer =
  | 'ok'
  | 'created'
  | 'slow'
  | '500'
  | '404'
  | '410'
  | 'redirect'
  | 'reset'
  | 'hang';

export interface Arrival {
  readonly path: string;
  readonly at: number;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the engine sent
  readonly body: any;
  readonly signature: string | undefined;
  readonly userAgent: string | undefined;
  readonly answer: Answer;
}

/** All receivers of a run, each at its own path. Every attempt that is made arrives here, whatever is answered. */
export interface Sink {
  readonly origin: string;
  /** What the next requests at the path get; after those, yes. */
  script(path: string, answers: readonly Answer[]): void;
  /** What has arrived since the last time. */
  take(): Arrival[];
  /** Lets arrivals wait for their answers until they are released. */
  hold(): { readonly firstArrival: Promise<void>; release(): void };
  /** The most requests at the path that waited for their answers at once since this was asked before. */
  mostUnderWay(path: string): number;
  /** Requests to where a redirect pointed: there must be none. */
  strays(): number;
  close(): Promise<void>;
}

export const ACCEPTED: ReadonlySet<Answer> = new Set(['ok', 'created', 'slow']);
const SLOW_MS = 30;
const ELSEWHERE = '/elsewhere';

export const startSink = async (clock: Clock, key: string): Promise<Sink> => {
  const scripts = new Map<string, Answer[]>();
  let arrivals: Arrival[] = [];
  let strays = 0;
  const underWay = new Map<string, { now: number; most: number }>();

  const countUnderWay = (path: string, response: ServerResponse): void => {
    const count = underWay.get(path) ?? { now: 0, most: 0 };
    underWay.set(path, count);
    count.now += 1;
    count.most = Math.max(count.most, count.now);
    let isOver = false;
    const end = (): void => {
      if (!isOver) count.now -= 1;
      isOver = true;
    };
    response.on('finish', end).on('close', end);
  };
  let held: { arrive(): void; readonly over: Promise<void> } | undefined;

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      if (path.startsWith(ELSEWHERE)) {
        strays += 1;
        response.end();
        return;
      }
      const raw = Buffer.concat(parts).toString('utf8');
      const body = JSON.parse(raw);
      const { challenge } = body.data;
      const answer = challenge === undefined ? (scripts.get(path)?.shift() ?? 'ok') : 'ok';
      const header = request.headers['sc-signature'];
      arrivals.push({
        ...{ path, at: clock.now(), raw, body, answer },
        signature: Array.isArray(header) ? header[0] : header,
        userAgent: request.headers['user-agent'],
      });
      if (challenge !== undefined) return prove(response, key, challenge);
      countUnderWay(path, response);
      held?.arrive();
      void (held?.over ?? Promise.resolve()).then(() => give(response, answer));
    });
  });
  // Connections are kept for as long as a run: none is ever closed under a request.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    script: (path, answers) => void scripts.set(path, [...answers]),
    take: () => {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
    hold: () => {
      let arrive = (): void => undefined;
      let release = (): void => undefined;
      const firstArrival = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const over = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { arrive, over };
      return {
        firstArrival,
        release: () => {
          held = undefined;
          release();
        },
      };
    },
    mostUnderWay: (path) => {
      const count = underWay.get(path);
      const most = count?.most ?? 0;
      if (count) count.most = count.now;
      return most;
    },
    strays: () => strays,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const prove = (response: ServerResponse, key: string, challenge: string): void => {
  const digest = createHmac('sha256', key).update(challenge).digest('hex');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ challenge: digest }));
};

const give = (response: ServerResponse, answer: Answer): void => {
  switch (answer) {
    case 'ok':
      response.writeHead(200).end();
      return;
    case 'created':
      response.writeHead(204).end();
      return;
    case 'slow':
      setTimeout(() => response.writeHead(200).end('{}'), SLOW_MS);
      return;
    case 'redirect':
      response.writeHead(307, { location: ELSEWHERE }).end();
      return;
    case 'reset':
      response.destroy();
      return;
    case 'hang':
      return;
    default:
      response.writeHead(Number(answer)).end();
  }
};
