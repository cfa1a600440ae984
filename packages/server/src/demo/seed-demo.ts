import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PERMISSIONS } from '@carport/catalog';
import type { ApplicationCredentials, Applications } from '../applications/contract.js';
import { demoEnvironment, formatEnvironment, parseEnvironment } from './demo-environment.js';

export interface DemoSettings {
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly redirectUri: string;
}

export interface Demo {
  readonly applicationId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the credentials were written. */
  readonly file: string;
}

/**
 * The demo application, the same one at every start. Its secrets are kept hashed like everybody's, so the
 * file is their only readable copy: where it is missing or stale, the secrets are made anew.
 */
export const seedDemo = async (
  applications: Applications,
  settings: DemoSettings,
): Promise<Demo> => {
  const file = join(settings.dataDir, 'demo.env');
  const kept = parseEnvironment(await readFile(file, 'utf8').catch(() => ''));
  const credentials =
    (await stillValid(applications, kept)) ??
    (await renewed(applications, kept.SMARTCAR_CLIENT_ID)) ??
    (await created(applications, settings.redirectUri));
  await addRedirectUri(applications, credentials.clientId, settings.redirectUri);

  const environment = demoEnvironment(credentials, settings.publicUrl, settings.redirectUri);
  await writeWhole(file, formatEnvironment(environment));
  return { applicationId: credentials.clientId, environment, file };
};

const stillValid = async (
  applications: Applications,
  kept: Readonly<Record<string, string>>,
): Promise<ApplicationCredentials | undefined> => {
  const credentials = {
    clientId: kept.SMARTCAR_CLIENT_ID ?? '',
    clientSecret: kept.SMARTCAR_CLIENT_SECRET ?? '',
    managementToken: kept.CARPORT_MANAGEMENT_TOKEN ?? '',
    apiClientId: kept.CARPORT_API_CLIENT_ID ?? '',
    apiClientSecret: kept.CARPORT_API_CLIENT_SECRET ?? '',
  };
  const owners = await Promise.all([
    applications.authenticateClient(credentials.clientId, credentials.clientSecret),
    applications.authenticateManagement(credentials.managementToken),
    applications.authenticateApiClient(credentials.apiClientId, credentials.apiClientSecret),
  ]);
  return owners.every((owner) => owner?.id === credentials.clientId) ? credentials : undefined;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const renewed = async (
  applications: Applications,
  applicationId: string | undefined,
): Promise<ApplicationCredentials | undefined> =>
  applicationId !== undefined && UUID.test(applicationId)
    ? applications.rotateCredentials(applicationId)
    : undefined;

const created = async (
  applications: Applications,
  redirectUri: string,
): Promise<ApplicationCredentials> => {
  const { credentials } = await applications.create({
    name: 'Demo app',
    redirectUris: [redirectUri],
    defaultPermissions: PERMISSIONS.map((row) => row.name),
  });
  return credentials;
};

/** Another port this time: the new address becomes the default and the others stay registered. */
const addRedirectUri = async (
  applications: Applications,
  applicationId: string,
  redirectUri: string,
): Promise<void> => {
  const application = await applications.get(applicationId);
  const others = (application?.redirectUris ?? []).filter((uri) => uri !== redirectUri);
  if (application?.redirectUris[0] === redirectUri) return;
  await applications.setRedirectUris(applicationId, [redirectUri, ...others]);
};

const OWNER_ONLY = 0o600;

const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.new`;
  await writeFile(draft, text, { mode: OWNER_ONLY });
  await rename(draft, file);
};
