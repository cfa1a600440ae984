import { findMake } from '@carport/catalog';
import { AdapterFailure, type OemAdapter, type OemLogin } from '../oem/contract.js';
import { sealAuthorization } from './approval.js';
import type { Action, ConnectDeps } from './contract.js';
import type { FlowEvent, FlowSession } from './session.js';
import { consequenceOf } from './sign-in-failure.js';

const MAX_USERNAME = 256;
const MAX_PASSWORD = 1024;

type SignIn = Extract<Action, { type: 'sign-in' }>;

/**
 * Asks the carmaker, and turns the answer into an event of the flow. The password is in this call only:
 * neither the session nor the log ever sees it.
 */
export const signIn = async (
  deps: ConnectDeps,
  sessionId: string,
  session: FlowSession,
  action: SignIn,
): Promise<FlowEvent> => {
  const make = session.make === null ? undefined : findMake(session.make);
  const { singleSelectVin } = session.request;
  const adapter = make && deps.registry.find(make, session.request.mode);
  const username = action.username.trim();
  if (!make || !adapter) return { type: 'fail' };
  if (!isComplete(username, action.password)) {
    return refused(deps, sessionId, make.id, username, { kind: 'sign-in-incomplete' });
  }
  const login: OemLogin = {
    make,
    username,
    password: action.password,
    country: session.country,
    mode: session.request.mode,
    again: session.request.reauthenticates !== null,
    ...(singleSelectVin === null ? {} : { wantedVin: singleSelectVin }),
  };
  try {
    const authorization = await adapter.authorize(login);
    const account = sealAuthorization(deps, sessionId, adapter.id, authorization);
    return { type: 'signed-in', make: make.id, account };
  } catch (error) {
    return failed(deps, sessionId, login, adapter, error);
  }
};

const isComplete = (username: string, password: string): boolean =>
  username.length > 0 &&
  username.length <= MAX_USERNAME &&
  password.length > 0 &&
  password.length <= MAX_PASSWORD;

const failed = (
  deps: ConnectDeps,
  sessionId: string,
  { make, username }: OemLogin,
  adapter: OemAdapter,
  error: unknown,
): FlowEvent => {
  if (!(error instanceof AdapterFailure)) {
    deps.log.error({ err: error, adapter: adapter.id, sessionId }, 'a sign-in failed unexpectedly');
    return {
      type: 'stop-sign-in',
      make: make.id,
      stop: { error: 'server_error', reason: 'failure' },
    };
  }
  const consequence = consequenceOf(error);
  return consequence.kind === 'stop'
    ? { type: 'stop-sign-in', make: make.id, stop: consequence.stop }
    : refused(deps, sessionId, make.id, username, consequence.problem);
};

const usernameContext = (sessionId: string): string => `connect-username:${sessionId}`;

const refused = (
  { keyring }: ConnectDeps,
  sessionId: string,
  make: string,
  username: string,
  problem: Extract<FlowEvent, { type: 'sign-in-refused' }>['problem'],
): FlowEvent => ({
  type: 'sign-in-refused',
  make,
  problem,
  typedUsername: keyring.seal(username.slice(0, MAX_USERNAME), usernameContext(sessionId)),
});

/** What was typed before a sign-in was turned down, so that nobody types it twice. */
export const openUsername = (
  { keyring }: Pick<ConnectDeps, 'keyring'>,
  sessionId: string,
  { typedUsername }: FlowSession,
): string =>
  typedUsername === null ? '' : keyring.open(typedUsername, usernameContext(sessionId));
