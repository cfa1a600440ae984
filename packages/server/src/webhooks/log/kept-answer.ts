import type { Exchange } from '../outgoing/transport.js';

/** What the log keeps of an answer. */
export interface KeptAnswer {
  /** JSON of its headers; null when there was no answer. */
  readonly headers: string | null;
  /** How it begins; null when it is empty. */
  readonly body: string | null;
}

/** Cookies and the like are the receiver's secrets. */
const SECRET =
  /^(?:set-cookie|cookie|authorization|proxy-|www-authenticate|.*(?:token|secret|api-?key))/i;
const MOST_HEADERS = 32;
const LONGEST_HEADER = 256;
const LONGEST_BODY = 2_048;

export const keptAnswer = ({ statusCode, headers, body }: Exchange): KeptAnswer => ({
  headers: statusCode === null ? null : keptText(headers),
  body: body === '' ? null : storable(body.slice(0, LONGEST_BODY)),
});

const MOST_KNOWN = 200;
const known = new Map<string, string>();

/** A receiver's answers differ by the second only, so most have been written before. */
const keptText = (headers: Exchange['headers']): string => {
  const text = JSON.stringify(headers);
  const before = known.get(text);
  if (before !== undefined) return before;
  const kept = JSON.stringify(keptHeaders(headers));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, kept);
  return kept;
};

const keptHeaders = (headers: Exchange['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !SECRET.test(name))
      .slice(0, MOST_HEADERS)
      .map(([name, value]) => [name, storable(value.slice(0, LONGEST_HEADER))]),
  );

/** PostgreSQL's texts and JSON take every character but these: NUL, and halves of pairs that a cut leaves. */
const storable = (text: string): string =>
  text
    .replaceAll('\0', '\uFFFD')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
