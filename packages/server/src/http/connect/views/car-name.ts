import { findMake } from '@carport/catalog';
import type { VehicleSummary } from '../../../connect/session.js';

/** "2023 Volkswagen ID.4"; a model that is called like its brand ("Polestar 2") says it once. */
export const carName = ({ year, make, model }: VehicleSummary): string => {
  const brand = findMake(make)?.name ?? make;
  return model.startsWith(`${brand} `) ? `${year} ${model}` : `${year} ${brand} ${model}`;
};
