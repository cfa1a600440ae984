import { Agent } from 'undici';
import type { WebhookSettings } from '../settings.js';
import type { Exchange } from './exchange.js';
import { Flight } from './flight.js';
import { createGuardedConnector } from './guarded-connector.js';

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Gives the exchange up. */
  readonly signal?: AbortSignal;
}

export type { Exchange } from './exchange.js';

/** Posts to callbacks. Never throws; redirects are answers like any other. */
export interface Transport {
  post(request: OutgoingRequest): Promise<Exchange>;
  close(): Promise<void>;
}

type TransportSettings = Pick<
  WebhookSettings,
  'allowLocalCallbacks' | 'timeoutMs' | 'lookup' | 'authorities'
> &
  Partial<Pick<WebhookSettings, 'allowedNetworks'>>;

export const createTransport = (settings: TransportSettings): Transport => {
  const { timeoutMs } = settings;
  // A pool of connections for each origin.
  const agent = new Agent({
    connect: createGuardedConnector(settings),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    pipelining: 1,
  });

  const watched = createWatch();

  return {
    post: ({ url, headers, body, signal }) =>
      new Promise((resolve) => {
        const flight = new Flight((exchange) => {
          clearTimeout(timer);
          if (signal) watched.leave(signal, flight);
          resolve(exchange);
        });
        const timer = setTimeout(() => flight.giveUp(timedOut()), timeoutMs);
        if (signal?.aborted) return flight.giveUp(interrupted());
        if (signal) watched.enter(signal, flight);
        const { origin, path } = placeOf(url);
        agent.dispatch({ origin, path, method: 'POST', headers, body }, flight);
      }),
    close: () => agent.destroy(),
  };
};

const timedOut = (): Error => new DOMException('the exchange took too long', 'TimeoutError');
const interrupted = (): Error => new DOMException('the exchange was interrupted', 'AbortError');

interface Watch {
  enter(signal: AbortSignal, flight: Flight): void;
  leave(signal: AbortSignal, flight: Flight): void;
}

/** One listener for all flights under one signal, of which there are hundreds. */
const createWatch = (): Watch => {
  const flights = new Map<AbortSignal, Set<Flight>>();
  const watch = (signal: AbortSignal): Set<Flight> => {
    const under = new Set<Flight>();
    flights.set(signal, under);
    const giveUp = (): void => {
      for (const flight of [...under]) flight.giveUp(interrupted());
      flights.delete(signal);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    return under;
  };
  return {
    enter: (signal, flight) => void (flights.get(signal) ?? watch(signal)).add(flight),
    leave: (signal, flight) => void flights.get(signal)?.delete(flight),
  };
};

interface Place {
  readonly origin: string;
  readonly path: string;
}

const MOST_PLACES = 5_000;
const places = new Map<string, Place>();

/** Taking an address apart costs more than knowing the parts of some thousands. */
const placeOf = (url: string): Place => {
  const known = places.get(url);
  if (known) return known;
  const { origin, pathname, search } = new URL(url);
  const place = { origin, path: pathname + search };
  if (places.size >= MOST_PLACES) places.clear();
  places.set(url, place);
  return place;
};
