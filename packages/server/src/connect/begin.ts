import { MAKES } from '@carport/catalog';
import type { Application } from '../applications/contract.js';
import type { Beginning, Connect, ConnectDeps, Visitor } from './contract.js';
import { startFlow } from './flow.js';
import { parseQuery, type Query } from './query.js';
import { deadEnd, type Refusal, type WayBack, withExit } from './refusal.js';
import { type ConsentRequest, readRequest } from './request.js';
import { returnUrl } from './return-url.js';
import type { ConnectSessions } from './sessions.store.js';
import { isSimulated } from './simulated.js';

const SESSION_MILLISECONDS = 60 * 60 * 1000;
const BROWSER_SECRET_BYTES = 32;
const BROWSER_SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The authorize endpoint: client, redirect URI, everything else, session; in this order, for safety. */
export const beginning =
  (deps: ConnectDeps, sessions: ConnectSessions): Connect['begin'] =>
  async (text, visitor) => {
    const query = parseQuery(text);
    const client = await findClient(deps, query);
    if ('refusal' in client) return { kind: 'refused', refusal: client.refusal };
    const address = findRedirectUri(query, client.application);
    if ('refusal' in address) return { kind: 'refused', refusal: address.refusal };

    const back: WayBack = {
      applicationName: client.application.name,
      redirectUri: address.redirectUri,
      rawState: query.repeated.has('state') ? null : (query.raw('state') ?? null),
      issuer: deps.settings.publicUrl,
    };
    const reading = readRequest(query, client.application, address.redirectUri, {
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
        return { kind: 'returned', url: errorUrl(back, reading.error, reading.description) };
    }
  };

const errorUrl = (back: WayBack, error: string, description: string): string =>
  returnUrl(
    back.redirectUri,
    { error, error_description: description, iss: back.issuer },
    back.rawState,
  );

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const badLink = (hint: string): { refusal: Refusal } => ({
  refusal: deadEnd({
    title: 'This link does not work',
    message: 'The app that sent you here made a mistake in its link, so we cannot go on.',
    hint,
  }),
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
): { redirectUri: string } | { refusal: Refusal } => {
  const wanted = query.get('redirect_uri');
  // An official SDK sends the text "undefined" when it was given no redirect URI.
  if (wanted === undefined || wanted === 'undefined') {
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
