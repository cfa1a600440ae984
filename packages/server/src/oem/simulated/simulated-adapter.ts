import { advance, apply, signalsOf } from '@carport/simulator';
import type { Clock } from '../../platform/clock.js';
import type { SignalReport } from '../../signals/report.js';
import {
  AdapterFailure,
  type CommandCall,
  type OemAdapter,
  type OemAuthorization,
  type OemCar,
  type OemLogin,
} from '../contract.js';
import { type CarState, changeCar, type Present } from './car-state.js';
import { documentedOwner } from './documented-vins.js';
import { failure, reached } from './failing.js';
import { type Account, carsOf } from './garage.js';
import { identify, normalised, type TestIdentity } from './identity.js';
import { refuseByQuirks, withheldByQuirks } from './quirks.js';
import { asReference } from './reference.js';
import { createSecondStep } from './second-step.js';
import { createStaging } from './staging.js';

export interface SimulatedAdapterOptions {
  readonly clock: Clock;
  /** Whether connections in live mode get simulated cars as well. */
  readonly liveToo: boolean;
  readonly freshForMilliseconds?: number;
  readonly pollEveryMilliseconds?: number;
}

const FRESH_FOR = 1000;
const POLL_EVERY = 5000;
const FARTHEST_JUMP = 10 * 366 * 24 * 60 * 60 * 1000;

/**
 * A carmaker whose cars are simulated, for every make of the catalogue. Any password signs in; what an
 * account name means is told at `identify`.
 */
export const createSimulatedAdapter = ({
  clock,
  liveToo,
  freshForMilliseconds = FRESH_FOR,
  pollEveryMilliseconds = POLL_EVERY,
}: SimulatedAdapterOptions): OemAdapter => {
  /** As old as its beginning: what is changed meanwhile is newer. */
  const read = async (car: OemCar): Promise<SignalReport> => {
    const now = clock.now();
    const state = await reached(car, now);
    refuseByQuirks(asReference(car.reference), presentOf(state, now), null);
    return reported(car, state, now);
  };
  /** As new as its end: a reading that is under way has seen the car before it. */
  const change = async (
    car: OemCar,
    step: (present: Present) => CarState,
  ): Promise<SignalReport> => {
    const state = await changeCar(car, clock.now(), step);
    return reported(car, state, clock.now());
  };
  const command = async (car: OemCar, call: CommandCall): Promise<SignalReport> => {
    const now = clock.now();
    const state = await reached(car, now);
    refuseByQuirks(asReference(car.reference), presentOf(state, now), call);
    return change(car, (present) => obeyed(present, call));
  };
  const travel = async (car: OemCar, milliseconds: number): Promise<SignalReport> => {
    await reached(car, clock.now());
    const report = await change(car, (present) => jumped(present, milliseconds));
    return (await isSilent(car)) ? { entries: [], partial: true } : report;
  };
  /** Where the journey has led to, the car may not answer any more. */
  const isSilent = (car: OemCar): Promise<boolean> =>
    read(car).then(
      () => false,
      (error: unknown) => {
        if (error instanceof AdapterFailure) return true;
        throw error;
      },
    );
  return {
    id: 'simulated',
    freshForMilliseconds,
    pollEveryMilliseconds,
    serves: (make, mode) => (mode !== 'live' || liveToo) && make.models.length > 0,
    authorize: async (login) => authorized(login, clock.now()),
    secondStep: createSecondStep((login) => authorized(login, clock.now())),
    read,
    command,
    timeTravel: {
      advance: travel,
    },
    staging: createStaging(clock),
  };
};

const authorized = (login: OemLogin, signedInAt: number): OemAuthorization => {
  const username = ownerNameOf(login);
  const owner = identify(username);
  if (owner.kind === 'refused') throw refusal(owner, { ...login, username, signedInAt });
  const account = normalised(login.username);
  return {
    subject: `${login.make.id} ${account}`,
    credentials: JSON.stringify({ account, signedInAt }),
    vehicles: carsOf({ ...login, username, signedInAt }, owner),
  };
};

/** Of a car that cannot be connected the carmaker says which one it is. */
const refusal = (
  { error, vin }: Extract<TestIdentity, { kind: 'refused' }>,
  account: Account,
): AdapterFailure => {
  if (error.type !== 'COMPATIBILITY') return failure(error);
  const owner = vin === undefined ? ONE_CAR : ({ kind: 'vin', vin, powertrain: 'ICE' } as const);
  const [car] = carsOf(account, owner);
  if (!car) return failure(error);
  const { make, model, year } = car;
  return failure(error, { vehicle: { vin: car.vin, make, model, year } });
};

const ONE_CAR = { kind: 'cars', count: 1, powertrain: null } as const;

/** An ordinary account has the documented test car that the app asked for, as if its own name were given. */
const ownerNameOf = ({ username, wantedVin }: OemLogin): string => {
  const owner = identify(username);
  const ordinary = owner.kind === 'cars' && owner.count === 1;
  const documented = ordinary && wantedVin !== undefined ? documentedOwner(wantedVin) : undefined;
  return documented ?? username;
};

const presentOf = (state: CarState, now: number): Present => ({ ...state, at: now + state.ahead });

const reported = (car: OemCar, { checkpoint, ahead }: CarState, now: number): SignalReport => ({
  entries: withheldByQuirks(asReference(car.reference), signalsOf(checkpoint, now + ahead, now)),
});

const obeyed = (present: Present, { id, parameters }: CommandCall): CarState => {
  const outcome = apply(present.checkpoint, present.at, { id, parameters });
  if ('refusal' in outcome) throw failure(outcome.refusal);
  return { ...present, checkpoint: outcome.checkpoint };
};

const jumped = (present: Present, milliseconds: number): CarState => {
  const { checkpoint, ahead, at } = present;
  if (!(milliseconds >= 0 && milliseconds <= FARTHEST_JUMP)) {
    throw new AdapterFailure('VALIDATION', 'PARAMETER');
  }
  const whole = Math.round(milliseconds);
  return { ...present, checkpoint: advance(checkpoint, at + whole), ahead: ahead + whole };
};
