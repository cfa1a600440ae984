import type { Application } from '../applications/contract.js';
import { isAppOrigin } from '../applications/redirect-uri.js';
import type { ConnectDeps } from './contract.js';
import { openersPage } from './opener.js';
import type { Query } from './query.js';
import { deadEnd, type Refusal, type Told, type WayBack } from './refusal.js';
import type { RequestError } from './request-parts.js';
import { returnUrl } from './return-url.js';

/** Whose link it is, and where its owner may be sent back to. */
export interface Arrival {
  readonly application: Application;
  readonly back: WayBack;
}

/** Where the owner ends when no redirect URI is given. */
export type End =
  /** At the application's first one. */
  | 'default-uri'
  /** On a page of Connect. */
  | 'here'
  /** There too; where the link names the `app_origin` of the window that opened it, on the page that tells it. */
  | 'here-or-opener';

/**
 * The client and the redirect URI of a link come before everything else in it: until both are known to belong
 * together, nobody is sent anywhere.
 */
export const arrive = async (
  { applications, settings }: Pick<ConnectDeps, 'applications' | 'settings'>,
  query: Query,
  end: End,
): Promise<Arrival | { readonly refusal: Refusal }> => {
  const client = await findClient(applications, query);
  if ('refusal' in client) return client;
  const { application } = client;
  const address = findRedirectUri(query, application, end, settings.publicUrl);
  if ('refusal' in address) return address;
  const back: WayBack = {
    applicationName: application.name,
    redirectUri: address.redirectUri,
    rawState: query.repeated.has('state') ? null : (query.raw('state') ?? null),
    issuer: settings.publicUrl,
  };
  return { application, back };
};

/** By redirect; on a page, as a hint to the developer, where nobody can be sent back. */
export const tellApp = (back: WayBack, error: RequestError, description: string): Told => {
  const { redirectUri, rawState, issuer } = back;
  if (redirectUri === null) return { kind: 'refused', refusal: badLink(`${description}.`).refusal };
  const parameters = { error, error_description: description, iss: issuer };
  return { kind: 'returned', url: returnUrl(redirectUri, parameters, rawState) };
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const badLink = (hint: string): { refusal: Refusal } => ({
  refusal: deadEnd({ reason: 'bad-link', hint }),
});

const findClient = async (
  applications: ConnectDeps['applications'],
  query: Query,
): Promise<{ application: Application } | { refusal: Refusal }> => {
  for (const name of ['client_id', 'application_id', 'redirect_uri', 'app_origin']) {
    if (query.repeated.has(name)) return badLink(`${name} is given more than once.`);
  }
  const clientId = query.get('client_id');
  const applicationId = query.get('application_id');
  if (clientId && applicationId && clientId !== applicationId) {
    return badLink('client_id and application_id name different applications: give one of them.');
  }
  const id = clientId ?? applicationId;
  if (id === undefined) return badLink('client_id (or application_id) is missing.');
  const application = UUID.test(id) ? await applications.get(id.toLowerCase()) : undefined;
  return application ? { application } : badLink('client_id is not that of an application here.');
};

const ORIGIN = 'app_origin must be an https origin, or http on localhost, without a path.';

/** An exact, character-by-character match with a registered URI (RFC 9700, 4.1.3). */
const findRedirectUri = (
  query: Query,
  application: Application,
  end: End,
  publicUrl: string,
): { redirectUri: string | null } | { refusal: Refusal } => {
  const wanted = query.get('redirect_uri');
  // An official SDK sends the text "undefined" when it was given no redirect URI.
  if (wanted === undefined || wanted === 'undefined') {
    const origin = end === 'here-or-opener' ? query.get('app_origin') : undefined;
    if (origin !== undefined) {
      return isAppOrigin(origin)
        ? { redirectUri: openersPage(publicUrl, origin) }
        : badLink(ORIGIN);
    }
    if (end !== 'default-uri') return { redirectUri: null };
    const [first] = application.redirectUris;
    return first === undefined
      ? badLink('redirect_uri is missing, and the application has none registered.')
      : { redirectUri: first };
  }
  return application.redirectUris.includes(wanted)
    ? { redirectUri: wanted }
    : badLink('redirect_uri is not registered for this application. It must match exactly.');
};
