import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Fault } from '../../src/platform/fault.js';
import {
  eventually,
  type House,
  newApplication,
  openHouse,
  REDIRECT_URI,
} from '../connections/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('a new application', () => {
  test('gets an id that is its client id, and secrets that nobody can guess', async () => {
    const { application, credentials } = await newApplication(house);
    expect(credentials.clientId).toBe(application.id);
    expect(credentials.apiClientId).toMatch(/^client_[0-9a-f]{32}$/);
    const secrets = [
      credentials.clientSecret,
      credentials.apiClientSecret,
      credentials.managementToken,
    ];
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(new Set(secrets).size).toBe(3);
  });

  test('is found again as it was made', async () => {
    const redirectUris = [REDIRECT_URI, 'http://localhost:8000/callback', 'https://app.example/2'];
    const { application } = await newApplication(house, { redirectUris, requirePkce: true });
    expect(await house.applications.get(application.id)).toEqual(application);
    expect(application).toMatchObject({ redirectUris, requirePkce: true });
  });

  test('needs redirect URIs that are safe', async () => {
    for (const redirectUris of [['http://app.example/'], [REDIRECT_URI, REDIRECT_URI]]) {
      const refusal = await newApplication(house, { redirectUris }).catch((error) => error);
      expect(refusal).toBeInstanceOf(Fault);
      expect(refusal.row.type).toBe('VALIDATION');
      expect(refusal.message).toContain(redirectUris[0]);
    }
  });

  test('leaves no secret readable in the database', async () => {
    const { application, credentials } = await newApplication(house);
    const rows = await house.store.db
      .selectFrom('application_secrets')
      .selectAll()
      .where('application_id', '=', application.id)
      .execute();
    const kept = JSON.stringify(rows);
    for (const secret of [
      credentials.clientSecret,
      credentials.apiClientSecret,
      credentials.managementToken,
    ]) {
      expect(kept).not.toContain(secret);
      expect(kept).toContain(`"hint":"${secret.slice(-4)}"`);
    }
    expect(rows.filter((row) => row.sealed !== null).map((row) => row.kind)).toEqual([
      'management',
    ]);
  });

  test('an unknown or impossible id is nobody', async () => {
    expect(await house.applications.get(NOBODY)).toBeUndefined();
    expect(await house.applications.get("' OR 1=1")).toBeUndefined();
  });
});

describe('authentication', () => {
  test('takes each secret in its own place only', async () => {
    const { application, credentials } = await newApplication(house);
    const { clientId, clientSecret, apiClientId, apiClientSecret, managementToken } = credentials;
    const { authenticateClient, authenticateApiClient, authenticateManagement } =
      house.applications;
    expect(await authenticateClient(clientId, clientSecret)).toEqual(application);
    expect(await authenticateApiClient(apiClientId, apiClientSecret)).toEqual(application);
    expect(await authenticateManagement(managementToken)).toEqual(application);

    expect(await authenticateClient(clientId, apiClientSecret)).toBeUndefined();
    expect(await authenticateClient(apiClientId, clientSecret)).toBeUndefined();
    expect(await authenticateClient(clientId, managementToken)).toBeUndefined();
    expect(await authenticateApiClient(apiClientId, clientSecret)).toBeUndefined();
    expect(await authenticateApiClient(clientId, apiClientSecret)).toBeUndefined();
    expect(await authenticateManagement(clientSecret)).toBeUndefined();
  });

  test('refuses another application’s secret, also when it was just used', async () => {
    const mine = await newApplication(house);
    const theirs = await newApplication(house);
    const { clientSecret } = theirs.credentials;
    const { authenticateClient } = house.applications;
    expect(await authenticateClient(theirs.application.id, clientSecret)).toBeDefined();
    expect(await authenticateClient(mine.application.id, clientSecret)).toBeUndefined();
  });

  test.each(['', 'wrong', '\0', 'ü'.repeat(500)])('refuses the secret %j', async (secret) => {
    const { credentials } = await newApplication(house);
    const { applications } = house;
    expect(await applications.authenticateClient(credentials.clientId, secret)).toBeUndefined();
    expect(await applications.authenticateClient(secret, credentials.clientSecret)).toBeUndefined();
    expect(await applications.authenticateApiClient(secret, secret)).toBeUndefined();
    expect(await applications.authenticateManagement(secret)).toBeUndefined();
  });
});

