import type { VehicleAccess } from '../../src/access/access.js';
import type { Store } from '../../src/store/store.js';
import type { Webhook } from '../../src/webhooks/contract.js';
import { insertCar, percent } from '../support/fixtures.js';
import { type Engine, STATE_OF_CHARGE } from './engine.js';

/** A car with one per cent that the webhook watches, and whose FIRST_DELIVERY has been attempted. */
export const insertWatchedCar = async (
  store: Store,
  engine: Engine,
  webhook: Webhook,
): Promise<VehicleAccess> => {
  const car = await insertCar(store, webhook.applicationId);
  await engine.report(car.vehicle, { [STATE_OF_CHARGE]: percent(1) });
  await engine.subscribe(webhook, car);
  await engine.dispatcher.tick();
  return car;
};
