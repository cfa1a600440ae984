import { findMake } from '@carport/catalog';
import { virtualKeyUrl } from '../platform/error-words.js';
import { exitUrl } from './approval.js';
import type { Connect, ConnectDeps, Ticket, View, Visit } from './contract.js';
import type { Door } from './door.js';
import { finish } from './finish.js';
import { canShow, isAhead, placeOf } from './flow.js';
import { hostOfOpener } from './opener.js';
import { deadEnd, STEP_AHEAD, withExit } from './refusal.js';
import { type FlowSession, type Place, STEPS, type Step } from './session.js';
import type { ConnectSessions, StoredSession } from './sessions.store.js';
import { openUsername } from './sign-in.js';
import { isSimulated } from './simulated.js';

/** What a browser gets to see when it asks for a page of its session. */
export const visiting =
  (deps: ConnectDeps, sessions: ConnectSessions, door: Door): Connect['visit'] =>
  async (ticket, wanted): Promise<Visit> => {
    const stored = await door.open(ticket);
    if (!stored) return { kind: 'missing' };
    const { flow } = stored;
    const place = wanted ?? placeOf(flow);
    if (isStep(place) && isAhead(flow, place)) return aheadOf(deps, flow);
    if (wanted === undefined || !canShow(flow, place)) {
      return { kind: 'elsewhere', place: placeOf(flow) };
    }
    return place === 'returning'
      ? welcomeBack(deps, sessions, stored)
      : { kind: 'page', view: viewOf(deps, door, ticket, stored, place) };
  };

/** What a link to a step says that names no session. */
export const visitingNewest =
  (door: Door, visit: Connect['visit']): Connect['visitNewest'] =>
  async (browser, place) => {
    const sessionId = await door.newest(browser);
    return sessionId === undefined
      ? { kind: 'none', refusal: deadEnd(STEP_AHEAD) }
      : { kind: 'session', sessionId, visit: await visit({ sessionId, browser }, place) };
  };

const isStep = (place: Place): place is Step => STEPS.some((step) => step === place);

const aheadOf = ({ settings }: ConnectDeps, flow: FlowSession): Visit => ({
  kind: 'ahead',
  language: flow.language,
  accent: flow.request.accent,
  place: placeOf(flow),
  refusal: withExit(STEP_AHEAD, { ...flow.request, issuer: settings.publicUrl }),
});

const welcomeBack = async (
  deps: ConnectDeps,
  sessions: ConnectSessions,
  stored: StoredSession,
): Promise<Visit> => {
  const names = stored.flow.request.permissions.map(({ name }) => name);
  const end = await finish(deps, sessions, stored, names);
  return end.kind === 'leave'
    ? { kind: 'returning', session: stored.flow, url: end.url }
    : { kind: 'elsewhere', place: end.place };
};

const viewOf = (
  deps: ConnectDeps,
  door: Door,
  ticket: Ticket,
  { id, flow }: StoredSession,
  place: View['place'],
): View => ({
  place,
  session: flow,
  formToken: door.formToken(ticket),
  simulated: isSimulated(
    deps,
    flow.make === null ? undefined : findMake(flow.make),
    flow.request.mode,
  ),
  typedUsername: openUsername(deps, id, flow),
  exitUrl: flow.stop ? exitUrl(deps, flow, flow.stop.error) : null,
  tellingUrl: tellingUrl(deps, flow),
  virtualKeyUrl: virtualKeyUrl(deps.settings.publicUrl),
  returnHost: returnHost(deps, flow),
});

const returnHost = ({ settings }: ConnectDeps, { request }: FlowSession): string | null => {
  const { redirectUri } = request;
  if (redirectUri === null) return null;
  const host = /^https?:\/\/([^/?#]+)/.exec(redirectUri)?.[1] ?? null;
  return hostOfOpener(settings.publicUrl, redirectUri) ?? host;
};

/** The same way back with the car that it is about, for owners who want the app to know. */
const tellingUrl = (deps: ConnectDeps, flow: FlowSession): string | null => {
  const { error, vehicle } = flow.stop ?? {};
  if (error === undefined || vehicle === undefined) return null;
  const told = Object.entries(vehicle).map(([name, value]) => [name, String(value)]);
  return exitUrl(deps, flow, error, Object.fromEntries(told));
};
