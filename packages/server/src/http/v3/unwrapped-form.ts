import type { Vehicle } from '../../access/access.js';
import { executionResource, type Form, scheduleResource, signalAttributes } from './form.js';
import { neighbours } from './paging.js';
import type { SignalReading } from './signal-reading.js';

/** The first published form: resources stand alone, times are epoch milliseconds, links are relative. */
export const unwrappedForm: Form = {
  vehicle: (vehicle) => vehicleResource(vehicle),
  signal: (vehicle, reading) => signalResource(vehicle, reading),
  signals: (vehicle, { readings, page, totalCount }) => ({
    data: readings.map((reading) => signalResource(vehicle, reading)),
    meta: { page: page.number, pageSize: page.size, totalCount },
    links: pageLinks(`${vehiclePath(vehicle)}/signals`, page, totalCount),
    included: { vehicle: vehicleResource(vehicle) },
  }),
  execution: (_vehicle, execution) => executionResource(execution),
  schedule: (_vehicle, schedule) => scheduleResource(schedule),
};

const vehiclePath = (vehicle: Vehicle): string => `/vehicles/${vehicle.id}`;

const vehicleResource = (vehicle: Vehicle) => ({
  id: vehicle.id,
  type: 'vehicle',
  attributes: { make: vehicle.make, model: vehicle.model, year: vehicle.year },
  links: { self: vehiclePath(vehicle) },
});

const signalResource = (vehicle: Vehicle, reading: SignalReading) => {
  const list = `${vehiclePath(vehicle)}/signals`;
  const { retrievedAt, oemUpdatedAt } = reading;
  return {
    id: reading.row.code,
    type: 'signal',
    attributes: signalAttributes(reading),
    meta: {
      ...(retrievedAt === undefined ? {} : { retrievedAt }),
      ...(oemUpdatedAt === undefined ? {} : { oemUpdatedAt }),
    },
    links: { self: `${list}/${reading.row.code}`, values: list, vehicle: vehiclePath(vehicle) },
  };
};

const pageLinks = (
  path: string,
  page: Parameters<typeof neighbours>[0],
  totalCount: number,
): Record<string, string | null> => {
  const at = (number: number | null): string | null =>
    number === null ? null : `${path}?page=${number}&pageSize=${page.size}`;
  const { first, last, previous, next } = neighbours(page, totalCount);
  return {
    self: at(page.number),
    first: at(first),
    previous: at(previous),
    next: at(next),
    last: at(last),
  };
};
