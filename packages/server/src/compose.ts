import type { CompatibleModel } from '@carport/catalog';
import { createApplications } from './applications/applications.js';
import { type Background, createBackground } from './background.js';
import type { Config } from './config.js';
import { createConnect } from './connect/connect.js';
import { createConnections } from './connections/connections.js';
import type { Platform } from './http/platform.js';
import { createEndpointReader } from './http/v2/endpoint-reader.js';
import { createBuckets } from './limits/buckets/create-buckets.js';
import type { BucketScripts } from './limits/buckets/redis-buckets.js';
import { createLimits } from './limits/limits.js';
import type { OemAdapter } from './oem/contract.js';
import { observedAdapter } from './oem/observed-adapter.js';
import { createOemRegistry, type OemRegistry } from './oem/registry.js';
import { createSimulatedAdapter } from './oem/simulated/simulated-adapter.js';
import type { Metrics } from './operations/metrics.js';
import type { Clock } from './platform/clock.js';
import type { Entropy } from './platform/entropy.js';
import type { Keyring } from './platform/keyring.js';
import type { Logger } from './platform/logger.js';
import type { Mailer } from './platform/mailer.js';
import type { WorkLoop } from './platform/work-loop.js';
import { createProcesses } from './processes/processes.js';
import type { Signals } from './signals/contract.js';
import { createSignals } from './signals/signals.js';
import type { Store } from './store/store.js';
import { createTokens } from './tokens/tokens.js';
import { createExecutions } from './vehicles/executions.js';
import { createPoller } from './vehicles/poller.js';
import { createVehicles } from './vehicles/vehicles.js';
import { createWebhooks } from './webhooks/webhooks.js';

export interface Ingredients {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keyring: Keyring;
  readonly log: Logger;
  /** Absent: rate limits are shared through the store, or not at all. */
  readonly redis?: BucketScripts | null;
  /** Rows that the operator adds to the compatibility matrix. */
  readonly compatibleModels?: readonly CompatibleModel[];
  /** In place of the adapters that the configuration asks for. */
  readonly adapters?: readonly OemAdapter[];
  /** Absent: nothing is counted. */
  readonly metrics?: Metrics | undefined;
  /** Absent: no e-mail is sent. */
  readonly mailer?: Mailer | null | undefined;
}

export interface Composition {
  readonly platform: Platform;
  readonly background: Background;
  /** What stands behind the surfaces; for tests and tools. */
  readonly services: {
    readonly registry: OemRegistry;
    readonly signals: Signals;
    readonly poller: Pick<WorkLoop, 'tick'>;
    readonly dispatcher: Pick<WorkLoop, 'tick'>;
    readonly verifier: Pick<WorkLoop, 'tick'>;
    readonly reports: Pick<WorkLoop, 'tick'>;
    readonly watch: { tick(): Promise<void> };
    readonly repairs: { tick(): Promise<void> };
  };
}

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;
const HISTORY_KEPT_MS = 30 * 24 * 60 * MINUTES;

/** Wires every service to what it needs; the only place that knows them all. */
export const composePlatform = (ingredients: Ingredients): Composition => {
  const { config, store, clock, entropy, keyring, log } = ingredients;
  const { metrics } = ingredients;
  const adapters = ingredients.adapters ?? [
    createSimulatedAdapter({
      clock,
      liveToo: config.liveCarsSimulated,
      pollEveryMilliseconds: config.pollIntervalMs,
    }),
  ];
  const registry = createOemRegistry(
    metrics ? adapters.map((adapter) => observedAdapter(adapter, metrics.adapterCall)) : adapters,
  );
  const applications = createApplications({ store, keyring, clock, entropy });
  const tokens = createTokens({
    ...{ store, keyring, clock, entropy },
    settings: { refreshGraceMs: config.refreshGraceMinutes * MINUTES },
  });
  const buckets = createBuckets({
    ...{ store, clock, log },
    redis: ingredients.redis ?? null,
    severalProcesses: config.databaseUrl !== null,
  });
  const processes = createProcesses({ store, entropy, log });
  const {
    webhooks,
    outbox,
    autoSubscribe,
    dispatcher,
    verifier,
    reports,
    watch,
    repairs,
    pruneEvents,
    endLeases,
    backlog,
  } = createWebhooks({
    ...{ store, keyring, clock, entropy, applications, processes, buckets, log },
    endpoints: createEndpointReader({
      ...{ clock, log, publicUrl: config.publicUrl },
      vehicles: { snapshot: (access) => vehicles.snapshot(access) },
      batteryLink: (access) => connect.battery.link(access),
    }),
    signals: { latest: (vehicle) => signals.latest(vehicle) },
    observe: metrics?.delivery,
    mailer: ingredients.mailer,
    settings: {
      timeoutMs: config.webhookTimeoutSeconds * SECONDS,
      backoffMs: config.webhookBackoffSeconds.map((seconds) => seconds * SECONDS),
      allowLocalCallbacks: config.allowLocalCallbacks,
      allowedNetworks: config.webhookAllowedNetworks,
      publicUrl: config.publicUrl,
    },
  });
  const signals = createSignals({ store, clock, outbox, log });
  const vehicles = createVehicles({ store, keyring, clock, signals, registry, log });
  const executions = createExecutions({ store, clock, entropy, processes, log });
  const poller = createPoller({ store, clock, vehicles, registry, processes, log });
  const connections = createConnections({ store, keyring, clock, entropy, tokens, autoSubscribe });
  const connect = createConnect({
    ...{ store, keyring, clock, entropy, applications, connections, registry, log },
    batteries: vehicles,
    settings: { publicUrl: config.publicUrl },
  });

  const limits = createLimits({
    ...{ store, clock, applications },
    buckets,
    settings: {
      counted: config.limits,
      burst: config.rateLimitBurst,
      perMinute: config.rateLimitPerMinute,
    },
  });

  metrics?.watch({ connections: store.connections, queue: backlog });

  return {
    platform: {
      ...{ config, clock, entropy, log },
      ...{ applications, tokens, connections, vehicles, webhooks, connect, limits },
      executions,
      compatibleModels: ingredients.compatibleModels ?? [],
      ...(metrics && { observeRequest: metrics.request }),
      checkHealth: async () => {
        await store.db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
      },
    },
    services: { registry, signals, poller, dispatcher, verifier, reports, watch, repairs },
    background: createBackground({
      ...{ clock, processes, log },
      loops: [dispatcher, verifier, poller, reports, watch, repairs],
      chores: {
        'expired tokens and sessions': () => tokens.pruneExpired(),
        'unread webhooks': () => endLeases(),
        'webhook events': (now) => pruneEvents(new Date(now - HISTORY_KEPT_MS)),
        'command executions': (now) => executions.prune(new Date(now - HISTORY_KEPT_MS)),
        'rate limits and months': () => limits.prune(),
        'signal history': (now) => signals.pruneHistory(new Date(now - HISTORY_KEPT_MS)),
      },
    }),
  };
};
