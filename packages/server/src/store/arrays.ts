/** PostgreSQL's own text of an array, for values that need no escaping: it costs a fraction of the driver's. */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** Of texts from anywhere. PostgreSQL knows no NUL. */
export const textArray = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;

const quoted = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
  `"${text.replace(/\u0000/g, '').replace(/["\\]/g, '\\$&')}"`;

/** Of moments, to be read as `to_timestamp(x / 1000.0)`. */
export const momentArray = (moments: readonly (Date | null)[]): string =>
  plainArray(moments.map((moment) => moment?.getTime() ?? null));
