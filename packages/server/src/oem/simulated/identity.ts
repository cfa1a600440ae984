import {
  CIRCUMSTANCES,
  findConnectTrigger,
  findErrorTrigger,
  type Powertrain,
} from '@carport/catalog';

/** What a made-up account turns out to be. */
export type TestIdentity =
  /** `powertrain` is wished for; a make that builds none of it gives what comes nearest. */
  | { readonly kind: 'cars'; readonly count: number; readonly powertrain: Powertrain | null }
  | { readonly kind: 'vin'; readonly vin: string; readonly powertrain: Powertrain }
  /** Connects, and then answers every request with this error; a curable one until the owner signs in again. */
  | { readonly kind: 'failing'; readonly error: CatalogueError; readonly curable: boolean }
  /** The sign-in itself fails. */
  | { readonly kind: 'refused'; readonly error: CatalogueError; readonly vin?: string };

export interface CatalogueError {
  readonly type: string;
  readonly code: string | null;
}

const MANY = /^([1-9]\d{0,2})-vehicles(?:\+[^@]*)?@/;
const BY_VIN = /^([a-z0-9]{17})@(compatible|incompatible|phev|bev|fuel)\.smartcar\.com$/;
const BY_POWERTRAIN = /^(bev|phev|hev|ice)(?![a-z])/;

const INCOMPATIBLE = { type: 'COMPATIBILITY', code: 'MAKE_NOT_COMPATIBLE' };

const LEVELS: Readonly<Record<string, Powertrain>> = {
  compatible: 'PHEV',
  phev: 'PHEV',
  bev: 'BEV',
  fuel: 'ICE',
};

const PREFIXES: Readonly<Record<string, Powertrain>> = {
  bev: 'BEV',
  phev: 'PHEV',
  hev: 'HEV',
  ice: 'ICE',
};

/** The same account however it is typed. */
export const normalised = (username: string): string => username.trim().toLowerCase();

/**
 * Reads the account name of a test sign-in; anything that is not listed is an ordinary account with one car.
 *
 * - `<n>-vehicles@…`, n from 1 to 999: an account with n cars.
 * - `<VIN>@<level>.smartcar.com`: that one car; the level is `compatible` or `phev` (everything works),
 *   `bev`, `fuel`, or `incompatible` (refused).
 * - `<TYPE>.<CODE>@smartcar.com`, any error of the catalogue: connects, then its car answers with that error.
 * - `smartcar@invalid-subscription.com` and the others of the catalogue's Connect triggers: refused.
 * - `…+<tag>@…`: circumstances, besides whatever the name says else; see `circumstancesOf`.
 * - A name that begins with `bev`, `phev`, `hev` or `ice`, not followed by a letter (`phev-1@…`,
 *   `ice@…`): cars of that powertrain.
 */
export const identify = (username: string): TestIdentity => {
  const name = normalised(username);
  const refusal = findConnectTrigger(name)?.refusal;
  if (refusal) return { kind: 'refused', error: refusal };

  const [, vin, level = ''] = BY_VIN.exec(name) ?? [];
  const powertrain = LEVELS[level];
  if (vin && powertrain) return { kind: 'vin', vin: vin.toUpperCase(), powertrain };
  if (vin) return { kind: 'refused', error: INCOMPATIBLE, vin: vin.toUpperCase() };

  const failing = findErrorTrigger(name)?.row;
  if (failing) {
    const { type, code, resolution } = failing;
    return { kind: 'failing', error: { type, code }, curable: resolution === 'REAUTHENTICATE' };
  }

  const [, count = '1'] = MANY.exec(name) ?? [];
  const [, wish] = BY_POWERTRAIN.exec(name) ?? [];
  return { kind: 'cars', count: Number(count), powertrain: wish ? (PREFIXES[wish] ?? null) : null };
};

/** The circumstances that an account's name tells after plus signs: `anna+parked@example.com`. */
export const circumstancesOf = (username: string): readonly string[] => {
  const [, ...tags] = (normalised(username).split('@')[0] ?? '').split('+');
  return CIRCUMSTANCES.filter((known) => tags.includes(known));
};
