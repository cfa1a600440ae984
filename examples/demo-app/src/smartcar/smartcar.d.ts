/** What this app uses of the official SDK, which ships without types. */
declare module 'smartcar' {
  export interface Access {
    accessToken: string;
    refreshToken: string;
    expiration: Date;
    refreshExpiration: Date;
  }

  export interface Meta {
    dataAge?: Date;
    fetchedAt?: Date;
    requestId?: string;
    unitSystem?: string;
  }

  export interface SmartcarError extends Error {
    readonly name: 'SmartcarError';
    statusCode: number;
    requestId?: string;
    type?: string;
    code?: string | null;
    description?: string;
    docURL?: string;
    suggestedUserMessage?: string;
    /** Seconds. */
    retryAfter?: string;
    resolution?: { type: string | null; url?: string };
  }

  /** Each member gives the body of one path, or throws the SmartcarError of that path alone. */
  export type BatchResponse = Record<string, () => { meta: Meta }>;

  export interface Vehicle {
    batch(paths: string[]): Promise<BatchResponse>;
    lock(): Promise<unknown>;
    unlock(): Promise<unknown>;
    startCharge(): Promise<unknown>;
    stopCharge(): Promise<unknown>;
    disconnect(): Promise<unknown>;
    attributes(): Promise<{ id: string; make: string; model: string; year: number }>;
  }

  export interface AuthClient {
    getAuthUrl(scope: string[], options: { state: string; forcePrompt?: boolean }): string;
    exchangeCode(code: string): Promise<Access>;
    exchangeRefreshToken(refreshToken: string): Promise<Access>;
  }

  interface Smartcar {
    AuthClient: new (options: {
      clientId: string;
      clientSecret: string;
      redirectUri: string;
      mode: 'test' | 'live' | 'simulated';
    }) => AuthClient;
    Vehicle: new (
      id: string,
      accessToken: string,
      options?: { unitSystem?: 'metric' | 'imperial' },
    ) => Vehicle;
    SmartcarError: new (...parameters: never[]) => SmartcarError;
    getUser(accessToken: string): Promise<{ id: string }>;
    getVehicles(
      accessToken: string,
      paging?: { limit: number; offset: number },
    ): Promise<{ vehicles: string[]; paging: { count: number; offset: number } }>;
    hashChallenge(managementToken: string, challenge: string): string;
  }

  const smartcar: Smartcar;
  export default smartcar;
}
