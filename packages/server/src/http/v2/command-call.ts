import {
  type CommandEndpointRow,
  type CommandId,
  commandRow,
  figureIn,
  type ParameterSource,
  toMetric,
  type UnitSystem,
} from '@carport/catalog';
import type { CommandCall } from '../../oem/contract.js';
import { fault } from '../../platform/fault.js';

/** What a client sent to a command endpoint; the body has the shape that the row asks for. */
export interface CommandRequest {
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly units: UnitSystem;
}

/** The command that a request means, its parameters in metric units. Throws VALIDATION. */
export const callOf = (row: CommandEndpointRow, request: CommandRequest): CommandCall => {
  const id = row.command ?? commandOf(row.actions, memberAt(request.body, 'action'));
  const parameters: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(row.parameters ?? {})) {
    const sent = sentValue(source, request);
    if (sent === undefined) continue;
    const value = taken(sent, source, request.units);
    demandWithin(boundsOf(id, name), value, source, request.units);
    parameters[name] = value;
  }
  return { id, parameters };
};

const commandOf = (actions: CommandEndpointRow['actions'], action: unknown): CommandId => {
  const id = typeof action === 'string' ? actions[action] : undefined;
  if (id) return id;
  const known = Object.keys(actions).join(', ');
  throw fault('VALIDATION', null, {
    detail: [{ field: 'action', message: `must be one of: ${known}` }],
  });
};

const sentValue = ({ field, or, in: part }: ParameterSource, request: CommandRequest): unknown => {
  if (part === 'query') return request.query[field];
  return memberAt(request.body, field) ?? (or && memberAt(request.body, or));
};

const memberAt = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
      body,
    );

/** Fractions become whole percentages; an official SDK sends them as text. */
const taken = (sent: unknown, source: ParameterSource, units: UnitSystem): unknown => {
  if (source.fraction) return Math.round(Number(sent) * 100);
  if (source.quantity && typeof sent === 'number') return toMetric(sent, source.quantity, units);
  return sent;
};

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

const boundsOf = (id: CommandId, parameter: string): Bounds => {
  const properties = memberAt(commandRow(id).parameters, 'properties');
  return (memberAt(properties, parameter) ?? {}) as Bounds;
};

/** A number out of bounds is told the bounds, as the client would write them. */
const demandWithin = (
  { minimum = -Infinity, maximum = Infinity }: Bounds,
  value: unknown,
  source: ParameterSource,
  units: UnitSystem,
): void => {
  if (typeof value !== 'number' || (value >= minimum && value <= maximum)) return;
  const written = (bound: number): number => {
    if (source.fraction) return bound / 100;
    return source.quantity ? figureIn(bound, source.quantity, units) : bound;
  };
  const [low, high] = [written(minimum), written(maximum)];
  throw fault('VALIDATION', 'PARAMETER', {
    detail: [
      {
        field: source.field,
        message: `must be from ${low} to ${high}`,
        minimum: low,
        maximum: high,
      },
    ],
  });
};
