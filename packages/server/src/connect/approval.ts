import { type ConnectErrorCode, findMake, type MakeRow, type Permission } from '@carport/catalog';
import type { OemAuthorization } from '../oem/contract.js';
import type { ConnectDeps } from './contract.js';
import { endingParameters } from './endings.js';
import { returnUrl } from './return-url.js';
import type { Account, FlowSession } from './session.js';
import type { ConnectSessions, StoredSession } from './sessions.store.js';

/**
 * A decided session lives on for this long. A second submission (a double click, the back button) then
 * gets a code of its own: handing out the first one again would look like a stolen code to the app.
 */
const AFTERLIFE_MILLISECONDS = 2 * 60 * 1000;

type Deps = Pick<ConnectDeps, 'keyring' | 'connections' | 'clock' | 'settings'>;

const sealContext = (sessionId: string): string => `connect-session:${sessionId}`;

/** The adapter's authorization as the session keeps it between sign-in and approval. */
export const sealAuthorization = (
  { keyring }: Pick<ConnectDeps, 'keyring'>,
  sessionId: string,
  adapter: string,
  authorization: OemAuthorization,
): Account => ({
  adapter,
  sealed: keyring.seal(JSON.stringify(authorization), sealContext(sessionId)),
  vehicles: authorization.vehicles.map(({ vin, make, model, year }) => ({
    vin,
    make,
    model,
    year,
  })),
});

const openSession = (
  { keyring }: Pick<ConnectDeps, 'keyring'>,
  sessionId: string,
  { account, make }: FlowSession,
): { account: Account; make: MakeRow; authorization: OemAuthorization } => {
  const row = make === null ? undefined : findMake(make);
  if (!account || !row) throw new Error('a decision was taken before anybody signed in');
  const authorization = JSON.parse(keyring.open(account.sealed, sealContext(sessionId)));
  return { account, make: row, authorization: authorization as OemAuthorization };
};

/** What the owner of the signed-in account allowed before for the picked cars. */
export const recall = async (
  deps: Pick<ConnectDeps, 'keyring' | 'connections'>,
  sessionId: string,
  session: FlowSession,
): Promise<readonly Permission[] | null> => {
  const { account, make, authorization } = openSession(deps, sessionId, session);
  const { applicationId, mode } = session.request;
  return deps.connections.previousPermissions(
    applicationId,
    { adapter: account.adapter, make: make.id, mode, subject: authorization.subject },
    session.vins,
  );
};

/** Makes the connections and the code; answers with the way back to the app. */
export const approve = async (
  deps: Deps,
  sessions: ConnectSessions,
  stored: StoredSession,
  permissions: readonly Permission[],
): Promise<string> => {
  const { flow } = stored;
  const { account, make, authorization } = openSession(deps, stored.id, flow);
  const { redirectUri, rawState, mode, codeChallenge } = flow.request;
  const { code, userId } = await deps.connections.approve(stored.applicationId, {
    adapter: account.adapter,
    make,
    mode,
    authorization,
    vins: flow.vins,
    permissions,
    redirectUri,
    codeChallenge,
  });
  await sessions.shorten(stored, new Date(deps.clock.now() + AFTERLIFE_MILLISECONDS));
  return returnUrl(redirectUri, { code, user_id: userId, iss: deps.settings.publicUrl }, rawState);
};

/** The way back without a code. */
export const exitUrl = (
  { settings }: Pick<ConnectDeps, 'settings'>,
  { request }: FlowSession,
  error: ConnectErrorCode,
): string =>
  returnUrl(
    request.redirectUri,
    { ...endingParameters(error), iss: settings.publicUrl },
    request.rawState,
  );
