import { MAKES } from '@carport/catalog';
import type { Application } from '../applications/contract.js';
import { arrive, type End, tellApp } from './arrival.js';
import type { ConsentRequest } from './consent-request.js';
import type { Beginning, Connect, ConnectDeps, Visitor } from './contract.js';
import { startFlow } from './flow.js';
import { parseQuery, type Query } from './query.js';
import { readReauthentication } from './reauthentication.js';
import { withExit } from './refusal.js';
import { readRequest } from './request.js';
import type { RequestReading, Surroundings } from './request-parts.js';
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
    const arrival = await arrive(deps, query, way.end(query));
    if ('refusal' in arrival) return { kind: 'refused', refusal: arrival.refusal };
    const { application, back } = arrival;
    const reading = await way.read(deps, query, application, back.redirectUri, {
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
  end(query: Query): End;
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
  end: (query) => (query.get('response_type') === 'none' ? 'here-or-opener' : 'default-uri'),
  read: (_deps, ...reading) => readRequest(...reading),
};

/** `/oauth/reauthenticate`: the link of an error has no redirect URI, and is good as it is. */
export const SIGN_IN_AGAIN: WayIn = {
  end: () => 'here',
  read: ({ connections }, query, application, ...reading) =>
    readReauthentication(query, application, ...reading, async (vehicleId) =>
      connections.access(application.id, vehicleId, undefined),
    ),
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
