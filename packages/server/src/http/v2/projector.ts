import { type FieldSource, figuresIn, type ReadEndpointRow } from '@carport/catalog';
import { PROJECTIONS } from './projections/index.js';
import {
  figure,
  fractionOf,
  type Projection,
  type Projector,
  type SignalView,
} from './signal-view.js';

/** Made once for each row at start, so that a request only runs it. */
export const compileProjector = (row: ReadEndpointRow): Projector => {
  if (typeof row.project === 'string') return withUnits(PROJECTIONS[row.project], row.units);
  const fields = Object.entries(row.project).map(([name, source]) => compileField(name, source));
  return {
    followsUnits: Object.values(row.project).some((source) => source.quantity !== undefined),
    project: (view) => {
      const answer: Record<string, unknown> = {};
      for (const field of fields) answer[field.name] = field.read(view);
      return answer;
    },
  };
};

const withUnits = (project: Projection, units: ReadEndpointRow['units']): Projector =>
  units
    ? { followsUnits: true, project: (view) => figuresIn(project(view), units, view.wish.units) }
    : { followsUnits: false, project };

interface Field {
  readonly name: string;
  readonly read: (view: SignalView) => unknown;
}

const compileField = (name: string, source: FieldSource): Field => {
  const pick = compilePath(source.path);
  const { signal, quantity } = source;
  if (quantity) {
    return {
      name,
      read: (view) => figure(asNumber(pick(view.body(signal))), quantity, view.wish),
    };
  }
  if (source.fraction) {
    return { name, read: (view) => fractionOf(asNumber(pick(view.body(signal)))) };
  }
  return { name, read: (view) => pick(view.body(signal)) ?? null };
};

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const compilePath = (path: string): ((body: unknown) => unknown) => {
  const keys = path.split('.');
  const [only, ...deeper] = keys;
  if (only !== undefined && deeper.length === 0) return (body) => member(body, only);
  return (body) => keys.reduce(member, body);
};

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
