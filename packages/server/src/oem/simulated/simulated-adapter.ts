import { advance, apply, signalsOf } from '@carport/simulator';
import type { Clock } from '../../platform/clock.js';
import type { SignalReport } from '../../signals/report.js';
import {
  AdapterFailure,
  type AdapterFailureOptions,
  type CommandCall,
  type OemAdapter,
  type OemAuthorization,
  type OemCar,
  type OemLogin,
} from '../contract.js';
import { type CarState, changeCar, type Present } from './car-state.js';
import { documentedOwner } from './documented-vins.js';
import { carsOf } from './garage.js';
import { type CatalogueError, identify, normalised } from './identity.js';
import { asReference } from './reference.js';

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
    refuseFailing(car);
    const now = clock.now();
    return reported(await changeCar(car, now, (present) => present), now);
  };
  /** As new as its end: a reading that is under way has seen the car before it. */
  const change = async (
    car: OemCar,
    step: (present: Present) => CarState,
  ): Promise<SignalReport> => {
    refuseFailing(car);
    const state = await changeCar(car, clock.now(), step);
    return reported(state, clock.now());
  };
  return {
    id: 'simulated',
    freshForMilliseconds,
    pollEveryMilliseconds,
    serves: (make, mode) => (mode !== 'live' || liveToo) && make.models.length > 0,
    authorize: async (login) => authorized(login),
    read,
    command: (car, call) => change(car, (present) => obeyed(present, call)),
    timeTravel: {
      advance: (car, milliseconds) => change(car, (present) => jumped(present, milliseconds)),
    },
  };
};

const authorized = (login: OemLogin): OemAuthorization => {
  const username = ownerNameOf(login);
  const owner = identify(username);
  if (owner.kind === 'refused') throw failure(owner.error);
  const account = normalised(login.username);
  return {
    subject: `${login.make.id} ${account}`,
    credentials: JSON.stringify({ account }),
    vehicles: carsOf({ ...login, username }, owner),
  };
};

/** An ordinary account has the documented test car that the app asked for, as if its own name were given. */
const ownerNameOf = ({ username, wantedVin }: OemLogin): string => {
  const owner = identify(username);
  const ordinary = owner.kind === 'cars' && owner.count === 1;
  const documented = ordinary && wantedVin !== undefined ? documentedOwner(wantedVin) : undefined;
  return documented ?? username;
};

const reported = ({ checkpoint, ahead }: CarState, now: number): SignalReport => ({
  entries: signalsOf(checkpoint, now + ahead, now),
});

const obeyed = ({ checkpoint, ahead, at }: Present, { id, parameters }: CommandCall): CarState => {
  const outcome = apply(checkpoint, at, { id, parameters });
  if ('refusal' in outcome) throw failure(outcome.refusal);
  return { checkpoint: outcome.checkpoint, ahead };
};

const jumped = ({ checkpoint, ahead, at }: Present, milliseconds: number): CarState => {
  if (!(milliseconds >= 0 && milliseconds <= FARTHEST_JUMP)) {
    throw new AdapterFailure('VALIDATION', 'PARAMETER');
  }
  const whole = Math.round(milliseconds);
  return { checkpoint: advance(checkpoint, at + whole), ahead: ahead + whole };
};

const refuseFailing = (car: OemCar): void => {
  const { error } = asReference(car.reference);
  if (error) throw failure(error);
};

/** What a carmaker says besides, for the errors that promise it. */
const FACTS: Readonly<Record<string, AdapterFailureOptions>> = {
  'RATE_LIMIT:SMARTCAR_API': { retryAfterSeconds: 30 },
  'RATE_LIMIT:VEHICLE': { retryAfterSeconds: 60 },
  'SERVER:MULTIPLE_RECORDS_FOUND': { detail: [{ capacities: [83.9, 70.2] }] },
};

const failure = ({ type, code }: CatalogueError): AdapterFailure =>
  new AdapterFailure(type, code, FACTS[`${type}:${code}`]);
