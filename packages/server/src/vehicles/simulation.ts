import { isDeepStrictEqual } from 'node:util';
import { type SignalCode, type SimulationEventRow, simulationEventRow } from '@carport/catalog';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Vehicle } from '../access/access.js';
import type { OemAdapter, OemCar, SimulationCall, Staging } from '../oem/contract.js';
import type { Clock } from '../platform/clock.js';
import { Fault, fault } from '../platform/fault.js';
import type { Logger } from '../platform/logger.js';
import type { Signals } from '../signals/contract.js';
import { isLasting } from '../signals/failures.js';
import type { VehicleSnapshot } from '../signals/report.js';
import { asking } from './adapter-faults.js';
import type { SimulatedStep, Vehicles } from './contract.js';
import { demandPowertrain } from './demands.js';

export interface SimulationDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly signals: Pick<Signals, 'latest'>;
  adapterOf(vehicle: Vehicle): OemAdapter;
  carOf(vehicle: Vehicle): OemCar;
  /** Asks the car now: a reading that is under way may have begun before the event. */
  read(vehicle: Vehicle): Promise<VehicleSnapshot>;
  pause(milliseconds: number): Promise<unknown>;
}

/** Makes things happen to simulated cars; from there on they take the way of every other change. */
export const createSimulation = (deps: SimulationDeps): Vehicles['simulate'] => {
  const { clock, log, signals, adapterOf, carOf, read, pause } = deps;

  const perform = async (
    staging: Staging,
    vehicle: Vehicle,
    call: SimulationCall,
    step: number,
  ): Promise<Omit<SimulatedStep, 'name'>> => {
    const before = await signals.latest(vehicle);
    await asking(log, () => staging.perform(carOf(vehicle), call, step));
    const at = clock.now();
    try {
      return { at, changed: changedSince(before, await read(vehicle)), error: null };
    } catch (error) {
      if (!(error instanceof Fault && isLasting(error.row))) throw error;
      const { type, code } = error.row;
      return { at, changed: [], error: { type, code } };
    }
  };

  return async (vehicle, call, pauseMs) => {
    const row = simulationEventRow(call.id);
    const { staging } = adapterOf(vehicle);
    if (!staging) throw fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
    demandPowertrain(vehicle, row.powertrains);
    demandEventParameters(row, call.parameters);
    const done: SimulatedStep[] = [];
    for (const [index, name] of staging.steps(call.id).entries()) {
      if (index > 0) await pause(pauseMs);
      done.push({ name, ...(await perform(staging, vehicle, call, index)) });
    }
    return done;
  };
};

const changedSince = (before: VehicleSnapshot | null, after: VehicleSnapshot): SignalCode[] =>
  (Object.keys(after.signals) as SignalCode[]).filter((code) => {
    const known = before?.signals[code];
    const next = after.signals[code];
    return !(
      isDeepStrictEqual(known?.body, next?.body) && isDeepStrictEqual(known?.error, next?.error)
    );
  });

const NO_PARAMETERS = Type.Object({}, { additionalProperties: false });

/** Says which parameter is wrong: whoever makes things happen is a developer at a terminal. */
const demandEventParameters = (
  { parameters: schema = NO_PARAMETERS }: SimulationEventRow,
  given: SimulationCall['parameters'],
): void => {
  const wrong = Value.Errors(schema, given);
  if (wrong.length === 0) return;
  const detail = wrong.map(({ instancePath, message }) => ({
    field: `parameters${instancePath.replaceAll('/', '.')}`,
    message,
  }));
  throw fault('VALIDATION', null, { detail });
};
