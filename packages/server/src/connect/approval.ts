import { type ConnectErrorCode, findMake, type MakeRow, type Permission } from '@carport/catalog';
import type { OemAuthorization } from '../oem/contract.js';
import type { ConnectDeps } from './contract.js';
import { endingParameters } from './endings.js';
import { returnUrl } from './return-url.js';
import type { Account, FlowSession } from './session.js';

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
  vehicles: authorization.vehicles.map(
    ({ vin, make, model, year, batteries, lacksVirtualKey }) => ({
      ...{ vin, make, model, year },
      ...(batteries && { batteries }),
      ...(lacksVirtualKey && { lacksVirtualKey }),
    }),
  ),
});

/** What a signed-in session holds, opened. */
export const openSession = (
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

/** The way back without a code; null where there is no app to go back to. */
export const exitUrl = (
  { settings }: Pick<ConnectDeps, 'settings'>,
  { request }: FlowSession,
  error: ConnectErrorCode,
  more: Readonly<Record<string, string>> = {},
): string | null =>
  request.redirectUri === null
    ? null
    : returnUrl(
        request.redirectUri,
        { ...endingParameters(error), ...more, iss: settings.publicUrl },
        request.rawState,
      );
