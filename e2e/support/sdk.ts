import { createRequire } from 'node:module';

/** What every answer of the SDKs says beside its data. */
export interface Meta {
  readonly requestId: string;
  readonly dataAge?: Date;
  readonly fetchedAt?: Date;
  readonly unitSystem?: string;
}
export type Answer<T = object> = T & { readonly meta: Meta };
type Promised<T = object> = Promise<Answer<T>>;

export interface Access {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiration: Date;
  readonly refreshExpiration: Date;
}

export interface Paging {
  readonly count: number;
  readonly offset: number;
}

export interface Action {
  readonly status: string;
  readonly message?: string;
}

interface Opening {
  readonly type: string;
  readonly status: string;
}

export interface LockStatus {
  readonly isLocked: boolean;
  readonly doors: Opening[];
  readonly windows: Opening[];
  readonly sunroof: Opening[];
  readonly storage: Opening[];
  readonly chargingPort: Opening[];
}

export interface SignalResource {
  readonly id: string;
  readonly type: string;
  readonly attributes: {
    readonly code: string;
    readonly name: string;
    readonly group: string;
    readonly status: {
      readonly value: string;
      readonly error?: { readonly type: string; readonly code: string | null };
    };
    readonly body?: { readonly value?: unknown; readonly unit?: string };
  };
  readonly meta: { readonly retrievedAt?: number; readonly oemUpdatedAt?: number };
  readonly links: { readonly self: string };
}

/** One car through an SDK; methods that only one of the versions has are optional. */
export interface SdkVehicle {
  attributes(): Promised<{ id: string; make: string; model: string; year: number }>;
  vin(): Promised<{ vin: string }>;
  odometer(): Promised<{ distance: number }>;
  battery(): Promised<{ percentRemaining: number; range: number }>;
  batteryCapacity(): Promised<{ capacity: number }>;
  nominalCapacity(): Promised<{
    availableCapacities: { capacity: number; description: string | null }[];
    capacity: { nominal: number; source: string } | null;
    url: string | null;
  }>;
  charge(): Promised<{ isPluggedIn: boolean; state: string }>;
  fuel(): Promised<{ amountRemaining: number; percentRemaining: number; range: number }>;
  engineOil(): Promised<{ lifeRemaining: number }>;
  tirePressure(): Promised<Record<'frontLeft' | 'frontRight' | 'backLeft' | 'backRight', number>>;
  location(): Promised<{ latitude: number; longitude: number }>;
  lockStatus(): Promised<LockStatus>;
  lock(): Promised<Action>;
  unlock(): Promised<Action>;
  startCharge(): Promised<Action>;
  stopCharge(): Promised<Action>;
  getChargeLimit(): Promised<{ limit: number }>;
  setChargeLimit(limit: number): Promised<Action>;
  sendDestination(latitude: number, longitude: number): Promised<Action>;
  permissions(paging?: { limit?: number; offset?: number }): Promised<{
    permissions: string[];
    paging: Paging;
  }>;
  serviceHistory(startDate?: string, endDate?: string): Promised<{ data: unknown[] }>;
  diagnosticSystemStatus(): Promised<{
    systems: { systemId: string; status: string; description: string | null }[];
  }>;
  diagnosticTroubleCodes(): Promised<{ activeCodes: { code: string; timestamp: string | null }[] }>;
  batch(paths: readonly string[]): Promise<Record<string, () => Answer<Record<string, unknown>>>>;
  subscribe(webhookId: string): Promised<{ vehicleId: string; webhookId: string }>;
  unsubscribe(managementToken: string, webhookId: string): Promised<Action>;
  disconnect(): Promised<Action>;
  request(
    method: string,
    path: string,
    body?: object | null,
    headers?: Record<string, string>,
  ): Promise<{ body: Record<string, unknown>; meta: Meta }>;
  getSignals?(): Promise<{
    body: { data: SignalResource[] };
    headers: Record<string, string>;
  }>;
  getSignal?(code: string): Promise<{ body: SignalResource; headers: Record<string, string> }>;
}

