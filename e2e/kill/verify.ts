import { expect, vi } from 'vitest';
import type { Received } from '../../packages/server/test/support/receiver.js';
import { type App, tokensIn } from './app.js';
import { type Car, type Consent, type Family, type Ledger, newest } from './ledger.js';
import { exchange, expectOk } from './load.js';

/** Everything that was acknowledged before the kill is there after it. */
export const verifyLedger = async (app: App, ledger: Ledger): Promise<void> => {
  await Promise.all(ledger.consents.map((consent) => verifyConsent(app, ledger, consent)));
  await Promise.all(ledger.families.map((family) => verifyFamily(app, family)));
  await Promise.all(ledger.cars.map((car) => verifyCar(app, car)));
};

/** The car is connected, and a code that was not spent is still worth its tokens. */
const verifyConsent = async (app: App, ledger: Ledger, consent: Consent): Promise<void> => {
  const connections = await app.connections(consent.userId);
  expect(connections, 'the car of an acknowledged consent').toHaveLength(1);
  if (consent.exchange === 'not sent') {
    await exchange({ app, ledger, happened: () => undefined }, consent);
  }
  if (consent.exchange === 'sent') {
    const { status, body } = await app.exchange(consent.code);
    expect(status === 200 || body.error === 'invalid_grant', JSON.stringify(body)).toBe(true);
    consent.exchange = 'answered';
  }
};

/** Every access token is known, and every refresh token leads to the successor that it led to before. */
const verifyFamily = async (app: App, family: Family): Promise<void> => {
  const { accessTokens, refreshTokens, userId } = family;
  for (const accessToken of accessTokens.slice(family.verified)) {
    const { body } = expectOk(await app.get('/v2.0/user', accessToken));
    expect(body.id).toBe(userId);
  }
  for (const [index, refreshToken] of refreshTokens.slice(family.verified).entries()) {
    const next = tokensIn(expectOk(await app.refresh(refreshToken)));
    const at = family.verified + index + 1;
    accessTokens[at] ??= next.accessToken;
    refreshTokens[at] ??= next.refreshToken;
    expect(next.accessToken).toBe(accessTokens[at]);
    expect(next.refreshToken).toBe(refreshTokens[at]);
  }
  family.verified = refreshTokens.length - 1;
  await verifyCars(app, family);
};

/** The newest token reaches the car of the consent; reading it also owes the webhook its first delivery. */
const verifyCars = async (app: App, { userId, accessTokens }: Family): Promise<void> => {
  const cars = (await app.connections(userId)).map(({ vehicleId }) => vehicleId);
  const { body } = expectOk(await app.get('/v2.0/vehicles', newest(accessTokens)));
  expect(body.vehicles).toEqual(cars);
  expectOk(await app.get(`/v2.0/vehicles/${cars[0]}/battery`, newest(accessTokens)));
};

/** Locked as it was told to be; after a command without an answer, either way. */
const verifyCar = async (app: App, car: Car): Promise<void> => {
  const token = newest(car.family.accessTokens);
  const { body } = expectOk(await app.get(`/v2.0/vehicles/${car.vehicleId}/security`, token));
  if (!car.unanswered) expect(body.isLocked).toBe(car.locked);
  car.locked = body.isLocked;
  car.unanswered = false;
};

/** The page of events that the API gives. */
const MOST_EVENTS = 200;

/** Waits until nothing is left to deliver; then everything that was recorded has arrived, under one event id each. */
export const verifyDeliveries = async (
  app: App,
  webhookId: string,
  ledger: Ledger,
  received: readonly Received[],
): Promise<void> => {
  const events = await vi.waitFor(
    async () => {
      const listed = await app.events(webhookId);
      const waiting = listed.filter(({ status }) => status !== 'delivered');
      expect(waiting, 'events that were not delivered').toEqual([]);
      return listed;
    },
    { timeout: 25_000, interval: 200 },
  );
  expect(events.length, 'the whole story is on one page').toBeLessThan(MOST_EVENTS);
  const arrived = byEvent(received);
  expect(received.length, 'retries were needed').toBeGreaterThan(arrived.size);
  for (const { id } of events) expect([...arrived.keys()]).toContain(id);

  for (const [eventId, deliveries] of arrived) {
    const bodies = new Set(deliveries.map(({ body }) => JSON.stringify(body.data)));
    const deliveryIds = new Set(deliveries.map(({ body }) => body.meta.deliveryId));
    expect(bodies.size, `contents of event ${eventId}`).toBe(1);
    expect(deliveryIds.size, `delivery ids of event ${eventId}`).toBe(deliveries.length);
  }
  for (const { vehicleId, turns } of ledger.cars) {
    expect(turnsTold(arrived, vehicleId)).toBeGreaterThanOrEqual(turns);
  }
  for (const { userId } of ledger.families) {
    const [connection] = await app.connections(userId);
    expect(carsTold(arrived), 'a first delivery for every car that was read').toContain(
      connection?.vehicleId,
    );
  }
};

type ByEvent = ReadonlyMap<string, readonly Received[]>;

export const byEvent = (received: readonly Received[]): ByEvent => {
  const groups = new Map<string, Received[]>();
  for (const one of received) {
    const group = groups.get(one.body.eventId) ?? [];
    groups.set(one.body.eventId, [...group, one]);
  }
  return groups;
};

const carsTold = (arrived: ByEvent): string[] =>
  [...arrived.values()].map(([first]) => first?.body.vehicleId);

const turnsTold = (arrived: ByEvent, vehicleId: string): number =>
  [...arrived.values()].filter(([first]) => {
    const { body } = first ?? {};
    return (
      body?.vehicleId === vehicleId &&
      body.data.triggers?.some(({ code }: { code: string }) => code === 'closure-islocked')
    );
  }).length;
