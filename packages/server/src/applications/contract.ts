import type { Permission, PlanId } from '@carport/catalog';
import type { Eventually } from '../platform/eventually.js';

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly defaultPermissions: readonly Permission[];
  readonly requirePkce: boolean;
  readonly apiClientId: string;
  /** The first is the default. */
  readonly redirectUris: readonly string[];
}

/** Shown once, when made. */
export interface ApplicationCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly managementToken: string;
  readonly apiClientId: string;
  readonly apiClientSecret: string;
}

/** What the operator settled with an application. */
export interface ApplicationTerms {
  readonly plan: PlanId;
  /** Nothing is served from then on; null: in good standing. */
  readonly suspendedAt: Date | null;
  /** Requests that may come at once, and how many a minute come back; null: the server's settings. */
  readonly rateLimitBurst: number | null;
  readonly rateLimitPerMinute: number | null;
  /** Vehicles connected at one time; null: the plan's. */
  readonly vehicleLimit: number | null;
  /** Requests to one vehicle in a month; null: the plan's. */
  readonly vehicleRequestLimit: number | null;
}

export const SECRET_KINDS = ['client', 'api', 'management'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** A line of the operator's list. */
export interface ApplicationEntry {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
}

export interface ApplicationsPage {
  readonly limit: number;
  /** The last one of the page before. */
  readonly after?: Pick<ApplicationEntry, 'createdAt' | 'id'>;
}

export interface Applications {
  create(input: {
    name: string;
    redirectUris: readonly string[];
    defaultPermissions: readonly Permission[];
    requirePkce?: boolean;
  }): Promise<{ application: Application; credentials: ApplicationCredentials }>;
  get(applicationId: string): Promise<Application | undefined>;
  /** Those of every tenant, the oldest first; for the operator alone. */
  list(page: ApplicationsPage): Promise<ApplicationEntry[]>;
  setRedirectUris(applicationId: string, uris: readonly string[]): Promise<void>;
  /** v2.0 client credentials (client id is the application id). */
  authenticateClient(clientId: string, clientSecret: string): Promise<Application | undefined>;
  /** v3 API credentials. */
  authenticateApiClient(
    apiClientId: string,
    apiClientSecret: string,
  ): Promise<Application | undefined>;
  authenticateManagement(token: string): Promise<Application | undefined>;
  /** Up to three; undefined when there are three already. */
  addApiSecret(applicationId: string): Promise<{ id: string; secret: string } | undefined>;
  listApiSecrets(applicationId: string): Promise<{ id: string; hint: string; createdAt: Date }[]>;
  removeApiSecret(applicationId: string, secretId: string): Promise<boolean>;
  /**
   * A new management token. The newest so far is good for a while longer, and until then webhooks are signed with it.
   * Undefined when there is no such application.
   */
  rotateManagementToken(
    applicationId: string,
    overlapSeconds: number,
  ): Promise<{ readonly token: string; readonly previousExpiresAt: Date } | undefined>;
  /** Replaces client secret, management token and all API secrets; the old ones stop working. */
  rotateCredentials(applicationId: string): Promise<ApplicationCredentials | undefined>;
  /** Replaces all secrets of one kind by a new one; undefined when there is no such application. */
  rotateSecret(applicationId: string, kind: SecretKind): Promise<string | undefined>;
  /** From memory when known; the same object for as long as nothing changes. */
  terms(applicationId: string): Eventually<ApplicationTerms | undefined>;
  /** Changes those that are given, for every process at once; false when there is no such application. */
  setTerms(applicationId: string, changes: Partial<ApplicationTerms>): Promise<boolean>;
  /** The webhook signing key, in the clear. */
  managementToken(applicationId: string): Promise<string>;
  /** All that are good now, in the clear; the first is the webhook signing key. */
  managementTokens(applicationId: string): Promise<readonly string[]>;
}
