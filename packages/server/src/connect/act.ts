import { findLanguage, findMake } from '@carport/catalog';
import { exitUrl, recall } from './approval.js';
import { knownBatteries } from './battery-answers.js';
import type { Action, Connect, ConnectDeps, Reaction, Ticket } from './contract.js';
import { isCountry } from './countries.js';
import type { Door } from './door.js';
import { finish } from './finish.js';
import { advance, canShow, placeOf } from './flow.js';
import type { FlowEvent, FlowSession, Transition } from './session.js';
import type { ConnectSessions, StoredSession } from './sessions.store.js';
import { signIn, verify } from './sign-in.js';

/** What follows from what the owner did on a page. */
export const acting =
  (deps: ConnectDeps, sessions: ConnectSessions, door: Door): Connect['act'] =>
  async (ticket, formToken, action): Promise<Reaction> => {
    const stored = await door.open(ticket);
    if (!stored) return { kind: 'missing' };
    if (!door.isOwnForm(ticket, formToken)) return { kind: 'forged' };
    if (isForCarmaker(action) && !canShow(stored.flow, action.type)) {
      return { kind: 'go', place: placeOf(stored.flow) };
    }
    const event = await eventOf(deps, stored, action);
    const moved = await move(deps, sessions, door, ticket, stored, event);
    return moved ? conclude(deps, sessions, moved) : { kind: 'missing' };
  };

/** Actions that ask the carmaker, who is not asked in vain. */
const isForCarmaker = (action: Action): action is Extract<Action, { type: 'sign-in' | 'verify' }> =>
  action.type === 'sign-in' || action.type === 'verify';

const eventOf = async (
  deps: ConnectDeps,
  { id, flow }: StoredSession,
  action: Action,
): Promise<FlowEvent> => {
  switch (action.type) {
    case 'speak':
      return { type: 'speak', language: findLanguage(action.language) ?? flow.language };
    case 'continue': {
      const country = isCountry(action.country) ? action.country : flow.country;
      return { type: 'continue', country, served: isServed(deps, flow, flow.request.make) };
    }
    case 'choose-brand': {
      const make = findMake(action.make)?.id ?? null;
      return { type: 'choose-brand', make, served: isServed(deps, flow, make) };
    }
    case 'sign-in':
      return signIn(deps, id, flow, action);
    case 'verify':
      return verify(deps, id, flow, action);
    default:
      return action;
  }
};

const isServed = ({ registry }: ConnectDeps, flow: FlowSession, make: string | null): boolean => {
  const row = make === null ? undefined : findMake(make);
  return row !== undefined && registry.find(row, flow.request.mode) !== undefined;
};

interface Moved {
  readonly stored: StoredSession;
  readonly outcome: Transition['outcome'];
}

const MAX_TRIES = 5;

/** Applies the event and saves; where another tab saved first, applies it to what that tab left. */
const move = async (
  deps: ConnectDeps,
  sessions: ConnectSessions,
  door: Door,
  ticket: Ticket,
  first: StoredSession,
  event: FlowEvent,
): Promise<Moved | undefined> => {
  let stored: StoredSession | undefined = first;
  for (let tries = 0; stored !== undefined && tries < MAX_TRIES; tries += 1) {
    const { session, outcome } = await transition(deps, stored.id, stored.flow, event);
    if (await sessions.save(stored, session)) {
      return { stored: { ...stored, flow: session, revision: stored.revision + 1 }, outcome };
    }
    stored = await door.open(ticket);
  }
  return undefined;
};

const transition = async (
  deps: ConnectDeps,
  sessionId: string,
  flow: FlowSession,
  event: FlowEvent,
): Promise<Transition> => {
  const next = advance(flow, event);
  switch (next.outcome.type) {
    case 'recall': {
      const allowed = await recall(deps, sessionId, next.session);
      return advance(next.session, { type: 'recalled', allowed });
    }
    case 'look-up-batteries': {
      const known = await knownBatteries(deps, next.session, next.outcome.vins);
      return advance(next.session, { type: 'batteries-looked-up', known });
    }
    default:
      return next;
  }
};

const conclude = async (
  deps: ConnectDeps,
  sessions: ConnectSessions,
  { stored, outcome }: Moved,
): Promise<Reaction> => {
  switch (outcome.type) {
    case 'show':
      return { kind: 'go', place: outcome.place };
    case 'deny': {
      const url = exitUrl(deps, stored.flow, 'access_denied');
      return url === null ? { kind: 'go', place: 'stopped' } : { kind: 'leave', url };
    }
    case 'approve':
      return finish(deps, sessions, stored, outcome.permissions);
    case 'recall':
    case 'look-up-batteries':
      throw new Error('a look-up must be answered before the session is saved');
  }
};
