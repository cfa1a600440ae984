import smartcar, { type Vehicle } from 'smartcar';
import { problemOf } from '../smartcar/problem.js';
import type { OwnedCar } from './garage.js';
import type { TokenKeeper } from './tokens.js';

/** Does something with a car under a good token. */
export type Drive = <T>(owned: OwnedCar, action: (vehicle: Vehicle) => Promise<T>) => Promise<T>;

/** A token that is refused before its time (the platform was set up anew) is replaced once. */
export const createDrive =
  (tokens: TokenKeeper): Drive =>
  async (owned, action) => {
    const token = await tokens.fresh(owned.account);
    try {
      return await action(new smartcar.Vehicle(owned.car.id, token));
    } catch (error) {
      if (problemOf(error).type !== 'AUTHENTICATION') throw error;
      const successor = await tokens.replacing(owned.account, token);
      return action(new smartcar.Vehicle(owned.car.id, successor));
    }
  };
