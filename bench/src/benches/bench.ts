import type { Options } from '../options.js';

/** Prints its figures; true when every ratio holds its bar. */
export type Bench = (options: Options) => Promise<boolean>;
