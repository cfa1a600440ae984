import type { EndpointPlace, ReadEndpointRow, SignalCode } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import type { Fault } from '../../platform/fault.js';
import type { VehicleSnapshot } from '../../signals/report.js';
import { addFreshness } from '../freshness.js';
import { UNIT_HEADER } from '../units.js';
import { demandEndpoint, demandState } from './demands.js';
import { compileProjector } from './projector.js';
import { type CarState, obstacle, type Surroundings, viewOf, type Wish } from './signal-view.js';

/** The answer of one read endpoint: a response of its own, or an item of a batch. */
export interface Answer {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** One read endpoint at one place, ready to run. */
export interface Reading {
  readonly row: ReadEndpointRow;
  readonly place: EndpointPlace;
  /** False when the platform knows the answer by itself, for example make and model. */
  readonly needsCar: boolean;
  /** Throws when this access may not have the answer or this car cannot have it; asks nobody. */
  check(access: VehicleAccess): void;
  /** Throws what the car's state lacks for an answer. */
  answer(access: VehicleAccess, state: CarState, wish: Wish): Answer;
}

export const compileReading = (
  row: ReadEndpointRow,
  place: EndpointPlace,
  surroundings: Surroundings,
): Reading => {
  const { project, followsUnits } = compileProjector(row);
  const { required, optional = [], demands = [] } = row;
  const used = [...required, ...optional];
  return {
    row,
    place,
    needsCar: used.length > 0,
    check: (access) => demandEndpoint(row, place, access),
    answer: (access, state, wish) => {
      if (state && used.length > 0) demandSignals(state, required, optional);
      for (const demand of demands) demandState(state, demand);
      const headers: Record<string, string> = {};
      if (followsUnits) headers[UNIT_HEADER] = wish.units;
      if (state) addFreshness(headers, oldest(state, used), state.fetchedAt);
      return { body: project(viewOf(access, state, wish, surroundings)), headers };
    },
  };
};

/** Every required signal must be there; where none is required, any one of the optional ones. */
const demandSignals = (
  { signals }: VehicleSnapshot,
  required: readonly SignalCode[],
  optional: readonly SignalCode[],
): void => {
  for (const code of required) {
    const problem = obstacle(signals[code]);
    if (problem) throw problem;
  }
  if (required.length > 0) return;
  let worst: Fault | undefined;
  for (const code of optional) {
    const problem = obstacle(signals[code]);
    if (!problem) return;
    // A signal's own error says more than that another one is not there.
    if (!worst || signals[code]) worst = problem;
  }
  if (worst) throw worst;
};

/** When the car recorded the oldest part of the answer. */
const oldest = ({ signals }: VehicleSnapshot, codes: readonly SignalCode[]): number | undefined => {
  let time: number | undefined;
  for (const code of codes) {
    const recorded = signals[code]?.oemUpdatedAt;
    if (recorded !== undefined && (time === undefined || recorded < time)) time = recorded;
  }
  return time;
};
