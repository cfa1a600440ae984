import { CliFailure, EXIT } from '../failure.js';
import type { ConnectionSettings } from './settings.js';

type Query = Readonly<Record<string, string | number | undefined>>;

export interface Ask {
  readonly query?: Query;
  /** `data.attributes` of what is sent. */
  readonly attributes?: object;
  readonly signal?: AbortSignal;
}

/** Speaks to Carport's management API. */
export interface Carport {
  readonly settings: ConnectionSettings;
  /** Throws a CliFailure that a developer can act upon; a lost connection is `ConnectionLost`. */
  ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, ask?: Ask): Promise<T>;
}

/** The server did not answer; it may again. */
export class ConnectionLost extends CliFailure {}

export const createCarport = (settings: ConnectionSettings, fetcher = fetch): Carport => ({
  settings,
  ask: async (method, path, { query = {}, attributes, signal } = {}) => {
    const url = new URL(`${settings.url}/v3${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const response = await sent(fetcher, settings, url, {
      method,
      headers: {
        authorization: `Bearer ${settings.token}`,
        ...(attributes && { 'content-type': 'application/json' }),
      },
      ...(attributes && { body: JSON.stringify({ data: { attributes } }) }),
      ...(signal && { signal }),
    });
    const text = await response.text().catch((error: unknown) => {
      throw signal?.aborted ? error : lost(settings, error);
    });
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    throw response.status >= 502
      ? lost(settings, response.status)
      : refusal(settings, response.status, text);
  },
});

const sent = async (
  fetcher: typeof fetch,
  settings: ConnectionSettings,
  url: URL,
  request: RequestInit,
): Promise<Response> => {
  try {
    return await fetcher(url, request);
  } catch (error) {
    throw request.signal?.aborted ? error : lost(settings, error);
  }
};

const lost = ({ url }: ConnectionSettings, cause: unknown): ConnectionLost =>
  new ConnectionLost(
    EXIT.unreachable,
    `Carport does not answer at ${url}`,
    'Is it running? Start it with npm start, or name another with --url or CARPORT_URL.',
    { cause },
  );

interface ApiError {
  readonly type?: string;
  readonly code?: string | null;
  readonly description?: string;
  readonly detail?: unknown;
}

const refusal = (settings: ConnectionSettings, status: number, text: string): CliFailure => {
  if (status === 401) {
    return new CliFailure(
      EXIT.credentials,
      `${settings.url} does not accept the token from ${settings.tokenFrom}`,
      'It wants the application management token of an application that it knows.',
    );
  }
  const { type = `status ${status}`, code, description = '', detail } = firstError(text);
  const name = code ? `${type}:${code}` : type;
  const facts = detail === undefined ? undefined : JSON.stringify(detail);
  return new CliFailure(EXIT.refused, `${name}${description && `: ${description}`}`, facts);
};

const firstError = (text: string): ApiError => {
  try {
    return JSON.parse(text).errors?.[0] ?? {};
  } catch {
    return {};
  }
};
