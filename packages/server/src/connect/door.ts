import { sameBytes } from '../platform/keyring.js';
import type { ConnectDeps, Ticket } from './contract.js';
import type { ConnectSessions, StoredSession } from './sessions.store.js';

/** Lets a browser into its own session, and tells that session's forms from foreign ones. */
export interface Door {
  open(ticket: Ticket): Promise<StoredSession | undefined>;
  /** The id of the browser's newest session; undefined when it has none. */
  newest(browser: string | undefined): Promise<string | undefined>;
  formToken(ticket: Ticket): string;
  isOwnForm(ticket: Ticket, formToken: string): boolean;
}

const SESSION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const createDoor = (
  { keyring, clock }: Pick<ConnectDeps, 'keyring' | 'clock'>,
  sessions: ConnectSessions,
): Door => {
  const formToken = ({ sessionId, browser = '' }: Ticket): string =>
    keyring.derive('connect-form', `${sessionId}.${browser}`);
  return {
    open: async ({ sessionId, browser }) =>
      browser !== undefined && SESSION_ID.test(sessionId)
        ? sessions.load(sessionId, keyring.hash(browser), new Date(clock.now()))
        : undefined,
    newest: async (browser) =>
      browser === undefined
        ? undefined
        : sessions.newestOf(keyring.hash(browser), new Date(clock.now())),
    formToken,
    isOwnForm: (ticket, given) => sameBytes(Buffer.from(given), Buffer.from(formToken(ticket))),
  };
};