describe('API secrets', () => {
  test('there are up to three, each of them works, and one is removed without the others', async () => {
    const { application, credentials } = await newApplication(house);
    const { applications } = house;
    const second = await applications.addApiSecret(application.id);
    const third = await applications.addApiSecret(application.id);
    expect(await applications.addApiSecret(application.id)).toBeUndefined();
    if (!second || !third) throw new Error('a secret was not made');

    const listed = await applications.listApiSecrets(application.id);
    expect(listed).toHaveLength(3);
    expect(listed.map((secret) => secret.hint)).toContain(second.secret.slice(-4));

    const works = (secret: string) =>
      applications.authenticateApiClient(credentials.apiClientId, secret);
    expect(await works(second.secret)).toBeDefined();
    expect(await works(third.secret)).toBeDefined();

    expect(await applications.removeApiSecret(application.id, second.id)).toBe(true);
    expect(await applications.removeApiSecret(application.id, second.id)).toBe(false);
    expect(await works(second.secret)).toBeUndefined();
    expect(await works(third.secret)).toBeDefined();
    expect(await works(credentials.apiClientSecret)).toBeDefined();
  });

  test('ten at once do not make it more than three', async () => {
    const { application } = await newApplication(house);
    const made = await Promise.all(
      Array.from({ length: 10 }, () => house.applications.addApiSecret(application.id)),
    );
    expect(made.filter((secret) => secret !== undefined)).toHaveLength(2);
    expect(await house.applications.listApiSecrets(application.id)).toHaveLength(3);
  });

  test('another application’s secret cannot be removed, nor one that is no API secret', async () => {
    const mine = await newApplication(house);
    const theirs = await newApplication(house);
    const { applications, store } = house;
    const [secret] = await applications.listApiSecrets(theirs.application.id);
    const client = await store.db
      .selectFrom('application_secrets')
      .select('id')
      .where('application_id', '=', mine.application.id)
      .where('kind', '=', 'client')
      .executeTakeFirstOrThrow();
    expect(await applications.removeApiSecret(mine.application.id, secret?.id ?? '')).toBe(false);
    expect(await applications.removeApiSecret(mine.application.id, client.id)).toBe(false);
    expect(await applications.removeApiSecret(mine.application.id, 'no id')).toBe(false);
    expect(await applications.listApiSecrets(theirs.application.id)).toHaveLength(1);
  });
});

describe('rotation', () => {
  test('replaces every secret and keeps the ids', async () => {
    const { application, credentials: old } = await newApplication(house);
    const { applications } = house;
    const extra = await applications.addApiSecret(application.id);
    await applications.authenticateClient(old.clientId, old.clientSecret);
    const fresh = await applications.rotateCredentials(application.id);
    if (!fresh) throw new Error('nothing was rotated');

    expect(fresh).toMatchObject({ clientId: old.clientId, apiClientId: old.apiClientId });
    expect(await applications.authenticateClient(old.clientId, old.clientSecret)).toBeUndefined();
    expect(await applications.authenticateManagement(old.managementToken)).toBeUndefined();
    expect(
      await applications.authenticateApiClient(old.apiClientId, extra?.secret ?? ''),
    ).toBeUndefined();
    expect(await applications.authenticateClient(fresh.clientId, fresh.clientSecret)).toEqual(
      application,
    );
    expect(await applications.managementToken(application.id)).toBe(fresh.managementToken);
  });

  test('an unknown application has nothing to rotate', async () => {
    expect(await house.applications.rotateCredentials(NOBODY)).toBeUndefined();
  });

  test('another process forgets the old secrets too', async () => {
    const { application, credentials } = await newApplication(house);
    const other = await house.another();
    const here = () =>
      other.applications.authenticateClient(credentials.clientId, credentials.clientSecret);
    const queries = vi.spyOn(other.store.db, 'selectFrom');
    await eventually(async () => {
      queries.mockClear();
      expect(await here()).toBeDefined();
      expect(queries).not.toHaveBeenCalled();
    });
    const token = await other.applications.managementToken(application.id);
    await house.applications.rotateCredentials(application.id);
    await eventually(async () => expect(await here()).toBeUndefined());
    expect(await other.applications.managementToken(application.id)).not.toBe(token);
  });
});

describe('the management token', () => {
  test('can be read again, for it signs webhooks', async () => {
    const { application, credentials } = await newApplication(house);
    const { managementToken } = house.applications;
    expect(await managementToken(application.id)).toBe(credentials.managementToken);
    expect(await managementToken(application.id)).toBe(credentials.managementToken);
  });

  test('of an unknown application is a mistake of the caller', async () => {
    await expect(house.applications.managementToken(NOBODY)).rejects.toThrow('no such');
  });

  test('sealed for one application, it does not open for another', async () => {
    const mine = await newApplication(house);
    const theirs = await newApplication(house);
    const { db } = house.store;
    const stolen = await db
      .selectFrom('application_secrets')
      .select('sealed')
      .where('application_id', '=', theirs.application.id)
      .where('kind', '=', 'management')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('application_secrets')
      .set(stolen)
      .where('application_id', '=', mine.application.id)
      .where('kind', '=', 'management')
      .execute();
    await expect(house.applications.managementToken(mine.application.id)).rejects.toThrow();
  });
});

describe('redirect URIs', () => {
  test('are replaced as a list, in order', async () => {
    const { application, credentials } = await newApplication(house);
    const { applications } = house;
    await applications.authenticateClient(application.id, credentials.clientSecret);
    const uris = ['http://localhost:4001/callback', REDIRECT_URI];
    await applications.setRedirectUris(application.id, uris);
    const known = await applications.get(application.id);
    expect(known?.redirectUris).toEqual(uris);
    const authenticated = await applications.authenticateClient(
      application.id,
      credentials.clientSecret,
    );
    expect(authenticated?.redirectUris).toEqual(uris);
  });

  test('with an unsafe one among them, none is replaced', async () => {
    const { application } = await newApplication(house);
    const uris = ['https://app.example/new', 'http://app.example/new'];
    await expect(house.applications.setRedirectUris(application.id, uris)).rejects.toThrow(
      'Plain http',
    );
    const known = await house.applications.get(application.id);
    expect(known?.redirectUris).toEqual([REDIRECT_URI]);
  });

  test('may be none at all, and an unknown application has none', async () => {
    const { application } = await newApplication(house);
    await house.applications.setRedirectUris(application.id, []);
    expect((await house.applications.get(application.id))?.redirectUris).toEqual([]);
    await house.applications.setRedirectUris(NOBODY, [REDIRECT_URI]);
    expect(await house.applications.get(NOBODY)).toBeUndefined();
  });
});
