import type { CompatibleModel } from '@carport/catalog';
import type { Applications } from '../applications/contract.js';
import type { Connect } from '../connect/contract.js';
import type { Connections } from '../connections/contract.js';
import type { Limits } from '../limits/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Logger } from '../platform/logger.js';
import type { Tokens } from '../tokens/contract.js';
import type { Vehicles } from '../vehicles/contract.js';
import type { Executions } from '../vehicles/executions-contract.js';
import type { Webhooks } from '../webhooks/contract.js';
import type { DemoApplication } from './pages/landing/demo-application.js';

/** What the HTTP surfaces stand on. The composition root makes one; tests may make theirs of fakes. */
export interface Platform {
  readonly config: HttpConfig;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Logger;
  readonly applications: Applications;
  readonly tokens: Tokens;
  readonly connections: Connections;
  readonly vehicles: Vehicles;
  readonly executions: Executions;
  readonly webhooks: Webhooks;
  readonly connect: Connect;
  readonly limits: Limits;
  /** What the operator adds to the models of the catalogue that can be connected. */
  readonly compatibleModels: readonly CompatibleModel[];
  /** Rejects when the database does not answer. */
  readonly checkHealth: () => Promise<void>;
  /** Told of every answered request, where somebody counts them. */
  readonly observeRequest?: (request: {
    readonly method: string;
    /** The route's template. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** Set where a demo application runs beside the server; the landing page shows it. */
  readonly demo?: DemoApplication | null;
}

export interface HttpConfig {
  /** Origin as clients reach the server, without a trailing slash; links and error pages are made from it. */
  readonly publicUrl: string;
  /** After how long a command that still runs is answered with 202. */
  readonly slowCommandSeconds: number;
}
