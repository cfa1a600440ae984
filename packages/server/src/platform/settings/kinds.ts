import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** One setting: how its text is read, what it is without one, and what it is for. */
export interface Setting<Config, T> {
  /** What a value looks like in the help text; empty for a switch. */
  readonly form: string;
  /** Throws what was expected instead, as the end of the sentence "CARPORT_X must be …". */
  parse(text: string): T;
  readonly fallback: T | ((above: Config) => T);
  /** The fallback as people read it, where the value itself would not say it. */
  readonly shownFallback?: string;
  readonly doc: string;
  /** The command line's name when it is not the setting's own; null when there must be none. */
  readonly flag?: string | null;
  /** True keeps the value out of messages. */
  readonly secret?: boolean;
}

type Rest<Config, T> = Omit<Setting<Config, T>, 'parse' | 'form'>;

export class Expectation extends Error {}

const expected = (what: string): never => {
  throw new Expectation(what);
};

export const text = <C>(form: string, rest: Rest<C, string>): Setting<C, string> => ({
  ...rest,
  form,
  parse: (given) => given,
});

export const secretText = <C>(
  pattern: RegExp,
  what: string,
  rest: Rest<C, string | null> & { readonly form: string },
): Setting<C, string | null> => ({
  ...rest,
  secret: true,
  parse: (given) => (pattern.test(given) ? given : expected(what)),
});

const integer = (given: string, least: number, most: number): number => {
  const value = Number(given);
  return /^\d+$/.test(given) && value >= least && value <= most
    ? value
    : expected(`a whole number from ${least} to ${most}`);
};

export const wholeNumber = <C>(
  range: { least: number; most: number; form?: string },
  rest: Rest<C, number>,
): Setting<C, number> => ({
  ...rest,
  form: range.form ?? 'N',
  parse: (given) => integer(given, range.least, range.most),
});

export const wholeNumbers = <C>(
  range: { least: number; most: number },
  rest: Rest<C, readonly number[]>,
): Setting<C, readonly number[]> => ({
  ...rest,
  form: 'N,N,…',
  parse: (given) =>
    given.split(',').map((item) => {
      try {
        return integer(item.trim(), range.least, range.most);
      } catch {
        return expected(
          `whole numbers from ${range.least} to ${range.most} with commas between them`,
        );
      }
    }),
});

const YES = new Set(['true', '1', 'yes', 'on']);
const NO = new Set(['false', '0', 'no', 'off']);

export const toggle = <C>(rest: Rest<C, boolean>): Setting<C, boolean> => ({
  ...rest,
  form: '',
  parse: (given) => {
    const word = given.toLowerCase();
    return YES.has(word) || (!NO.has(word) && expected('true or false'));
  },
});

export const choice = <C, T extends string>(
  options: readonly T[],
  rest: Rest<C, T>,
): Setting<C, T> => ({
  ...rest,
  form: 'WORD',
  parse: (given) =>
    options.find((option) => option === given) ?? expected(`one of ${options.join(', ')}`),
});

export const origin = <C>(rest: Rest<C, string>): Setting<C, string> => ({
  ...rest,
  form: 'URL',
  parse: (given) => {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    return isOrigin ? url.origin : expected('an http(s) address without a path');
  },
});

/**
 * Whether a text is a network in CIDR notation. An address inside of one, or an unusual spelling, is likely to be a
 * slip that would open something else.
 */
const isNetwork = (given: string): boolean => {
  const [base = '', bits = ''] = given.split('/');
  if (isIP(base) === 0 || !/^[1-9]\d{0,2}$/.test(bits) || !ipaddr.isValidCIDR(given)) return false;
  const address = ipaddr.parse(base);
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const isWhole = kind.networkAddressFromCIDR(given).toString() === address.toString();
  return isWhole && ipaddr.process(base).kind() === address.kind();
};

export const networks = <C>(rest: Rest<C, readonly string[]>): Setting<C, readonly string[]> => ({
  ...rest,
  form: 'CIDR,CIDR,…',
  parse: (given) => {
    const list = given.split(',').map((item) => item.trim());
    return list.every(isNetwork)
      ? list
      : expected('networks such as 10.20.0.0/16 with commas between them');
  },
});
