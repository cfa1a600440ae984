import {
  REPORTED_SIGNALS,
  regionOfCountry,
  type SignalBody,
  type SignalCode,
  signalCapabilityOf,
} from '@carport/catalog';
import type { CarIdentity, Checkpoint } from '../checkpoint.js';
import { advanceIn } from '../life.js';
import { observeIn } from '../observe.js';
import { createWorld } from '../world.js';
import { ALERTS } from './alerts.js';
import { CLOSURE, WHEEL } from './body.js';
import { CLIMATE, HVAC } from './cabin.js';
import { CHARGE } from './charge.js';
import { COMBUSTION_ENGINE, SMALL_BATTERY, TRACTION_BATTERY } from './energy.js';
import { ACCOUNT, CONNECTIVITY, IDENTIFICATION, SOFTWARE, SURVEILLANCE } from './identity.js';
import { toldAt } from './told-at.js';
import { LOCATION, MOTION, ODOMETER, TRANSMISSION } from './travel.js';
import { DIAGNOSTICS, SERVICE } from './upkeep.js';
import type { Producer, View } from './view.js';

/** How every signal of the catalogue comes out of a simulated car. */
const PRODUCERS: { readonly [C in SignalCode]: Producer<C> } = {
  ...ACCOUNT,
  ...ALERTS,
  ...CHARGE,
  ...CLIMATE,
  ...CLOSURE,
  ...COMBUSTION_ENGINE,
  ...CONNECTIVITY,
  ...DIAGNOSTICS,
  ...HVAC,
  ...IDENTIFICATION,
  ...LOCATION,
  ...MOTION,
  ...ODOMETER,
  ...SERVICE,
  ...SMALL_BATTERY,
  ...SOFTWARE,
  ...SURVEILLANCE,
  ...TRACTION_BATTERY,
  ...TRANSMISSION,
  ...WHEEL,
};

export interface SignalSample<C extends SignalCode = SignalCode> {
  readonly code: C;
  readonly body: SignalBody<C>;
  /** When it was sampled, epoch milliseconds of the real world. */
  readonly oemUpdatedAt: number;
}

/** What the carmaker passes on of what such a car has, where it is used. */
const codesOf = ({ powertrain, make, country }: CarIdentity): SignalCode[] => {
  const region = regionOfCountry(country);
  return REPORTED_SIGNALS.filter(
    (row) => signalCapabilityOf(make, powertrain, region, row).capable,
  ).map(({ code }) => code as SignalCode);
};

/**
 * All signals that this car has at a moment of its own time. `sampledAt` is the same moment in the real
 * world, which lies behind when the car's time has been moved; timestamps in bodies follow it. Some cars do not
 * speak at every moment: their signals are as old as their last word.
 */
export const signalsOf = (
  from: Checkpoint,
  at: number,
  sampledAt: number = at,
): readonly SignalSample[] => {
  const world = createWorld(from);
  const checkpoint = advanceIn(world, from, at);
  const told = toldAt(world, checkpoint, at);
  const view: View = {
    car: checkpoint.car,
    profile: world.profile,
    state: observeIn(world, checkpoint, told),
    records: checkpoint.records,
    startedKm: checkpoint.startedKm,
    startedAt: checkpoint.startedAt,
    timestamp: (moment) => new Date(sampledAt - (at - moment)).toISOString(),
  };
  const { overrides } = view.state.staged;
  return codesOf(checkpoint.car).map((code) => ({
    code,
    body: (overrides[code] as SignalBody<typeof code> | undefined) ?? PRODUCERS[code](view),
    oemUpdatedAt: sampledAt - (at - told),
  }));
};
