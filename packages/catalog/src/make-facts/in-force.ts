import type { CommandRow } from '../commands.js';
import { regionOfCountry } from '../countries.js';
import { inScope, QUIRKS, quirksOf } from '../make-facts.js';
import type { Permission } from '../permissions.js';
import type { SignalCode } from '../signals.js';
import type { Region } from '../vocabulary.js';
import type { QuirkEffect, RefusedPart } from './effect.js';
import type { Quirk } from './quirk.js';

/** A quirk that keeps something from being answered. */
export type RefusingQuirk = Quirk & { readonly effect: QuirkEffect };

export interface QuirkyCar {
  readonly make: string;
  readonly model: string;
  readonly year: number;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Tags of the account's name that it was connected under. */
  readonly circumstances?: readonly string[];
}

/** The tag of an account whose cars are never driven; every make can have such. */
export const STAYS_PARKED = 'parked';

/** The tag of an account whose carmaker does not tell which of its model's batteries a car has. */
export const UNTOLD_BATTERY = 'unknown-battery';

/** Every tag that means something. */
export const CIRCUMSTANCES: readonly string[] = [
  STAYS_PARKED,
  UNTOLD_BATTERY,
  ...new Set(QUIRKS.flatMap(({ effect }) => effect?.tag ?? [])),
];

const aboutModel = (quirk: Quirk, car: QuirkyCar): boolean => {
  if ('scope' in quirk) return inScope(quirk.scope, car);
  return 'scopes' in quirk ? quirk.scopes.some((scope) => inScope(scope, car)) : true;
};

const inCountry = (quirk: Quirk, { country }: QuirkyCar): boolean =>
  !('countries' in quirk) || quirk.countries.includes(country);

/** What may be refused for such a car: by where it is used, which model it is, and its account's circumstances. */
export const quirksInForce = (car: QuirkyCar): readonly RefusingQuirk[] =>
  quirksOf(car.make, regionOfCountry(car.country)).filter((quirk): quirk is RefusingQuirk => {
    const { effect } = quirk;
    if (!effect || !aboutModel(quirk, car) || !inCountry(quirk, car)) return false;
    return effect.tag === undefined || (car.circumstances ?? []).includes(effect.tag);
  });

export const refusesReading = (on: RefusedPart): boolean => on === 'everything' || on === 'reading';

export const refusesCommand = (
  on: RefusedPart,
  { id, permission }: Pick<CommandRow, 'id' | 'permission'>,
): boolean => {
  if (typeof on === 'string') return on === 'everything' || on === 'commands';
  const listed = on.commands?.some((command) => command === id) ?? false;
  return listed || (on.permissions?.includes(permission) ?? false);
};

/** Whether one signal is kept back while the others are told. */
export const refusesSignal = (
  on: RefusedPart,
  { code, permission }: { readonly code: SignalCode; readonly permission: Permission },
): boolean =>
  typeof on !== 'string' &&
  ((on.signals?.includes(code) ?? false) || (on.permissions?.includes(permission) ?? false));

/** The charge that a car of the make needs before it takes a command from afar, and what it says otherwise. */
export const chargeNeededFor = (
  make: string,
  region: Region | null,
  command: Pick<CommandRow, 'id' | 'permission'>,
): { readonly percent: number; readonly error: QuirkEffect['error'] } | undefined => {
  for (const quirk of quirksOf(make, region)) {
    if (!('percent' in quirk) || !quirk.effect) continue;
    const { error, on } = quirk.effect;
    if (refusesCommand(on, command)) return { percent: quirk.percent, error };
  }
  return undefined;
};
