/** PostgreSQL's own text of an array, for values that need no escaping: it costs a fraction of the driver's. */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** Of texts from anywhere. PostgreSQL knows no NUL. The same text is often there many times in a row. */
export const textArray = (values: readonly (string | null)[]): string => {
  let last: string | null = null;
  let written = 'NULL';
  const items = values.map((value) => {
    if (value === last) return written;
    last = value;
    written = value === null ? 'NULL' : quoted(value);
    return written;
  });
  return `{${items.join(',')}}`;
};

const quoted = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
  `"${text.replace(/\u0000/g, '').replace(/["\\]/g, '\\$&')}"`;

/** Of moments, to be read as `to_timestamp(x / 1000.0)`. */
export const momentArray = (moments: readonly (Date | null)[]): string =>
  plainArray(moments.map((moment) => moment?.getTime() ?? null));
