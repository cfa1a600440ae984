import type { WebhookOutbox } from '../signals/contract.js';
import type { Tx } from '../store/store.js';
import { type Audience, lockAudience, takeFirst } from './audience.store.js';
import type { Marks } from './conditions/conditions.js';
import { saveMarks } from './conditions/marks.store.js';
import { tellCharging } from './legacy/charging-events.js';
import { hastenForPlug } from './legacy/hasten.js';
import type { News, Told } from './news.js';
import type { RecordOperational } from './operational-events.js';
import type { WebhookSettings } from './settings.js';
import { type StateEventDeps, stateEvent, triggersOf } from './state-events.js';
import { recordErrors } from './vehicle-errors.js';
import { writeEvents } from './write-events.js';

/** The first report of a car: everything in it is new, nothing of it has changed. */
const FIRST_REVISION = 1;

/** Turns changes into rows of the outbox, within the transaction that writes the changes. */
export const createOutbox = (
  deps: StateEventDeps & {
    readonly recordOperational: RecordOperational;
    readonly wake: () => void;
    readonly settings: Pick<WebhookSettings, 'publicUrl'>;
  },
): WebhookOutbox => ({
  wake: deps.wake,
  recordErrors: recordErrors(deps),

  recordChanges: async (tx, vehicle, changed, snapshot, before) => {
    const active = (await lockAudience(tx, vehicle, changed)).filter((one) => one.webhook.active);
    const states = { before, after: snapshot };
    const newsFor = (type: Audience['webhook']['type']): News => ({
      ...{ vehicle, changed, states },
      audiences: active.filter(({ webhook }) => webhook.type === type),
    });
    const told = [
      await tellState(deps, tx, newsFor('signals')),
      tellCharging(deps, newsFor('eventBased')),
    ];
    await hastenForPlug(tx, newsFor('dynamic'), new Date(deps.clock.now()));
    const marks = new Map(told.flatMap((one) => [...one.marks]));
    await saveMarks(tx, vehicle.applicationId, marks);
    const events = told.flatMap((one) => one.events);
    await writeEvents(deps, tx, events);
    return events.length > 0;
  },
});

/** VEHICLE_STATE for those that a trigger fired for, or that the first delivery is owed to. */
const tellState = async (deps: StateEventDeps, tx: Tx, news: News): Promise<Told> => {
  const { vehicle, changed, states, audiences } = news;
  const owed = await takeFirst(
    tx,
    vehicle.applicationId,
    audiences.filter((one) => one.awaitsFirst).map((one) => one.subscriptionId),
  );
  const remembered = new Map<string, Marks>();
  const events = audiences.flatMap((audience) => {
    const first = owed.has(audience.subscriptionId);
    const sinceFirst = first && states.after.revision === FIRST_REVISION ? [] : changed;
    const { triggers, marks } = triggersOf(audience, sinceFirst, states);
    if (marks !== audience.marks) remembered.set(audience.subscriptionId, marks);
    if (!first && triggers.length === 0) return [];
    const occasion = { vehicle, snapshot: states.after, first, changed: triggers };
    return [stateEvent(deps, audience, occasion)];
  });
  return { events, marks: remembered };
};
