import type { Mode } from '@carport/catalog';
import type { Vehicle } from '../../access/access.js';
import type { Execution } from '../../vehicles/executions-contract.js';
import { isoTime } from '../iso-time.js';
import {
  EXECUTION_PATHS,
  executionResource,
  type Form,
  scheduleResource,
  signalAttributes,
} from './form.js';
import { listLinks } from './paging.js';
import type { SignalReading } from './signal-reading.js';

/** `test` is the older word for simulated; v3 knows the newer one only. */
export const modeInV3 = (mode: Mode): 'live' | 'simulated' =>
  mode === 'live' ? 'live' : 'simulated';

/** What a car is, wherever the present form tells it. */
export const vehicleAttributes = ({ make, model, year, powertrain, mode }: Vehicle) => ({
  make,
  model,
  year,
  powertrainType: powertrain,
  mode: modeInV3(mode),
});

/** The present form: everything in an envelope, times in ISO 8601, links absolute. */
export const createCurrentForm = (publicUrl: string): Form => {
  const vehicleUrl = (vehicle: Vehicle): string => `${publicUrl}/v3/vehicles/${vehicle.id}`;
  const signalUrl = (vehicle: Vehicle, code: string): string =>
    `${vehicleUrl(vehicle)}/signals/${code}`;

  const scheduleUrl = (vehicle: Vehicle, id: string): string =>
    `${vehicleUrl(vehicle)}/charge-schedules/${encodeURIComponent(id)}`;

  const vehicleResource = (vehicle: Vehicle) => ({
    id: vehicle.id,
    type: 'vehicle',
    attributes: vehicleAttributes(vehicle),
    links: { self: vehicleUrl(vehicle) },
  });

  const signalResource = (vehicle: Vehicle, reading: SignalReading) => ({
    id: reading.row.code,
    type: 'signal',
    attributes: signalAttributes(reading),
    meta: times(reading),
    links: {
      self: signalUrl(vehicle, reading.row.code),
      vehicle: vehicleUrl(vehicle),
    },
  });

  const executionLinks = (vehicle: Vehicle, { id, subject }: Execution) => ({
    self: `${vehicleUrl(vehicle)}/${EXECUTION_PATHS[subject.kind]}/${id}`,
    ...(subject.kind === 'charge-schedule'
      ? { schedule: scheduleUrl(vehicle, subject.scheduleId) }
      : {}),
  });

  return {
    vehicle: (vehicle) => ({
      data: vehicleResource(vehicle),
      links: { self: vehicleUrl(vehicle) },
    }),
    signal: (vehicle, reading) => ({
      data: signalResource(vehicle, reading),
      links: { self: signalUrl(vehicle, reading.row.code) },
      included: { vehicle: vehicleResource(vehicle) },
    }),
    signals: (vehicle, { readings, page, totalCount }) => ({
      data: readings.map((reading) => signalResource(vehicle, reading)),
      meta: { pageNumber: page.number, pageSize: page.size, totalCount },
      links: listLinks(`${vehicleUrl(vehicle)}/signals`, {}, page, totalCount),
      included: { vehicle: vehicleResource(vehicle) },
    }),
    execution: (vehicle, execution) => ({
      data: { ...executionResource(execution), links: executionLinks(vehicle, execution) },
      links: { vehicle: vehicleUrl(vehicle) },
    }),
    schedule: (vehicle, schedule) => ({
      data: {
        ...scheduleResource(schedule),
        links: { self: scheduleUrl(vehicle, schedule.id) },
      },
      links: { vehicle: vehicleUrl(vehicle) },
    }),
  };
};

const times = ({ retrievedAt, oemUpdatedAt }: SignalReading) => ({
  ...(retrievedAt === undefined
    ? {}
    : { retrievedAt: isoTime(retrievedAt), ingestedAt: isoTime(retrievedAt) }),
  ...(oemUpdatedAt === undefined ? {} : { oemUpdatedAt: isoTime(oemUpdatedAt) }),
});
