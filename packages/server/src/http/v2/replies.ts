import type { CommandEndpointRow, ReplyName, SignalBody } from '@carport/catalog';
import type { VehicleAccess } from '../../access/access.js';
import type { VehicleSnapshot } from '../../signals/report.js';
import { UNIT_HEADER } from '../units.js';
import type { Answer, Reading } from './reading.js';
import type { Wish } from './signal-view.js';

/** A command that the car took, and what became of the car. */
interface Outcome {
  readonly access: VehicleAccess;
  readonly state: VehicleSnapshot;
  readonly body: unknown;
  readonly wish: Wish;
}

type Reply = (outcome: Outcome) => Answer;

/** The exact answer to every command that the car took, where the endpoint has no answer of its own. */
const ACCEPTED = { message: 'Successfully sent request to vehicle', status: 'success' };
const accepted: Reply = () => ({ body: ACCEPTED, headers: {} });

const REPLIES: Readonly<Record<ReplyName, (outcome: Outcome) => unknown>> = {
  action: ({ body }) => ({ status: (body as { action: string }).action }),
  amperage: ({ state }) => {
    const requested = state.signals['charge-amperagerequested']?.body;
    const { value } = requested as SignalBody<'charge-amperagerequested'>;
    return { message: `Successfully sent the following amperage: ${value}`, status: 'success' };
  },
};

/** Made once for each row at start. */
export const compileReply = (
  { id, makes, reply }: CommandEndpointRow,
  readings: readonly Reading[],
): Reply => {
  if (reply === undefined) return accepted;
  if (typeof reply === 'string') {
    const bodyOf = REPLIES[reply];
    return (outcome) => ({ body: bodyOf(outcome), headers: {} });
  }
  const like = readings.find(({ row }) => row.id === reply.like);
  if (!like) throw new Error(`${id} of ${makes} answers like ${reply.like}, which is nowhere`);
  return ({ access, state, wish }) => {
    const { body, headers } = like.answer(access, state, wish);
    const units = headers[UNIT_HEADER];
    return { body, headers: units === undefined ? {} : { [UNIT_HEADER]: units } };
  };
};
