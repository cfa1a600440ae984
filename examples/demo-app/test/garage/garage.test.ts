import { describe, expect, it } from 'vitest';
import {
  type Account,
  type Car,
  carName,
  findCar,
  type Garage,
  makeName,
  park,
  removeCar,
} from '../../src/garage/garage.js';

const account = (userId: string, accessToken = 'token'): Account => ({
  userId,
  mode: 'simulated',
  tokens: { accessToken, refreshToken: 'refresh', expiresAt: 0 },
});
const car = (id: string, userId: string): Car => ({
  id,
  userId,
  make: 'TESLA',
  model: 'Model 3',
  year: 2022,
});
const emptyGarage = (): Garage => ({ id: 'g', cars: [], accounts: [], usedAt: 0 });

describe('a garage', () => {
  it('finds a car with the account that opens it', () => {
    const garage = emptyGarage();
    park(garage, account('anna'), [car('a1', 'anna'), car('a2', 'anna')]);
    park(garage, account('ben'), [car('b1', 'ben')]);
    expect(findCar(garage, 'b1')?.account.userId).toBe('ben');
    expect(findCar(garage, 'a2')?.car.id).toBe('a2');
  });

  it('finds nothing it does not hold', () => {
    const garage = emptyGarage();
    park(garage, account('anna'), [car('a1', 'anna')]);
    expect(findCar(garage, 'b1')).toBeUndefined();
    expect(findCar(garage, undefined)).toBeUndefined();
  });

  it('replaces tokens and cars when an account is connected again', () => {
    const garage = emptyGarage();
    park(garage, account('anna', 'old'), [car('a1', 'anna'), car('a2', 'anna')]);
    park(garage, account('anna', 'new'), [car('a2', 'anna')]);
    expect(garage.cars.map(({ id }) => id)).toEqual(['a2']);
    expect(garage.accounts).toHaveLength(1);
    expect(findCar(garage, 'a2')?.account.tokens.accessToken).toBe('new');
  });

  it('holds a car once, under whoever connected it last', () => {
    const garage = emptyGarage();
    park(garage, account('anna'), [car('shared', 'anna')]);
    park(garage, account('ben'), [car('shared', 'ben')]);
    expect(garage.cars).toHaveLength(1);
    expect(findCar(garage, 'shared')?.account.userId).toBe('ben');
  });

  it('forgets an account with its last car', () => {
    const garage = emptyGarage();
    park(garage, account('anna'), [car('a1', 'anna'), car('a2', 'anna')]);
    removeCar(garage, 'a1');
    expect(garage.accounts).toHaveLength(1);
    removeCar(garage, 'a2');
    expect(garage).toMatchObject({ cars: [], accounts: [] });
  });
});

describe('names', () => {
  it.each([
    ['TESLA', 'Tesla'],
    ['LAND ROVER', 'Land Rover'],
    ['LAND_ROVER', 'Land Rover'],
    ['MERCEDES-BENZ', 'Mercedes-Benz'],
    ['BMW', 'BMW'],
    ['KIA', 'Kia'],
    ['ALFA ROMEO', 'Alfa Romeo'],
  ])('write %s as %s', (make, written) => {
    expect(makeName(make)).toBe(written);
  });

  it('call a car nobody could read “Your car”', () => {
    expect(carName({ make: '', model: '' })).toBe('Your car');
    expect(carName({ make: 'FORD', model: 'Mustang Mach-E' })).toBe('Ford Mustang Mach-E');
    expect(carName({ make: 'POLESTAR', model: 'Polestar 2' })).toBe('Polestar 2');
  });
});