export interface AuthorizeOptions {
  readonly forcePrompt?: boolean;
  readonly state?: string;
  readonly makeBypass?: string;
  readonly singleSelect?: { readonly enabled?: boolean; readonly vin?: string };
  readonly flags?: Readonly<Record<string, string | boolean>>;
  readonly user?: string;
}

export interface SdkAuthClient {
  getAuthUrl(scope: readonly string[], options?: AuthorizeOptions): string;
  /** Since version 10. */
  getAuthUrl(options: AuthorizeOptions): string;
  exchangeCode(code: string): Promise<Access>;
  exchangeRefreshToken(refreshToken: string): Promise<Access>;
}

export interface AuthClientOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly redirectUri?: string;
  readonly mode?: 'test' | 'live' | 'simulated';
}

export interface SdkError extends Error {
  readonly statusCode: number;
  readonly requestId: string;
  readonly type?: string;
  readonly code?: string;
  readonly description?: string;
  readonly docURL?: string;
  readonly suggestedUserMessage?: string;
  readonly resolution?: { readonly type: string | null; readonly url?: string };
}

interface ConnectionKey {
  readonly vehicleId: string;
  readonly userId: string;
}

export interface CompatibilityOptions extends Pick<AuthClientOptions, 'mode'> {
  readonly testModeCompatibilityLevel?: string;
  readonly flags?: Readonly<Record<string, string | boolean>>;
}

export interface Sdk {
  readonly AuthClient: new (options?: AuthClientOptions) => SdkAuthClient;
  readonly Vehicle: new (
    id: string,
    accessToken: string,
    options?: { unitSystem?: 'metric' | 'imperial'; flags?: Record<string, string | boolean> },
  ) => SdkVehicle;
  readonly SmartcarError: new (...parameters: never[]) => SdkError;
  getUser(accessToken: string): Promised<{ id: string }>;
  getVehicles(
    accessToken: string,
    paging?: { limit?: number; offset?: number },
  ): Promised<{ vehicles: string[]; paging: Paging }>;
  getVehicle?(
    accessToken: string,
    vehicleId: string,
  ): Promise<{
    body: {
      id: string;
      type: string;
      attributes: { make: string; model: string; year: number };
      links: { self: string };
    };
    headers: Record<string, string>;
  }>;
  getConnections(
    managementToken: string,
    filter?: Partial<ConnectionKey>,
    paging?: { limit?: number; cursor?: string },
  ): Promised<{
    connections: (ConnectionKey & { connectedAt: string })[];
    paging?: { cursor: string | null };
  }>;
  deleteConnections(
    managementToken: string,
    filter: Partial<ConnectionKey>,
  ): Promised<{ connections: ConnectionKey[] }>;
  getCompatibility(
    vin: string,
    scope: readonly string[],
    country?: string,
    options?: CompatibilityOptions,
  ): Promised<{
    compatible: boolean;
    reason: string | null;
    capabilities: {
      permission: string;
      endpoint: string;
      capable: boolean;
      reason: string | null;
    }[];
  }>;
  /** Since version 10. */
  getCompatibilityMatrix?(
    region: string,
    options?: { scope?: readonly string[]; make?: readonly string[]; type?: string },
  ): Promised<Record<string, { model: string; type: string; permissions: string[] }[]>>;
  hashChallenge(managementToken: string, challenge: string): string;
  verifyPayload(managementToken: string, signature: string, body: unknown): boolean;
  getApiVersion(): string;
}

const load = createRequire(import.meta.url);

/** The official packages as they were published: the latest, and the last major made for v2.0. */
export const SMARTCAR_10: Sdk = load('smartcar');
export const SMARTCAR_9: Sdk = load('smartcar-v9');
export const SDKS: readonly (readonly [name: string, sdk: Sdk])[] = [
  ['smartcar 10', SMARTCAR_10],
  ['smartcar 9', SMARTCAR_9],
];
