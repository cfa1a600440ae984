import { createHash } from 'node:crypto';
import {
  type MakeRow,
  type ModelRow,
  makeVin,
  type Powertrain,
  type QuirkyCar,
  quirksInForce,
  STAYS_PARKED,
  UNTOLD_BATTERY,
} from '@carport/catalog';
import { untoldBatteries } from '@carport/simulator';
import type { OemVehicle } from '../contract.js';
import { documentedVin } from './documented-vins.js';
import { circumstancesOf, normalised, type TestIdentity } from './identity.js';
import { type CarReference, referenceTo } from './reference.js';

export interface Account {
  readonly make: MakeRow;
  readonly username: string;
  readonly country: string;
  /** The owner signs in again, which mends what such a sign-in can mend. */
  readonly again?: boolean | undefined;
  /** Epoch milliseconds. */
  readonly signedInAt: number;
}

type Owner = Exclude<TestIdentity, { kind: 'refused' }>;

/** What comes nearest to a powertrain that a make does not build, best first. */
const NEAREST: Readonly<Record<Powertrain, readonly Powertrain[]>> = {
  BEV: ['BEV', 'PHEV', 'HEV', 'ICE'],
  PHEV: ['PHEV', 'BEV', 'HEV', 'ICE'],
  HEV: ['HEV', 'PHEV', 'ICE', 'BEV'],
  ICE: ['ICE', 'HEV', 'PHEV', 'BEV'],
};

/** The cars of an account: the same each time, because everything follows from its make and name. */
export const carsOf = (account: Account, owner: Owner): OemVehicle[] => {
  const { make, username, country } = account;
  const promised = owner.kind === 'vin' ? owner.vin : documentedVin(make.id, username);
  const cured = owner.kind === 'failing' && owner.curable && account.again === true;
  const error: CarReference['error'] = owner.kind === 'failing' && !cured ? owner.error : null;
  const circumstances = circumstancesFor(account);
  const facts = {
    country: country.toUpperCase(),
    circumstances,
    signedInAt: account.signedInAt,
  };
  const cars = Array.from({ length: owner.kind === 'cars' ? owner.count : 1 }, (_, index) => {
    const seed = `${make.id} ${normalised(username)} ${index}`;
    const model = modelFor(modelsFor(make.models, circumstances), owner, index, seed);
    const year = drawYear(model, seed);
    const vin = promised ?? makeVin({ wmi: make.wmi, year, seed: digest(`vin ${seed}`) });
    const { powertrain } = model;
    const vehicle = { vin, make: make.id, model: model.model, year, powertrain };
    const reference = referenceTo(vehicle, model, facts, error);
    const lacksVirtualKey = isWithoutKey({ ...vehicle, ...facts });
    const batteries = untoldBatteries(reference.car);
    return {
      ...{ ...vehicle, country: facts.country, reference },
      ...(lacksVirtualKey && { lacksVirtualKey }),
      ...(batteries.length > 0 && { batteries }),
    };
  });
  return cars.filter((car) => !isHidden({ ...car, ...facts }));
};

/** What no sign-in mends: a car that is never driven still stands there. */
const LASTING: readonly string[] = [STAYS_PARKED, UNTOLD_BATTERY];

/** What the owner can mend is mended by signing in again. */
const circumstancesFor = ({ username, again }: Account): readonly string[] =>
  circumstancesOf(username).filter((tag) => !again || LASTING.includes(tag));

/** Cars that the carmaker does not show to whoever signs in on the web. */
const isHidden = (car: QuirkyCar): boolean =>
  quirksInForce(car).some(({ kind }) => kind === 'not-connectable');

const isWithoutKey = (car: QuirkyCar): boolean =>
  quirksInForce(car).some(({ kind }) => kind === 'virtual-key');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A whole number from 0 up to, but without, `below`. */
const draw = (text: string, below: number): number => digest(text).readUInt32BE(0) % below;

const drawYear = ({ years: [first, last] }: ModelRow, seed: string): number =>
  first + draw(`year ${seed}`, last - first + 1);

/** An account with an untold battery has cars that could have several, where the make builds such. */
const modelsFor = (
  models: readonly ModelRow[],
  circumstances: readonly string[],
): readonly ModelRow[] => {
  const several = models.filter(({ batteries }) => batteries !== undefined);
  return circumstances.includes(UNTOLD_BATTERY) && several.length > 0 ? several : models;
};

const modelFor = (
  models: readonly ModelRow[],
  owner: Owner,
  index: number,
  seed: string,
): ModelRow => {
  const candidates = candidatesFor(models, owner, index);
  const model = candidates[draw(`model ${seed}`, candidates.length)];
  if (!model) throw new Error('A make that is served has at least one model.');
  return model;
};

const candidatesFor = (
  models: readonly ModelRow[],
  owner: Owner,
  index: number,
): readonly ModelRow[] => {
  const built = (powertrain: Powertrain) => models.filter((row) => row.powertrain === powertrain);
  const wish = owner.kind === 'failing' ? null : owner.powertrain;
  if (wish) return NEAREST[wish].map(built).find((rows) => rows.length > 0) ?? [];
  // The first car of an account has a plug where the make builds one: it shows the most.
  const pluggable = models.filter((row) => row.batteryKwh > 0);
  return index === 0 && pluggable.length > 0 ? pluggable : models;
};
