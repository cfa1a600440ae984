import { isUuid } from '../../platform/uuid.js';
import type { Store } from '../../store/store.js';
import { findWebhook } from '../definitions.store.js';
import type { Sender, Senders, SendingWebhook } from '../delivery/senders.js';
import { signedRequest } from '../delivery/signed-request.js';
import { attemptsOf } from '../events.store.js';
import type { DeliveryLog, LoggedDelivery } from './contract.js';
import {
  type DeliveryDetailRow,
  type DeliveryRow,
  type EventRow,
  readDeliveries,
  readDelivery,
  readEvent,
  readEvents,
} from './log.store.js';
import { toldBy } from './told.js';

export interface LogDeps {
  readonly store: Pick<Store, 'db'>;
  readonly senders: Senders;
}

const NOT_SHOWN = '(not shown)';

/** What a webhook has sent, attempt by attempt and event by event. */
export const createDeliveryLog = ({ store, senders }: LogDeps): DeliveryLog => {
  const { db } = store;
  const isKnown = async (applicationId: string, webhookId: string): Promise<boolean> =>
    isUuid(webhookId) && (await findWebhook(db, applicationId, webhookId)) !== undefined;

  return {
    deliveries: async (applicationId, webhookId, filter, page) => {
      if (!(await isKnown(applicationId, webhookId))) return undefined;
      const { rows, next } = await readDeliveries(db, { applicationId, webhookId }, filter, page);
      return { items: rows.map(logged), next };
    },

    delivery: async (applicationId, webhookId, deliveryId) => {
      if (!isUuid(webhookId) || !isUuid(deliveryId)) return undefined;
      const webhook = await findWebhook(db, applicationId, webhookId);
      const row = await readDelivery(db, { applicationId, webhookId }, deliveryId);
      if (!webhook || !row) return undefined;
      const sender = await senders([webhook])(webhook);
      return { ...logged(row), request: requestOf(row, webhook, sender), answer: answerOf(row) };
    },

    eventLog: async (applicationId, webhookId, filter, page) => {
      if (!(await isKnown(applicationId, webhookId))) return undefined;
      const { rows, next } = await readEvents(db, { applicationId, webhookId }, filter, page);
      const ids = rows.map(({ eventId }) => eventId);
      const attempts = await attemptsOf(db, applicationId, ids);
      const items = rows.map((row) => ({
        ...event(row),
        attempts: attempts.get(row.eventId) ?? [],
      }));
      return { items, next };
    },

    event: async (applicationId, webhookId, eventId) => {
      if (!isUuid(webhookId) || !isUuid(eventId)) return undefined;
      const row = await readEvent(db, { applicationId, webhookId }, eventId);
      if (!row) return undefined;
      const attempts = await attemptsOf(db, applicationId, [eventId]);
      return {
        ...event(row),
        attempts: attempts.get(row.eventId) ?? [],
        payload: JSON.parse(row.payload),
      };
    },
  };
};

const logged = ({ payload, ...row }: DeliveryRow): LoggedDelivery => {
  const { deliveryId, eventId, eventType, vehicleId, attempt, url, succeeded } = row;
  const { startedAt, durationMs, statusCode, error } = row;
  return {
    ...{ deliveryId, eventId, eventType, vehicleId, attempt, url, succeeded },
    ...{ startedAt, durationMs, statusCode, error, ...toldBy(payload) },
  };
};

const event = ({ payload, ...row }: EventRow) => {
  const { eventId, webhookId, vehicleId, type, status, reason, createdAt, dueAt } = row;
  return {
    ...{ eventId, webhookId, vehicleId, type, status, reason, createdAt, dueAt },
    ...toldBy(payload),
  };
};

/**
 * The bytes need no keeping: they follow from the event, the delivery's id and its time. They are shown before they
 * are compressed, as they are signed; the value of a static header is shown to nobody.
 */
const requestOf = (row: DeliveryRow, { delivery }: SendingWebhook, sender: Sender) => {
  const { eventId, payload, deliveryId, startedAt } = row;
  const at = startedAt.getTime();
  const { body, headers } = signedRequest({ eventId, payload, deliveryId, at, sender });
  return {
    headers: {
      ...headers,
      ...(delivery.staticHeader && { [delivery.staticHeader.name]: NOT_SHOWN }),
      ...(delivery.compression === 'none' ? {} : { 'content-encoding': delivery.compression }),
    },
    body: body.toString(),
  };
};

const answerOf = ({ statusCode, answerHeaders, answerBody }: DeliveryDetailRow) =>
  statusCode === null ? null : { headers: answerHeaders ?? {}, body: answerBody ?? '' };
