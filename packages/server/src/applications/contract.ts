import type { Permission } from '@carport/catalog';

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

export interface Applications {
  create(input: {
    name: string;
    redirectUris: readonly string[];
    defaultPermissions: readonly Permission[];
    requirePkce?: boolean;
  }): Promise<{ application: Application; credentials: ApplicationCredentials }>;
  get(applicationId: string): Promise<Application | undefined>;
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
  /** Replaces client secret, management token and all API secrets; the old ones stop working. */
  rotateCredentials(applicationId: string): Promise<ApplicationCredentials | undefined>;
  /** The webhook signing key, in the clear. */
  managementToken(applicationId: string): Promise<string>;
}
