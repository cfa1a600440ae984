import type { Store } from '../store/store.js';
import type { FlowSession } from './session.js';

/** A row of connect_sessions, already checked to be alive and of this browser. */
export interface StoredSession {
  readonly id: string;
  readonly applicationId: string;
  readonly flow: FlowSession;
  readonly revision: number;
}

export interface ConnectSessions {
  create(session: {
    id: string;
    applicationId: string;
    browser: Buffer;
    flow: FlowSession;
    expiresAt: Date;
  }): Promise<void>;
  /** Only the browser that started it can load a session: its secret is what names the tenant here. */
  load(id: string, browser: Buffer, now: Date): Promise<StoredSession | undefined>;
  /** The id of the browser's session that lives longest. */
  newestOf(browser: Buffer, now: Date): Promise<string | undefined>;
  /** False when somebody else saved since `revision`. */
  save(session: StoredSession, flow: FlowSession): Promise<boolean>;
  /** Ends the session's life at the given time, if that is sooner. */
  shorten(session: StoredSession, expiresAt: Date): Promise<void>;
}

/** Raised whenever the session's shape changes: sessions of an older server are simply expired. */
const SHAPE = 5;

export const createConnectSessions = ({ db }: Pick<Store, 'db'>): ConnectSessions => ({
  create: async ({ id, applicationId, browser, flow, expiresAt }) => {
    await db
      .insertInto('connect_sessions')
      .values({
        id,
        application_id: applicationId,
        browser,
        state: JSON.stringify({ shape: SHAPE, flow }),
        expires_at: expiresAt,
      })
      .execute();
  },

  load: async (id, browser, now) => {
    const row = await db
      .selectFrom('connect_sessions')
      .select(['application_id', 'state', 'revision'])
      .where('id', '=', id)
      .where('browser', '=', browser)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    const state = row?.state as { shape: number; flow: FlowSession } | undefined;
    if (!row || state?.shape !== SHAPE) return undefined;
    return { id, applicationId: row.application_id, flow: state.flow, revision: row.revision };
  },

  newestOf: async (browser, now) => {
    const row = await db
      .selectFrom('connect_sessions')
      .select('id')
      .where('browser', '=', browser)
      .where('expires_at', '>', now)
      .orderBy('expires_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.id;
  },

  save: async (session, flow) => {
    const result = await db
      .updateTable('connect_sessions')
      .set({ state: JSON.stringify({ shape: SHAPE, flow }), revision: session.revision + 1 })
      .where('application_id', '=', session.applicationId)
      .where('id', '=', session.id)
      .where('revision', '=', session.revision)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },

  shorten: async (session, expiresAt) => {
    await db
      .updateTable('connect_sessions')
      .set({ expires_at: expiresAt })
      .where('application_id', '=', session.applicationId)
      .where('id', '=', session.id)
      .where('expires_at', '>', expiresAt)
      .execute();
  },
});
