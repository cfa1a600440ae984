import { type Authorization, createAuthorizationCache } from '../access/authorization-cache.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import { fault } from '../platform/fault.js';
import type { Keyring } from '../platform/keyring.js';
import { isUuid } from '../platform/uuid.js';
import type { Store, Tx } from '../store/store.js';
import {
  deleteSecret,
  deleteSecrets,
  findApplication,
  findBySecret,
  insertApplication,
  insertSecret,
  listApplications,
  listSecrets,
  lockApplication,
  replaceRedirectUris,
  retireManagementTokens,
  sealedManagementTokens,
} from './applications.store.js';
import {
  type Application,
  type ApplicationCredentials,
  type Applications,
  type ApplicationTerms,
  SECRET_KINDS,
  type SecretKind,
} from './contract.js';
import { makeSecret, managementContext } from './credentials.js';
import { redirectUriProblem } from './redirect-uri.js';
import { findTerms, updateTerms } from './terms.store.js';

export interface ApplicationsDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

const MOST_API_SECRETS = 3;
const CACHED_APPLICATIONS = 10_000;

export const createApplications = (deps: ApplicationsDeps): Applications => {
  const { store, keyring, clock, entropy } = deps;
  const cache = { store, clock, size: CACHED_APPLICATIONS };
  const bySecret = createAuthorizationCache<Application>(cache);
  const managementTokens = createAuthorizationCache<string>(cache);
  const terms = createAuthorizationCache<ApplicationTerms>(cache);

  /** Runs the work and makes every process forget what it knows of the application. */
  const change = async <T>(applicationId: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await store.transaction(async (tx) => {
      const done = await work(tx);
      await store.notify('grants', applicationId, tx);
      return done;
    });
    bySecret.forget([applicationId]);
    managementTokens.forget([applicationId]);
    terms.forget([applicationId]);
    return result;
  };

  /** Only the owner of the secret is found, so a wrong secret takes as long as a wrong name. */
  const authenticate = async (
    kind: SecretKind,
    secret: string,
    isClaimed: (application: Application) => boolean,
  ): Promise<Application | undefined> => {
    const hash = keyring.hash(secret);
    const application = await bySecret.get(`${kind} ${hash.toString('latin1')}`, async () => {
      const found = await findBySecret(store.db, kind, hash, new Date(clock.now()));
      return found && kept(found.application, found.application.id, found.expiresAt);
    });
    return application && isClaimed(application) ? application : undefined;
  };

  const issue = async (tx: Tx, applicationId: string, kind: SecretKind) => {
    const { plain, row } = makeSecret(deps, applicationId, kind);
    await insertSecret(tx, applicationId, row, new Date(clock.now()));
    return { id: row.id, secret: plain };
  };

  const issueAll = async (
    tx: Tx,
    application: Pick<Application, 'id' | 'apiClientId'>,
  ): Promise<ApplicationCredentials> => ({
    clientId: application.id,
    clientSecret: (await issue(tx, application.id, 'client')).secret,
    managementToken: (await issue(tx, application.id, 'management')).secret,
    apiClientId: application.apiClientId,
    apiClientSecret: (await issue(tx, application.id, 'api')).secret,
  });

  return {
    create: async (input) => {
      const application: Application = {
        id: entropy.uuid(),
        name: input.name,
        defaultPermissions: input.defaultPermissions,
        requirePkce: input.requirePkce ?? false,
        apiClientId: `client_${entropy.uuid().replaceAll('-', '')}`,
        redirectUris: input.redirectUris,
      };
      demandRedirectUris(application.redirectUris, application.id);
      const credentials = await store.transaction(async (tx) => {
        await insertApplication(tx, application, new Date(clock.now()));
        await replaceRedirectUris(tx, application.id, application.redirectUris);
        return issueAll(tx, application);
      });
      return { application, credentials };
    },

    get: async (applicationId) =>
      isUuid(applicationId) ? findApplication(store.db, applicationId) : undefined,

    list: (page) => listApplications(store.db, page),

    setRedirectUris: async (applicationId, uris) => {
      demandRedirectUris(uris, applicationId);
      await change(applicationId, async (tx) => {
        if (await lockApplication(tx, applicationId)) {
          await replaceRedirectUris(tx, applicationId, uris);
        }
      });
    },

    authenticateClient: (clientId, clientSecret) =>
      authenticate('client', clientSecret, (application) => application.id === clientId),

    authenticateApiClient: (apiClientId, apiClientSecret) =>
      authenticate('api', apiClientSecret, (found) => found.apiClientId === apiClientId),

    authenticateManagement: (token) => authenticate('management', token, () => true),

    addApiSecret: (applicationId) =>
      store.transaction(async (tx) => {
        if (!(await lockApplication(tx, applicationId))) return undefined;
        const secrets = await listSecrets(tx, applicationId, 'api');
        return secrets.length < MOST_API_SECRETS ? issue(tx, applicationId, 'api') : undefined;
      }),

    listApiSecrets: (applicationId) => listSecrets(store.db, applicationId, 'api'),

    removeApiSecret: async (applicationId, secretId) =>
      isUuid(secretId) &&
      change(applicationId, (tx) => deleteSecret(tx, applicationId, 'api', secretId)),

    rotateCredentials: (applicationId) =>
      change(applicationId, async (tx) => {
        if (!(await lockApplication(tx, applicationId))) return undefined;
        const application = await findApplication(tx, applicationId);
        if (!application) return undefined;
        await deleteSecrets(tx, applicationId, SECRET_KINDS);
        return issueAll(tx, application);
      }),

    rotateSecret: async (applicationId, kind) => {
      if (!isUuid(applicationId)) return undefined;
      return change(applicationId, async (tx) => {
        if (!(await lockApplication(tx, applicationId))) return undefined;
        await deleteSecrets(tx, applicationId, [kind]);
        return (await issue(tx, applicationId, kind)).secret;
      });
    },

    rotateManagementToken: async (applicationId, overlapSeconds) => {
      if (!isUuid(applicationId)) return undefined;
      return change(applicationId, async (tx) => {
        if (!(await lockApplication(tx, applicationId))) return undefined;
        const previousExpiresAt = new Date(clock.now() + overlapSeconds * 1_000);
        await retireManagementTokens(tx, applicationId, previousExpiresAt);
        return { token: (await issue(tx, applicationId, 'management')).secret, previousExpiresAt };
      });
    },

    terms: (applicationId) =>
      terms.get(applicationId, async () => {
        const value = isUuid(applicationId) ? await findTerms(store.db, applicationId) : undefined;
        return value && { value, madeFrom: [applicationId] };
      }),

    setTerms: async (applicationId, changes) =>
      isUuid(applicationId) &&
      change(applicationId, (tx) => updateTerms(tx, applicationId, changes)),

    managementToken: async (applicationId) => {
      const token = await managementTokens.get(applicationId, async () => {
        const now = new Date(clock.now());
        const [found] = await sealedManagementTokens(store.db, applicationId, now);
        if (found === undefined) return undefined;
        const value = keyring.open(found.sealed, managementContext(applicationId));
        return kept(value, applicationId, found.expiresAt);
      });
      if (token === undefined) throw new Error('no such application');
      return token;
    },

    managementTokens: async (applicationId) => {
      const now = new Date(clock.now());
      const found = await sealedManagementTokens(store.db, applicationId, now);
      return found.map(({ sealed }) => keyring.open(sealed, managementContext(applicationId)));
    },
  };
};

const kept = <V>(value: V, applicationId: string, expiresAt: Date | null): Authorization<V> => ({
  ...{ value, madeFrom: [applicationId] },
  ...(expiresAt && { expiresAt: expiresAt.getTime() }),
});

const demandRedirectUris = (uris: readonly string[], clientId: string): void => {
  for (const [index, uri] of uris.entries()) {
    const problem =
      redirectUriProblem(uri, clientId) ??
      (uris.indexOf(uri) < index ? 'It is listed twice.' : undefined);
    if (problem) {
      throw fault('VALIDATION', null, { description: `Redirect URI ${uri}: ${problem}` });
    }
  }
};
