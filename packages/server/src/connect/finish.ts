import type { Permission } from '@carport/catalog';
import type { KnownOwner } from '../connections/contract.js';
import type { OemVehicle } from '../oem/contract.js';
import { virtualKeyUrl } from '../platform/error-words.js';
import { openSession } from './approval.js';
import { keepBatteryAnswers } from './battery-answers.js';
import type { ConnectDeps } from './contract.js';
import { advance } from './flow.js';
import { returnUrl } from './return-url.js';
import type { FlowEvent, FlowSession, Place } from './session.js';
import type { ConnectSessions, StoredSession } from './sessions.store.js';
import { haveCommands } from './virtual-key.js';

/**
 * A decided session lives on for this long. A second submission (a double click, the back button) then
 * gets a code of its own: handing out the first one again would look like a stolen code to the app.
 */
const AFTERLIFE_MILLISECONDS = 2 * 60 * 1000;

/** Where the owner's browser goes: back to the app, or to a page of the session. */
export type Finish =
  | { readonly kind: 'leave'; readonly url: string }
  | { readonly kind: 'go'; readonly place: Place };

/** Nothing is left to ask: makes what the owner came for. */
export const finish = async (
  deps: ConnectDeps,
  sessions: ConnectSessions,
  stored: StoredSession,
  permissions: readonly Permission[],
): Promise<Finish> => {
  const goOn = async (event: FlowEvent): Promise<Finish> => {
    const { session, outcome } = advance(stored.flow, event);
    await sessions.save(stored, session);
    return { kind: 'go', place: outcome.type === 'show' ? outcome.place : 'stopped' };
  };
  try {
    const result = await achieve(deps, stored, permissions);
    if (result === undefined) return goOn({ type: 'lose-car' });
    await keepBatteryAnswers(deps, stored);
    await sessions.shorten(stored, new Date(deps.clock.now() + AFTERLIFE_MILLISECONDS));
    const { redirectUri, rawState } = stored.flow.request;
    return redirectUri === null
      ? goOn({ type: 'finish' })
      : { kind: 'leave', url: returnUrl(redirectUri, result, rawState) };
  } catch (error) {
    deps.log.error({ err: error, sessionId: stored.id }, 'a decided consent failed');
    return goOn({ type: 'fail' });
  }
};

type Result = Readonly<Record<string, string>>;

/** The parameters that the app gets; undefined when the car to sign in for again is gone. */
const achieve = (
  deps: ConnectDeps,
  stored: StoredSession,
  permissions: readonly Permission[],
): Promise<Result | undefined> =>
  stored.flow.request.reauthenticates ? renew(deps, stored) : connect(deps, stored, permissions);

const connect = async (
  deps: ConnectDeps,
  { id, applicationId, flow }: StoredSession,
  permissions: readonly Permission[],
): Promise<Result> => {
  const { account, make, authorization } = openSession(deps, id, flow);
  const { redirectUri, mode, codeChallenge, wantsCode } = flow.request;
  const consent = {
    ...{ adapter: account.adapter, make, mode, authorization, permissions },
    ...{ vins: flow.vins, owner: ownerOf(flow) },
  };
  const picked = authorization.vehicles.filter(({ vin }) => flow.vins.includes(vin));
  const extra = keyNeeded(deps, picked, permissions);
  if (!wantsCode || redirectUri === null) {
    const owner = await deps.connections.approveWithoutCode(applicationId, consent);
    return { user_id: owner.userId, ...extra, ...common(deps, owner) };
  }
  const { code, ...owner } = await deps.connections.approve(applicationId, {
    ...{ ...consent, redirectUri, codeChallenge },
  });
  return { code, user_id: owner.userId, ...extra, ...common(deps, owner) };
};

/** Where the owner lets the app's key in, when one of the cars takes no commands without and the app wants to send some. */
const keyNeeded = (
  { settings }: ConnectDeps,
  vehicles: readonly OemVehicle[],
  permissions: readonly Permission[],
): Result =>
  haveCommands(permissions) && vehicles.some(({ lacksVirtualKey }) => lacksVirtualKey)
    ? { virtual_key_url: virtualKeyUrl(settings.publicUrl) }
    : {};

const renew = async (
  deps: ConnectDeps,
  { id, applicationId, flow }: StoredSession,
): Promise<Result | undefined> => {
  const { account, make, authorization } = openSession(deps, id, flow);
  const vehicleId = flow.request.reauthenticates?.vehicleId ?? null;
  const owner = await deps.connections.reauthenticate(applicationId, {
    ...{ vehicleId, adapter: account.adapter, make, mode: flow.request.mode, authorization },
    owner: ownerOf(flow),
  });
  if (!owner) return undefined;
  return { ...(vehicleId === null ? {} : { vehicle_id: vehicleId }), ...common(deps, owner) };
};

const ownerOf = ({ language, request: { externalId } }: FlowSession) => ({
  language,
  ...(externalId === null ? {} : { externalId: externalId.to }),
});

const common = ({ settings }: ConnectDeps, { externalId }: KnownOwner): Result => ({
  ...(externalId === null ? {} : { external_id: externalId }),
  iss: settings.publicUrl,
});
