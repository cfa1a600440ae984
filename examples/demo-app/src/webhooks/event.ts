/** A delivery as it comes in; version 4.0 of the webhooks. */
export interface WebhookEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly vehicleId: string | null;
  readonly challenge: string | null;
  readonly triggers: readonly Trigger[];
  readonly signals: readonly Signal[];
  readonly errors: readonly ReportedError[];
}

export interface Trigger {
  readonly code: string;
  readonly name: string;
}

export interface Signal {
  readonly code: string;
  readonly name: string;
  readonly body: Fields;
}

export interface ReportedError {
  readonly description: string;
  readonly docUrl: string | null;
  readonly resolved: boolean;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Undefined for what is no event at all. */
export const parseEvent = (raw: string): WebhookEvent | undefined => {
  const event = fields(parsed(raw));
  const data = fields(event.data);
  if (typeof event.eventId !== 'string' || typeof event.eventType !== 'string') return undefined;
  return {
    eventId: event.eventId,
    eventType: event.eventType,
    vehicleId: text(event.vehicleId) ?? text(fields(data.vehicle).id),
    challenge: text(data.challenge),
    triggers: list(data.triggers ?? event.triggers).map(trigger),
    signals: list(data.signals).map((signal) => ({
      code: text(signal.code) ?? '',
      name: text(signal.name) ?? text(signal.code) ?? '',
      body: fields(signal.body),
    })),
    errors: list(data.errors).map((error) => ({
      description:
        text(error.suggestedUserMessage) ?? text(error.description) ?? text(error.code) ?? '',
      docUrl: text(error.docURL),
      resolved: error.state === 'RESOLVED',
    })),
  };
};

const parsed = (raw: string): unknown => {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
};

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Both published forms: `{code,name}` and `{type,signal:{code,name}}`. */
const trigger = (value: Fields): Trigger => {
  const named = value.signal === undefined ? value : fields(value.signal);
  const code = text(named.code) ?? text(value.type) ?? '';
  return { code, name: text(named.name) ?? code };
};
