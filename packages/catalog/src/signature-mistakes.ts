/** A mistake that receivers make with the bytes of a delivery before they check its signature. */
export interface SignatureMistake {
  readonly code: string;
  /** Two clauses: what happened, and what to do instead. */
  readonly explanation: string;
  /** What is in hand, or was signed, instead of the given text; more texts than can be right. */
  readonly variants: (text: string) => readonly (string | undefined)[];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Of text that is JSON, the same value written in other ways. */
const written =
  (...ways: readonly ((value: unknown) => string)[]) =>
  (text: string): (string | undefined)[] => {
    const value = parsed(text);
    return value === undefined ? [] : ways.map((way) => way(value));
  };

const compact = (value: unknown): string => JSON.stringify(value);
const indented = (step: number | string) => (value: unknown) => JSON.stringify(value, null, step);

/** A space after each comma and colon, as Python writes it. */
const spaced = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`,
  );
  return `{${fields.join(', ')}}`;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return Object.fromEntries(fields.sort(([left], [right]) => (left < right ? -1 : 1)));
};

const inAscii = (json: string): string =>
  json.replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const withSlashes = (json: string): string => json.replaceAll('/', '\\/');

/** UTF-8 that was read as Latin-1. */
const misread = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

const BYTE_ORDER_MARK = '\ufeff';

export const SIGNATURE_MISTAKES: readonly SignatureMistake[] = [
  {
    code: 'LINE_END',
    explanation: 'the bytes have a line end that was not sent; take them as they came in',
    variants: (text) => [text.replace(/\r?\n$/, ''), `${text}\n`, `${text}\r\n`],
  },
  {
    code: 'REWRITTEN',
    explanation: 'the bytes were parsed and written anew; sign what came in',
    variants: written(compact),
  },
  {
    code: 'INDENTED',
    explanation: 'the bytes were parsed and indented; sign what came in',
    variants: written(indented(2), indented(4), indented('\t')),
  },
  {
    code: 'SPACED',
    explanation:
      'the bytes were parsed and written anew with spaces, as Python does; sign what came in',
    variants: written(spaced, (value) => inAscii(spaced(value))),
  },
  {
    code: 'ESCAPED',
    explanation:
      'the bytes were parsed and written anew with escapes, as PHP does; sign what came in',
    variants: written(
      (value) => inAscii(compact(value)),
      (value) => withSlashes(compact(value)),
      (value) => withSlashes(inAscii(compact(value))),
    ),
  },
  {
    code: 'SORTED',
    explanation: 'the bytes were parsed and written anew with their keys sorted; sign what came in',
    variants: written(
      (value) => compact(sorted(value)),
      (value) => spaced(sorted(value)),
      (value) => inAscii(spaced(sorted(value))),
    ),
  },
  {
    code: 'LINE_BREAKS',
    explanation: 'line breaks were converted on the way; take the bytes as they came in',
    variants: (text) => [text.replaceAll('\r\n', '\n'), text.replace(/\r?\n/g, '\r\n')],
  },
  {
    code: 'BYTE_ORDER_MARK',
    explanation: 'a byte order mark was put before the bytes; leave it away',
    variants: (text) => [text.replace(BYTE_ORDER_MARK, ''), BYTE_ORDER_MARK + text],
  },
  {
    code: 'ENCODING',
    explanation: 'the bytes were read in another encoding than UTF-8; sign bytes rather than text',
    variants: (text) => [misread(text)],
  },
  {
    code: 'QUOTED',
    explanation: 'the text was written as a JSON string once more; sign what came in',
    variants: (text) => {
      const value = parsed(text);
      return [JSON.stringify(text), typeof value === 'string' ? value : undefined];
    },
  },
  {
    code: 'EMPTY',
    explanation:
      'nothing was signed: the body had been read before; keep its bytes when they come in',
    variants: () => [''],
  },
];

/** The mistake by which the text became, or came from, one that the signature fits. */
export const findSignatureMistake = (
  text: string,
  isSigned: (other: string) => boolean,
): SignatureMistake | undefined =>
  SIGNATURE_MISTAKES.find(({ variants }) =>
    variants(text).some((other) => other !== undefined && other !== text && isSigned(other)),
  );

/** Why a signature does not fit, where it is not for what was done to the bytes. */
export const OTHER_SIGNATURE_CAUSES = [
  {
    code: 'NO_DIGEST',
    explanation: 'it is no SHA-256 in hex, which has 64 digits',
  },
  {
    code: 'FORM',
    explanation:
      'it is the right digest in another writing; `SC-Signature` is 64 lower-case hex digits and nothing else',
  },
  {
    code: 'HEADERS_MISSING',
    explanation: '`webhook-id` and `webhook-timestamp` are signed too; give them as they came',
  },
  {
    code: 'STANDARD_WEBHOOKS_OFF',
    explanation:
      'this webhook has no signing keys: Standard Webhooks are off; check `SC-Signature`, or turn them on',
  },
  {
    code: 'COMPRESSED',
    explanation: 'the body is still compressed; signatures are over the JSON inside',
  },
  {
    code: 'WRONG_KEY',
    explanation: 'these are the bytes that were sent; the signature was made with another key',
  },
  {
    code: 'CHANGED',
    explanation:
      'the signature is the one that was sent; the bytes were changed after they came in, from the first difference on',
  },
  {
    code: 'UNKNOWN',
    explanation: 'other bytes were signed, or with another key',
  },
] as const satisfies readonly Pick<SignatureMistake, 'code' | 'explanation'>[];

export type OtherSignatureCause = (typeof OTHER_SIGNATURE_CAUSES)[number]['code'];

export const otherSignatureCause = (code: OtherSignatureCause) => {
  const cause = OTHER_SIGNATURE_CAUSES.find((one) => one.code === code);
  if (!cause) throw new Error(`there is no cause ${code}`);
  return cause;
};
