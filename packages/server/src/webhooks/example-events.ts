import { errorRow, PERMISSIONS } from '@carport/catalog';
import { EXAMPLE_CAR, exampleSnapshot } from '../signals/example-car.js';
import { ALERTS } from './alerts/thresholds.js';
import { type SignedRequest, signedRequest } from './delivery/signed-request.js';
import { operationalPayload, statePayload, verifyPayload, type WebhookName } from './envelope.js';
import { errorPayload } from './error-envelope.js';
import { CHARGING_EVENTS, type ChargingEvent, type PathAnswer } from './legacy/contract.js';
import { chargingPayload, legacyVerifyPayload, reportPayload } from './legacy/payloads.js';
import { OPERATIONAL_EVENTS, type OperationalEventType } from './operational-events.js';

const WEBHOOK: WebhookName = {
  ...{ id: '1e9d4c70-5a83-4c1e-b2f6-7d3098a6e5c4', name: 'Charging', version: '4.0' },
};
const OPERATIONS: WebhookName = {
  ...{ id: '8b0f5d21-64c7-4d0a-a1e3-92f7c58be046', name: 'Operations', version: '4.0' },
};
const EVENT_ID = '6a3f8c1d-07e9-4b52-a4d6-b91c5e2f7083';
const DELIVERY_ID = 'e57b2d94-8c0f-4a13-b6e8-21d9f7c3a405';
const REQUEST_ID = '0d8e6c3a-17f5-4b29-8ae4-6c91b7f20d53';
const CAR = { ...EXAMPLE_CAR, id: '7c1b6f3e-2d0a-4b58-9c67-1f5e8a40d2b9', mode: 'live' as const };
const USER = { id: 'b4f0a1c2-93de-4f7a-8e15-60c2d7b8a3f1', externalId: null };
const CHALLENGE = '3d1f7b6a-0c58-4e92-a7b4-86f5c2e9d031';
const SIGNALS = ['charge-ischarging', 'tractionbattery-stateofcharge'] as const;

/** Beyond the webhook that each is about. */
const OPERATIONAL_DATA: Readonly<Record<OperationalEventType, Readonly<Record<string, unknown>>>> =
  {
    WEBHOOK_VERIFIED: { callbackUri: 'https://app.example.com/carport' },
    WEBHOOK_FAILING: {
      ...{ failingSince: '2026-06-01T11:57:05.000Z', eventId: EVENT_ID },
      ...{ statusCode: 500, error: null },
    },
    WEBHOOK_RECOVERED: { failingSince: '2026-06-01T11:57:05.000Z' },
    WEBHOOK_DISABLED: { reason: 'REQUESTED' },
    WEBHOOK_ALERT_STARTED: {
      alert: {
        ...{ kind: 'VEHICLE_FAILURES', description: ALERTS.VEHICLE_FAILURES },
        ...{ consecutiveFailures: 3, vehicles: 1, vehicleIds: [CAR.id] },
      },
    },
    WEBHOOK_ALERT_ENDED: {
      alert: { kind: 'VEHICLE_FAILURES', description: ALERTS.VEHICLE_FAILURES },
    },
    WEBHOOK_EVENT_DEAD: { count: 1, eventIds: [EVENT_ID] },
  };

export interface ExampleContext {
  readonly publicUrl: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly managementToken: string;
  /** What a car could answer to the paths of a report. */
  readonly answers: readonly PathAnswer[];
}

export interface ExampleEvents {
  readonly verify: SignedRequest;
  readonly firstDelivery: SignedRequest;
  readonly change: SignedRequest;
  readonly error: SignedRequest;
  readonly resolved: SignedRequest;
  readonly operational: Readonly<Record<OperationalEventType, SignedRequest>>;
  readonly legacyVerify: SignedRequest;
  readonly scheduled: SignedRequest;
  readonly dynamic: SignedRequest;
  readonly charging: Readonly<Record<ChargingEvent, SignedRequest>>;
}

/** Every kind of event as it would be posted, about a car that does not exist; made by what makes the real ones. */
export const exampleEvents = (context: ExampleContext): ExampleEvents => {
  const { publicUrl, at, managementToken, answers } = context;
  const sent = (payload: string): SignedRequest =>
    signedRequest({
      ...{ payload, eventId: EVENT_ID, deliveryId: DELIVERY_ID, at },
      sender: { managementToken, signingKeys: [] },
    });

  const state = (first: boolean): SignedRequest =>
    sent(
      statePayload({
        ...{ eventId: EVENT_ID, vehicle: CAR, user: USER, snapshot: exampleSnapshot(at), first },
        webhook: { ...WEBHOOK, signals: SIGNALS },
        permissions: new Set(PERMISSIONS.map(({ name }) => name)),
        changed: first ? [] : ['charge-ischarging'],
      }),
    );
  const error = (state: 'ERROR' | 'RESOLVED'): SignedRequest =>
    sent(
      errorPayload({
        ...{ eventId: EVENT_ID, webhook: WEBHOOK, vehicle: CAR, user: USER, state },
        row: errorRow('CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED'),
        signals: SIGNALS,
        addressee: {
          ...{ publicUrl, applicationName: 'Your app', vehicleId: CAR.id },
          applicationId: 'c2e85f10-6b37-4d9a-91f4-3a7d0c6e8b52',
        },
      }),
    );
  const operational = (type: OperationalEventType): SignedRequest =>
    sent(
      operationalPayload({
        ...{ eventId: EVENT_ID, type, webhook: OPERATIONS, data: OPERATIONAL_DATA[type] },
        subject: { id: WEBHOOK.id, name: WEBHOOK.name },
      }),
    );
  const mode = 'live' as const;
  const report = (eventName: 'scheduled' | 'dynamic'): SignedRequest => {
    const vehicles = [{ vehicleId: CAR.id, requestId: REQUEST_ID, data: answers }];
    return sent(reportPayload({ webhookId: WEBHOOK.id, mode, eventName, vehicles }));
  };
  const charging = (eventType: ChargingEvent): SignedRequest => {
    const about = { webhookId: WEBHOOK.id, mode, vehicleId: CAR.id };
    return sent(chargingPayload({ ...about, eventId: EVENT_ID, eventType, eventTime: at }));
  };

  return {
    verify: sent(verifyPayload(EVENT_ID, WEBHOOK, CHALLENGE)),
    firstDelivery: state(true),
    change: state(false),
    error: error('ERROR'),
    resolved: error('RESOLVED'),
    operational: byName(Object.keys(OPERATIONAL_EVENTS) as OperationalEventType[], operational),
    legacyVerify: sent(legacyVerifyPayload(WEBHOOK.id, CHALLENGE)),
    scheduled: report('scheduled'),
    dynamic: report('dynamic'),
    charging: byName(CHARGING_EVENTS, charging),
  };
};

const byName = <Name extends string, T>(names: readonly Name[], of: (name: Name) => T) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
