/** A car as the fake platform keeps it; tests change it at will. */
export interface FakeCar {
  id: string;
  make: string;
  model: string;
  year: number;
  /** A body per v2.0 path, or an error in place of it. */
  readonly paths: Map<string, FakeAnswer>;
}

export type FakeAnswer =
  | { readonly body: Record<string, unknown>; readonly ageSeconds?: number }
  | { readonly error: Record<string, unknown>; readonly code: number };

export const apiError = (
  type: string,
  code: string | null,
  statusCode: number,
  more: Record<string, unknown> = {},
): { error: Record<string, unknown>; code: number } => ({
  code: statusCode,
  error: {
    type,
    code,
    description: `${type} happened.`,
    docURL: `https://docs.test/${type}#${code}`,
    statusCode,
    requestId: '00000000-0000-4000-8000-000000000001',
    resolution: { type: null },
    ...more,
  },
});

const NOT_CAPABLE = apiError('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE', 501);

const SHUT = (types: readonly string[]): { type: string; status: string }[] =>
  types.map((type) => ({ type, status: 'CLOSED' }));

const CORNERS = ['frontLeft', 'frontRight', 'backLeft', 'backRight'];

const common = (car: Pick<FakeCar, 'id' | 'make' | 'model' | 'year'>): [string, FakeAnswer][] => [
  ['/', { body: { id: car.id, make: car.make, model: car.model, year: car.year } }],
  ['/vin', { body: { vin: '5YJ3E1EA7KF317000' } }],
  ['/odometer', { body: { distance: 31_415.92 } }],
  ['/location', { body: { latitude: 40.0176, longitude: -105.2534 } }],
  [
    '/security',
    {
      body: {
        isLocked: true,
        doors: SHUT(CORNERS),
        windows: SHUT(CORNERS),
        sunroof: [],
        storage: SHUT(['rear', 'front']),
        chargingPort: SHUT(['chargingPort']),
      },
    },
  ],
  [
    '/tires/pressure',
    { body: { frontLeft: 248, frontRight: 251, backLeft: 262, backRight: 259.6 } },
  ],
];

export const electricCar = (id: string): FakeCar => {
  const car = { id, make: 'TESLA', model: 'Model 3', year: 2022 };
  return {
    ...car,
    paths: new Map<string, FakeAnswer>([
      ...common(car),
      ['/battery', { body: { percentRemaining: 0.54, range: 231.4 } }],
      ['/battery/capacity', { body: { capacity: 75 } }],
      ['/charge', { body: { isPluggedIn: true, state: 'NOT_CHARGING' } }],
      ['/fuel', NOT_CAPABLE],
    ]),
  };
};

export const petrolCar = (id: string): FakeCar => {
  const car = { id, make: 'LAND ROVER', model: 'Discovery', year: 2019 };
  return {
    ...car,
    paths: new Map<string, FakeAnswer>([
      ...common(car),
      ['/battery', NOT_CAPABLE],
      ['/battery/capacity', NOT_CAPABLE],
      ['/charge', NOT_CAPABLE],
      ['/fuel', { body: { amountRemaining: 41.5, percentRemaining: 0.62, range: 540 } }],
    ]),
  };
};

export const pluginHybrid = (id: string): FakeCar => {
  const electric = electricCar(id);
  const car = { id, make: 'BMW', model: '330e', year: 2021 };
  electric.paths.set('/', { body: { ...car } });
  electric.paths.set('/battery', { body: { percentRemaining: 0.31, range: 17 } });
  electric.paths.set('/battery/capacity', { body: { capacity: 12 } });
  electric.paths.set('/fuel', {
    body: { amountRemaining: 22.4, percentRemaining: 0.56, range: 380 },
  });
  return { ...electric, ...car };
};
