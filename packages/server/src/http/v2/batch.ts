import { READ_ENDPOINTS } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import { Fault, fault } from '../../platform/fault.js';
import type { Vehicles } from '../../vehicles/contract.js';
import { toFault } from '../errors/to-fault.js';
import type { Answer, Reading } from './reading.js';
import type { CarState, Wish } from './signal-view.js';

/** One path of a batch: what it leads to, or why it leads nowhere. */
export type PlannedItem = { readonly path: string } & (
  | { readonly reading: Reading }
  | { readonly refusal: Fault }
);

export type ReadingsByPath = ReadonlyMap<string, Reading>;

/** `/odometer/` and `/odometer?flags=…` are the same endpoint as `/odometer`; `/` is the vehicle itself. */
export const plainPath = (path: string): string =>
  `/${(path.split('?', 1)[0] ?? '').replace(/^\/+|\/+$/g, '')}`;

export const planItem = (
  readings: ReadingsByPath,
  access: VehicleAccess,
  path: string,
): PlannedItem => {
  const plain = plainPath(path);
  const reading = readings.get(plain);
  if (!reading) return { path, refusal: unknownPath(plain) };
  try {
    reading.check(access);
    return { path, reading };
  } catch (error) {
    return { path, refusal: toFault(error) };
  }
};

const MAKE_PATHS = new Set(READ_ENDPOINTS.flatMap((row) => (row.makes ? [row.path] : [])));

/** A make-specific path under a word that is not one of its makes, as its route has it. */
const unknownPath = (plain: string): Fault =>
  MAKE_PATHS.has(plain.replace(/^\/[^/]+/, ''))
    ? fault('PERMISSION', null)
    : fault('RESOURCE_NOT_FOUND', 'PATH');

/** The car's state for those items that need it, asked for once; a fault when the car cannot be read at all. */
export const stateFor = async (
  { vehicles }: { readonly vehicles: Pick<Vehicles, 'snapshot'> },
  access: VehicleAccess,
  items: readonly PlannedItem[],
): Promise<CarState | Fault> => {
  if (!items.some((item) => 'reading' in item && item.reading.needsCar)) return null;
  try {
    return await vehicles.snapshot(access);
  } catch (error) {
    return toFault(error);
  }
};

export const answerItem = (
  item: PlannedItem,
  access: VehicleAccess,
  car: CarState | Fault,
  wish: Pick<Wish, 'units'>,
): Answer | Fault => {
  if ('refusal' in item) return item.refusal;
  const { reading, path } = item;
  if (car instanceof Fault && reading.needsCar) return car;
  const state = car instanceof Fault ? null : car;
  return attempt(() => reading.answer(access, state, { ...wish, query: queryOf(path) }));
};

const queryOf = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));

const attempt = (answer: () => Answer): Answer | Fault => {
  try {
    return answer();
  } catch (error) {
    return toFault(error);
  }
};
