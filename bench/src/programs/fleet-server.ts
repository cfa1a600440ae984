import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Target } from '../load.js';
import { answerCalls, startArgument } from './calls.js';
import { startCarport } from './carport.js';
import { connectCar, createApplication } from './connected-car.js';
import { fillFleet, giveTokens } from './fleet.js';

/** Carport with caches that know nothing, and one application with as many connected cars as wanted. */
const { databaseUrl, connections } = startArgument<{ databaseUrl: string; connections: number }>();
/** As many tokens for few cars as for many, so that requests for few do not share more look-ups. */
const TOKENS = 20_000;

const carport = await startCarport({ databaseUrl, cold: true });
const created = await createApplication(carport);
const model = await connectCar(carport, created, 'bev@example.com');
const grant = await carport.platform.tokens.authenticate(model.accessToken);
const vehicle = grant?.kind === 'connection' ? grant.vehicles.get(model.vehicleId) : undefined;
if (!vehicle) throw new Error('the model of the fleet is not connected');
await carport.platform.vehicles.refresh(vehicle);

const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
await fillFleet(database, model, connections);
const asked = Array.from({ length: TOKENS }, (_, index) => ({
  number: connections <= TOKENS ? index % connections : Math.floor(Math.random() * connections),
  token: randomUUID(),
}));
const cars = await giveTokens(database, model, asked, carport.keyring);
await database.query('VACUUM ANALYZE');
await database.end();

const { accessToken } = await carport.platform.tokens.issueApplicationToken(created.application.id);

answerCalls(
  {
    batteries: (): Target[] =>
      cars.map(({ vehicleId, token }) => ({
        url: `${carport.origin}/v2.0/vehicles/${vehicleId}/battery`,
        headers: { authorization: `Bearer ${token}` },
      })),
    connections: (): Target => ({
      url: `${carport.origin}/v3/connections?filter[vehicle.mode]=simulated&page[size]=10`,
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  },
  carport.close,
);
