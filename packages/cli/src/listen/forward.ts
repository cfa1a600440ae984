import { request } from 'undici';
import { CliFailure, EXIT } from '../failure.js';

export interface LocalAnswer {
  readonly statusCode: number | null;
  readonly contentType: string | null;
  /** The beginning of the answer; null when none came. */
  readonly text: string | null;
  readonly durationMs: number;
  /** Null when a whole answer came. */
  readonly error: string | null;
}

const TIMEOUT_MS = 15_000;
const MOST_SHOWN = 1_000;

/** An address as developers write it: a URL, host and path, or a port and a path of this machine. */
export const forwardingAddress = (text: string): string => {
  const written = /^\d+(\/|$)/.test(text) ? `localhost:${text}` : text;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  if (/^https?:/i.test(url) && URL.canParse(url)) return new URL(url).href;
  throw new CliFailure(
    EXIT.usage,
    `"${text}" is no address to send to`,
    'Write http://localhost:3000/webhooks, localhost:3000/webhooks or 3000/webhooks.',
  );
};

/** Set by whoever sends. */
const OWN_HEADERS = new Set(['content-length', 'host', 'connection', 'transfer-encoding']);

/** Posts the very bytes. Redirects are answers like any other, as when Carport sends. */
export const post = async (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<LocalAnswer> => {
  const began = performance.now();
  const took = (): number => Math.round(performance.now() - began);
  try {
    // Unlike fetch, it has no opinion on ports, and follows nothing.
    const response = await request(url, {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
      ),
      body: Buffer.from(body, 'utf8'),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = (await response.body.text()).slice(0, MOST_SHOWN);
    const type = response.headers['content-type'];
    const contentType = (Array.isArray(type) ? type[0] : type) ?? null;
    return { statusCode: response.statusCode, contentType, text, durationMs: took(), error: null };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      ...{ statusCode: null, contentType: null, text: null },
      durationMs: took(),
      error: reasonOf(error),
    };
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  ENOTFOUND: 'there is no such host',
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer within 15 s';
  // Names with several addresses fail with one error for each.
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  return REASONS[code] ?? error.message;
};
