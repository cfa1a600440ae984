import { CAR_EVENTS } from './simulation-events/car.js';
import type { ErrorEventRow, SimulationEventRow } from './simulation-events/row.js';
import { EVERY_CAR } from './vocabulary.js';

export { CAR_CORNERS, CAR_EVENTS } from './simulation-events/car.js';
export type { ErrorEventRow, SimulationEventRow } from './simulation-events/row.js';

/** What happens between the car and whoever asks it. */
export const ERROR_EVENTS = [
  {
    id: 'asleep',
    group: 'Errors',
    description: 'The car sleeps and cannot be woken.',
    powertrains: EVERY_CAR,
    error: { type: 'VEHICLE_STATE', code: 'ASLEEP' },
  },
  {
    id: 'unreachable',
    group: 'Errors',
    description: 'The carmaker cannot reach the car.',
    powertrains: EVERY_CAR,
    error: { type: 'VEHICLE_STATE', code: 'UNREACHABLE' },
  },
  {
    id: 'auth-lost',
    group: 'Errors',
    description:
      'The carmaker no longer accepts the owner’s sign-in, until the owner signs in again.',
    powertrains: EVERY_CAR,
    error: { type: 'CONNECTED_SERVICES_ACCOUNT', code: 'AUTHENTICATION_FAILED' },
  },
  {
    id: 'resolved',
    group: 'Errors',
    description: 'What was wrong between the car and whoever asks it is over.',
    powertrains: EVERY_CAR,
    error: null,
  },
] as const satisfies readonly ErrorEventRow[];

/** Everything that can be made to happen to a simulated car. */
export const SIMULATION_EVENTS = [...CAR_EVENTS, ...ERROR_EVENTS] as const;

export type CarEventId = (typeof CAR_EVENTS)[number]['id'];
export type SimulationEventId = (typeof SIMULATION_EVENTS)[number]['id'];

const byId = new Map<string, SimulationEventRow>(SIMULATION_EVENTS.map((row) => [row.id, row]));

export const isSimulationEventId = (id: string): id is SimulationEventId => byId.has(id);

export const simulationEventRow = (id: SimulationEventId): SimulationEventRow =>
  byId.get(id) as SimulationEventRow;

const errorEvents = new Map<string, ErrorEventRow>(ERROR_EVENTS.map((row) => [row.id, row]));

/** The row of an event that changes what the carmaker answers; undefined for what happens to the car. */
export const findErrorEvent = (id: SimulationEventId): ErrorEventRow | undefined =>
  errorEvents.get(id);
