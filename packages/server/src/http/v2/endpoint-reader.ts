import { placesOf, READ_ENDPOINTS } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import type { Clock } from '../../platform/clock.js';
import { Fault } from '../../platform/fault.js';
import type { Logger } from '../../platform/logger.js';
import { EXAMPLE_CAR, exampleSnapshot } from '../../signals/example-car.js';
import type { Vehicles } from '../../vehicles/contract.js';
import type { EndpointReader, PathAnswer } from '../../webhooks/legacy/contract.js';
import { v2ErrorBody } from '../errors/v2.js';
import { answerItem, plainPath, planItem, stateFor } from './batch.js';
import { compileReading } from './reading.js';
import type { Surroundings } from './signal-view.js';

export interface EndpointReaderDeps {
  readonly vehicles: Pick<Vehicles, 'snapshot'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: string;
  readonly batteryLink: Surroundings['batteryLink'];
}

const OK = 200;

/** Reads several endpoints of one car as a batch does, for those who are no request. */
export const createEndpointReader = (deps: EndpointReaderDeps): EndpointReader => {
  const { vehicles, log, publicUrl } = deps;
  const byPath = readingsByPath(deps);

  const failed = (path: string, failure: Fault, access: VehicleAccess, requestId: string) => {
    const { row, occasion } = failure;
    const vehicleId = access.vehicle.id;
    if (row.type === 'SERVER') {
      log.error({ requestId, vehicleId, path, err: occasion.cause ?? failure }, 'cannot report');
    }
    const { applicationId, applicationName, language } = access;
    const where = { requestId, publicUrl, applicationId, applicationName, vehicleId, language };
    return { path, code: row.status, body: v2ErrorBody(failure, where), headers: {} };
  };

  return {
    read: async (access, { paths, units, requestId }) => {
      const items = paths.map((path) => planItem(byPath, access, path));
      const car = await stateFor({ vehicles }, access, items);
      return items.map((item): PathAnswer => {
        const outcome = answerItem(item, access, car, { units });
        return outcome instanceof Fault
          ? failed(item.path, outcome, access, requestId)
          : { path: item.path, code: OK, ...outcome };
      });
    },

    sample: createSampler(deps),
  };
};

type SamplerDeps = Pick<EndpointReaderDeps, 'clock' | 'batteryLink'>;

/** What a car could answer, without one. */
export const createSampler = (deps: SamplerDeps): EndpointReader['sample'] => {
  const byPath = readingsByPath(deps);
  return ({ paths, units }) => {
    const state = exampleSnapshot(deps.clock.now());
    return paths.flatMap((path): PathAnswer[] => {
      const reading = byPath.get(plainPath(path));
      if (!reading) return [];
      return [{ path, code: OK, ...reading.answer(EXAMPLE, state, { units, query: {} }) }];
    });
  };
};

const readingsByPath = ({ clock, batteryLink }: SamplerDeps) => {
  const readings = READ_ENDPOINTS.flatMap((row) =>
    placesOf(row).map((place) => compileReading(row, place, { clock, batteryLink })),
  );
  return new Map(readings.map((reading) => [plainPath(reading.place.path), reading]));
};

const EXAMPLE: VehicleAccess = {
  ...{ applicationId: '', applicationName: '', userId: '', language: 'en' },
  vehicle: EXAMPLE_CAR,
  permissions: new Set(),
};
