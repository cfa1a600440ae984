import type { Delivery } from './feed.js';

/** What a line about an event needs of it; of an event that is built otherwise, as much as is there. */
export interface Told {
  readonly eventId: string;
  readonly eventType: string;
  readonly vehicleId: string | null;
  readonly vehicleName: string | null;
  readonly triggers: readonly string[];
  /** `TYPE:CODE` with its state. */
  readonly errors: readonly string[];
}

export const toldBy = ({ attributes }: Delivery): Told => {
  const { eventId, eventType, vehicleId, body } = attributes;
  const data = fields(fields(parsed(body)).data);
  const { make, model } = fields(data.vehicle);
  return {
    ...{ eventId, eventType, vehicleId },
    vehicleName: typeof make === 'string' ? `${make} ${model ?? ''}`.trim() : null,
    triggers: list(data.triggers).map((trigger) =>
      String(trigger.code ?? fields(trigger.signal).code ?? trigger.type),
    ),
    errors: list(data.errors).map(
      ({ type, code, state }) =>
        `${code ? `${type}:${code}` : type}${state === 'RESOLVED' ? ' resolved' : ''}`,
    ),
  };
};

type Fields = Readonly<Record<string, unknown>>;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fields) : []);
