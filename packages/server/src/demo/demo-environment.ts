import type { ApplicationCredentials } from '../applications/contract.js';

/**
 * The demo application's credentials under the names that the official SDKs read, so that
 * `source .carport/demo.env` turns an existing app to this server.
 */
export const demoEnvironment = (
  credentials: ApplicationCredentials,
  publicUrl: string,
  redirectUri: string,
): Record<string, string> => ({
  SMARTCAR_CLIENT_ID: credentials.clientId,
  SMARTCAR_CLIENT_SECRET: credentials.clientSecret,
  SMARTCAR_REDIRECT_URI: redirectUri,
  SMARTCAR_API_ORIGIN: publicUrl,
  SMARTCAR_API_V3_ORIGIN: publicUrl,
  SMARTCAR_AUTH_ORIGIN: publicUrl,
  SMARTCAR_CONNECT_ORIGIN: publicUrl,
  SMARTCAR_MANAGEMENT_API_ORIGIN: publicUrl,
  CARPORT_URL: publicUrl,
  CARPORT_MANAGEMENT_TOKEN: credentials.managementToken,
  CARPORT_API_CLIENT_ID: credentials.apiClientId,
  CARPORT_API_CLIENT_SECRET: credentials.apiClientSecret,
});

const HEADER = [
  '# The demo application of this Carport. Made by `npm start`; safe to delete (it is made anew, with new secrets).',
  '# Use it:  source this file, then start any app that is built on a smartcar SDK.',
];

/** Shell text; single quotes keep every value literal. */
export const formatEnvironment = (environment: Readonly<Record<string, string>>): string =>
  [
    ...HEADER,
    ...Object.entries(environment).map(
      ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
    ),
    '',
  ].join('\n');

const LINE = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)='?([^']*)'?\s*$/;

export const parseEnvironment = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) found[match[1]] = match[2];
  }
  return found;
};
