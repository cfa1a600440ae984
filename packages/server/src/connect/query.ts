/** An authorize URL's query: decoded values, repeated names, and the raw text where bytes matter. */
export interface Query {
  /** The decoded value; undefined when absent or empty, which OAuth treats alike (RFC 6749, 3.1). */
  get(name: string): string | undefined;
  /** Names that occur more than once. */
  readonly repeated: ReadonlySet<string>;
  /** The value as it stood in the URL. */
  raw(name: string): string | undefined;
}

export const parseQuery = (text: string): Query => {
  const decoded = new URLSearchParams(text);
  const names = [...decoded.keys()];
  const raws = new Map<string, string>();
  for (const pair of text.split('&')) {
    const [name] = new URLSearchParams(pair).keys();
    const equals = pair.indexOf('=');
    if (name !== undefined && equals >= 0) raws.set(name, pair.slice(equals + 1));
  }
  return {
    get: (name) => decoded.get(name) || undefined,
    repeated: new Set(names.filter((name, index) => names.indexOf(name) !== index)),
    raw: (name) => raws.get(name) || undefined,
  };
};
