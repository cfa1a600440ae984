import { expect, test } from 'vitest';
import { carName } from '../../../src/http/connect/views/car-name.js';

const car = (make: string, model: string) => ({ vin: 'V', make, model, year: 2024 });

test.each([
  ['LAND_ROVER', 'Discovery', '2024 Land Rover Discovery'],
  ['POLESTAR', 'Polestar 2', '2024 Polestar 2'],
  ['BMW', 'i4', '2024 BMW i4'],
  ['NOBODYS', 'One', '2024 NOBODYS One'],
])('%s and %s are a %s', (make, model, name) => {
  expect(carName(car(make, model))).toBe(name);
});
