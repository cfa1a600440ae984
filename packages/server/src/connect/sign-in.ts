import { findMake, findQuirk } from '@carport/catalog';
import {
  AdapterFailure,
  type ChallengeKind,
  type OemAdapter,
  type OemLogin,
} from '../oem/contract.js';
import { sealAuthorization } from './approval.js';
import { permissionsOf } from './consent-request.js';
import type { Action, ConnectDeps } from './contract.js';
import type { FlowEvent, FlowSession, Problem } from './session.js';
import { type Consequence, consequenceOf } from './sign-in-failure.js';

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
  if (!EMAIL.test(username) && findQuirk(make.id, 'email-sign-in-only')) {
    return refused(deps, sessionId, make.id, username, { kind: 'email-needed' });
  }
  const login: OemLogin = {
    make,
    username,
    password: action.password,
    country: session.country,
    mode: session.request.mode,
    again: session.request.reauthenticates !== null,
    permissions: permissionsOf(session.request),
    ...(singleSelectVin === null ? {} : { wantedVin: singleSelectVin }),
  };
  try {
    const challenge = await adapter.secondStep?.ask(login);
    if (challenge) {
      const { asks, state } = challenge;
      const sealed = deps.keyring.seal(state, challengeContext(sessionId));
      return {
        type: 'challenged',
        make: make.id,
        challenge: { adapter: adapter.id, asks, sealed },
      };
    }
    const authorization = await adapter.authorize(login);
    const account = sealAuthorization(deps, sessionId, adapter.id, authorization);
    return { type: 'signed-in', make: make.id, account };
  } catch (error) {
    return failed(deps, sessionId, login, adapter, error);
  }
};

type Verify = Extract<Action, { type: 'verify' }>;

/** Gives the carmaker what it wants to know after the password. Nothing that was typed is kept. */
export const verify = async (
  deps: ConnectDeps,
  sessionId: string,
  { make, challenge }: FlowSession,
  { answers }: Verify,
): Promise<FlowEvent> => {
  if (make === null || challenge === null) return { type: 'fail' };
  const adapter = deps.registry.get(challenge.adapter);
  const refusedFor = (problem: Problem): FlowEvent => ({
    type: 'verification-refused',
    make,
    problem,
  });
  if (!challenge.asks.every((kind) => ANSWERS[kind].test(answers[kind] ?? ''))) {
    return refusedFor({ kind: 'verification-incomplete' });
  }
  try {
    const state = deps.keyring.open(challenge.sealed, challengeContext(sessionId));
    const authorization = await adapter.secondStep?.answer(state, answers);
    if (!authorization) return { type: 'fail' };
    const account = sealAuthorization(deps, sessionId, adapter.id, authorization);
    return { type: 'verified', make, account };
  } catch (error) {
    const consequence = consequenceOfError(deps, sessionId, adapter, error);
    if (consequence.kind === 'stop') {
      return { type: 'stop-verification', make, stop: consequence.stop };
    }
    const { problem } = consequence;
    const isWrong = problem.kind === 'sign-in-rejected';
    return refusedFor(isWrong ? { kind: 'verification-rejected' } : problem);
  }
};

const challengeContext = (sessionId: string): string => `connect-challenge:${sessionId}`;

/** What an answer looks like; the carmaker is not asked about anything else. */
const ANSWERS: Readonly<Record<ChallengeKind, RegExp>> = { pin: /^\d{4}$/, code: /^\d{6}$/ };

const EMAIL = /^[^\s@]+@[^\s@]+$/;

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
  const consequence = consequenceOfError(deps, sessionId, adapter, error);
  return consequence.kind === 'stop'
    ? { type: 'stop-sign-in', make: make.id, stop: consequence.stop }
    : refused(deps, sessionId, make.id, username, consequence.problem);
};

/** What an adapter threw means for the owner; a mistake of ours ends the consent and is logged. */
const consequenceOfError = (
  { log }: ConnectDeps,
  sessionId: string,
  adapter: OemAdapter,
  error: unknown,
): Consequence => {
  if (error instanceof AdapterFailure) return consequenceOf(error);
  log.error({ err: error, adapter: adapter.id, sessionId }, 'a sign-in failed unexpectedly');
  return { kind: 'stop', stop: { error: 'server_error', reason: 'failure' } };
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
