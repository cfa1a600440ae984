import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One answered request. */
export interface ObservedRequest {
  readonly method: string;
  /** The route's template, never the path. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What became of one claim of a webhook delivery. */
export interface ObservedDelivery {
  readonly outcome: 'delivered' | 'retry' | 'dead' | 'dropped';
  /** Null when there was no attempt. */
  readonly seconds: number | null;
  /** Null when no answer came. */
  readonly statusCode: number | null;
}

/** One call of a carmaker's adapter. */
export interface ObservedCall {
  readonly adapter: string;
  readonly call: string;
  /** `ok`, or the type of the error that it failed with. */
  readonly outcome: string;
  readonly seconds: number;
}

/** What is looked at when somebody asks, and only then. */
export interface Watched {
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number };
  queue(): Promise<WatchedQueue>;
}

/** The deliveries that are not over yet, of all server processes. */
export interface WatchedQueue {
  /** Numbers of deliveries, by what they wait for. */
  readonly byState: Readonly<Record<string, number>>;
  /** How long the oldest one could have been sent by now. */
  readonly oldestDueSeconds: number;
}

/** Where everything that is counted is counted. Nothing here costs more than a counter. */
export interface Metrics {
  request(observed: ObservedRequest): void;
  delivery(observed: ObservedDelivery): void;
  adapterCall(observed: ObservedCall): void;
  watch(watched: Watched): void;
  /** In Prometheus' text format. */
  render(): Promise<{ readonly contentType: string; readonly body: string }>;
}

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const EXCHANGE_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

export const createMetrics = (): Metrics => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });

  const requests = new Histogram({
    name: 'carport_http_request_duration_seconds',
    help: 'Requests by method, route template and status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: 'carport_webhook_deliveries_total',
    help: 'Webhook deliveries by outcome: delivered, retry (failed, to be tried again), dead (given up: a dead letter), dropped (nobody wants it any more).',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['delivered', 'retry', 'dead', 'dropped']) deliveries.inc({ outcome }, 0);
  const attempts = new Histogram({
    name: 'carport_webhook_attempt_duration_seconds',
    help: 'Attempts to deliver, by class of the status code (none: no answer), and how long the exchange took.',
    labelNames: ['status'],
    buckets: EXCHANGE_SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'carport_adapter_call_duration_seconds',
    help: 'Calls of carmakers’ adapters by adapter, call and outcome (ok, or the type of the error).',
    labelNames: ['adapter', 'call', 'outcome'],
    buckets: EXCHANGE_SECONDS,
    registers,
  });

  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    delivery: ({ outcome, seconds, statusCode }) => {
      deliveries.inc({ outcome });
      if (seconds !== null) attempts.observe({ status: statusClass(statusCode) }, seconds);
    },
    adapterCall: ({ seconds, ...labels }) => calls.observe(labels, seconds),
    watch: (watched) => addGauges(registers, watched),
    render: async () => ({
      contentType: register.contentType,
      body: await register.metrics(),
    }),
  };
};

const statusClass = (status: number | null): string =>
  status === null ? 'none' : `${Math.floor(status / 100)}xx`;

const addGauges = (registers: Registry[], watched: Watched): void => {
  new Gauge({
    name: 'carport_database_connections',
    help: 'Connections of this process to the database (total, idle), and queries that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(watched.connections()))
        this.set({ state }, count);
    },
  });
  const queue = sharedLook(watched.queue);
  new Gauge({
    name: 'carport_database_up',
    help: 'Whether the database answered this scrape; without it the webhook queue is not told.',
    registers,
    async collect() {
      this.set((await queue()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'carport_webhook_oldest_due_seconds',
    help: 'How long the oldest webhook delivery that is due has waited, those included that a webhook’s own limits hold back.',
    registers,
    async collect() {
      this.remove();
      const found = await queue();
      if (found) this.set(found.oldestDueSeconds);
    },
  });
  new Gauge({
    name: 'carport_webhook_queue',
    help: 'Webhook deliveries that are not over, of all server processes: due, scheduled (a retry), under_way, waiting (for an earlier event of the same car).',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const { byState = {} } = (await queue()) ?? {};
      for (const [state, count] of Object.entries(byState)) this.set({ state }, count);
    },
  });
};

/** One look for all that ask at once; null when there is no answer, so that the rest is told anyway. */
const sharedLook = <T>(look: () => Promise<T>): (() => Promise<T | null>) => {
  let looking: Promise<T | null> | undefined;
  return () => {
    looking ??= look()
      .catch(() => null)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
};
