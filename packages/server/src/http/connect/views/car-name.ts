import { findMake } from '@carport/catalog';
import type { VehicleSummary } from '../../../connect/session.js';

/** "2023 Volkswagen ID.4" */
export const carName = ({ year, make, model }: VehicleSummary): string =>
  `${year} ${findMake(make)?.name ?? make} ${model}`;
