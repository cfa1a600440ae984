import { MAKES } from '@carport/catalog';
import type { Application } from '../applications/contract.js';
import type { ConsentRequest } from './consent-request.js';
import type { Beginning, Connect, ConnectDeps, Visitor } from './contract.js';
import { startFlow } from './flow.js';
import { parseQuery, type Query } from './query.js';
import { readReauthentication } from './reauthentication.js';
import { deadEnd, type Refusal, type WayBack, withExit } from './refusal.js';
import { readRequest } from './request.js';
import type { RequestReading, Surroundings } from './request-parts.js';
import { returnUrl } from './return-url.js';
import type { ConnectSessions } from './sessions.store.js';
import { isSimulated } from './simulated.js';

const SESSION_MILLISECONDS = 60 * 60 * 1000;
const BROWSER_SECRET_BYTES = 32;
const BROWSER_SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * Starts a session from a link's query: client, redirect URI, everything else, session; in this order, for safety.
 * The ways in differ in how they read everything else.
 */
export const beginning =
  (deps: ConnectDeps, sessions: ConnectSessions, way: WayIn): Connect['begin'] =>
  async (text, visitor) => {
    const query = parseQuery(text);
    const client = await findClient(deps, query);
    if ('refusal' in client) return { kind: 'refused', refusal: client.refusal };
    const { application } = client;
    const address = findRedirectUri(query, application, way.endsHere(query));
    if ('refusal' in address) return { kind: 'refused', refusal: address.refusal };

    const back: WayBack = {
      applicationName: application.name,
      redirectUri: address.redirectUri,
      rawState: query.repeated.has('state') ? null : (query.raw('state') ?? null),
      issuer: deps.settings.publicUrl,
    };
    const reading = await way.read(deps, query, application, address.redirectUri, {
      languages: visitor.languages,
      fallbackCountry: deps.settings.fallbackCountry ?? 'US',
      liveCarsAreSimulated: MAKES.some((make) => isSimulated(deps, make, 'live')),
    });
    switch (reading.kind) {
      case 'accepted':
        return start(deps, sessions, reading.request, visitor);
      case 'refused':
        return { kind: 'refused', refusal: withExit(reading.text, back) };
      case 'returned':
        return tellApp(back, reading.error, reading.description);
    }
  };

interface WayIn {
  /** Whether the owner ends on a page of Connect when no redirect URI is given. */
  endsHere(query: Query): boolean;
  read(
    deps: ConnectDeps,
    query: Query,
    application: Application,
    redirectUri: string | null,
    surroundings: Surroundings,
  ): RequestReading | Promise<RequestReading>;
}

/** `/oauth/authorize` */
export const CONSENT: WayIn = {
  endsHere: (query) => query.get('response_type') === 'none',
  read: (_deps, ...reading) => readRequest(...reading),
};

/** `/oauth/reauthenticate`: the link of an error has no redirect URI, and is good as it is. */
export const SIGN_IN_AGAIN: WayIn = {
  endsHere: () => true,
  read: ({ connections }, query, application, ...reading) =>
    readReauthentication(query, application, ...reading, async (vehicleId) =>
      connections.access(application.id, vehicleId, undefined),
    ),
};

/** By redirect; on a page, as a hint to the developer, where nobody can be sent back. */
const tellApp = (back: WayBack, error: string, description: string): Beginning => {
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
  { applications }: ConnectDeps,
  query: Query,
): Promise<{ application: Application } | { refusal: Refusal }> => {
  for (const name of ['client_id', 'application_id', 'redirect_uri']) {
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

/** An exact, character-by-character match with a registered URI (RFC 9700, 4.1.3). */
const findRedirectUri = (
  query: Query,
  application: Application,
  mayEndHere: boolean,
): { redirectUri: string | null } | { refusal: Refusal } => {
  const wanted = query.get('redirect_uri');
  // An official SDK sends the text "undefined" when it was given no redirect URI.
  if (wanted === undefined || wanted === 'undefined') {
    if (mayEndHere) return { redirectUri: null };
    const [first] = application.redirectUris;
    return first === undefined
      ? badLink('redirect_uri is missing, and the application has none registered.')
      : { redirectUri: first };
  }
  return application.redirectUris.includes(wanted)
    ? { redirectUri: wanted }
    : badLink('redirect_uri is not registered for this application. It must match exactly.');
};

const start = async (
  { keyring, clock, entropy }: ConnectDeps,
  sessions: ConnectSessions,
  request: ConsentRequest,
  visitor: Visitor,
): Promise<Beginning> => {
  const known = visitor.browser !== undefined && BROWSER_SECRET.test(visitor.browser);
  const browser = known ? (visitor.browser as string) : entropy.secret(BROWSER_SECRET_BYTES);
  const sessionId = entropy.uuid();
  await sessions.create({
    id: sessionId,
    applicationId: request.applicationId,
    browser: keyring.hash(browser),
    flow: startFlow(request),
    expiresAt: new Date(clock.now() + SESSION_MILLISECONDS),
  });
  return { kind: 'started', sessionId, browser };
};
