import type { Permission } from '@carport/catalog';
import type { Marks } from '../conditions/conditions.js';
import { aboutVehicle, type NewEventDeps, newEvent } from '../new-event.js';
import type { News, Told } from '../news.js';
import { CHARGING_MARK, judgeCharging } from './charging.js';
import { chargingPayload } from './payloads.js';

/** Without it the owner's car may charge unnoticed. */
const NEEDED: Permission = 'read_charge_events';

/** The start, the stop and the end of charging, for webhooks of version 2.0 that asked to be told. */
export const tellCharging = (deps: NewEventDeps, { vehicle, states, audiences }: News): Told => {
  const remembered = new Map<string, Marks>();
  const events = audiences.flatMap(({ webhook, permissions, subscriptionId, marks }) => {
    if (!permissions.has(NEEDED)) return [];
    const { change, mark } = judgeCharging(states.before, states.after, marks[CHARGING_MARK]);
    if (mark !== marks[CHARGING_MARK]) {
      remembered.set(subscriptionId, mark === undefined ? {} : { [CHARGING_MARK]: mark });
    }
    if (!change || !webhook.legacy?.events?.includes(change.eventType)) return [];
    const { id: vehicleId, mode } = vehicle;
    return [
      newEvent(deps, aboutVehicle(vehicle, webhook.id, change.eventType), (eventId) =>
        chargingPayload({ webhookId: webhook.id, mode, eventId, vehicleId, ...change }),
      ),
    ];
  });
  return { events, marks: remembered };
};
