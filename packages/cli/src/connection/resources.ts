import { CliFailure, EXIT } from '../failure.js';
import type { Carport } from './carport.js';

export interface WebhookResource {
  readonly id: string;
  readonly attributes: {
    readonly name: string;
    readonly version: string;
    readonly callbackUri: string | null;
    readonly deliveryMethod?: 'push' | 'pull';
    readonly isEnabled: boolean;
    readonly isVerified: boolean;
    readonly triggers: readonly unknown[];
  };
}

export interface ConnectionResource {
  readonly attributes: {
    readonly vehicle: { readonly make: string; readonly model: string; readonly year: number };
  };
  readonly relationships: { readonly vehicle: { readonly data: { readonly id: string } } };
}

const PAGE = 100;

export const listWebhooks = async (carport: Carport): Promise<readonly WebhookResource[]> => {
  const found: WebhookResource[] = [];
  for (let number = 1; ; number += 1) {
    const page = await carport.ask<{ data: readonly WebhookResource[] }>('GET', '/webhooks', {
      query: { 'page[size]': PAGE, 'page[number]': number },
    });
    found.push(...page.data);
    if (page.data.length < PAGE) return found;
  }
};

export interface Car {
  readonly id: string;
  readonly name: string;
}

/** The connected simulated cars, newest first: nothing is made to happen to others. */
export const listCars = async (carport: Carport): Promise<readonly Car[]> => {
  const { data } = await carport.ask<{ data: readonly ConnectionResource[] }>(
    'GET',
    '/connections',
    {
      query: { 'filter[vehicle.mode]': 'simulated', 'page[size]': PAGE },
    },
  );
  return data.map(({ attributes: { vehicle }, relationships }) => ({
    id: relationships.vehicle.data.id,
    name: `${vehicle.make} ${vehicle.model} ${vehicle.year}`,
  }));
};

/** The car that is named, by its id or the beginning of it; the newest when none is. */
export const findCar = async (carport: Carport, wanted: string | undefined): Promise<Car> => {
  const cars = await listCars(carport);
  const car = wanted === undefined ? cars[0] : cars.find(({ id }) => id.startsWith(wanted));
  if (car) return car;
  if (wanted !== undefined) {
    const known = cars.map(({ id, name }) => `${id}  ${name}`).join('\n');
    throw new CliFailure(EXIT.usage, `no connected car's id begins with ${wanted}`, known);
  }
  throw new CliFailure(
    EXIT.refused,
    'No car is connected to this application',
    'Connect a simulated one first: open the demo app, or send yourself through Connect in simulated mode.',
  );
};
