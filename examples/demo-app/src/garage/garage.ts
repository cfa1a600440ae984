/** What one visitor connected: the cookie names the garage, the garage holds the cars. */
export interface Garage {
  readonly id: string;
  cars: Car[];
  accounts: Account[];
  /** Milliseconds since 1970; a garage nobody opened for the life of a refresh token is dropped. */
  usedAt: number;
}

/** One consent: a carmaker's account and the tokens that came out of Connect. */
export interface Account {
  /** The platform's id of the owner. */
  readonly userId: string;
  mode: 'simulated' | 'live';
  tokens: Tokens;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Car {
  readonly id: string;
  readonly userId: string;
  make: string;
  model: string;
  year: number | null;
}

/** A car together with the account that opens it. */
export interface OwnedCar {
  readonly car: Car;
  readonly account: Account;
}

export const findCar = (garage: Garage, carId: string | undefined): OwnedCar | undefined => {
  const car = garage.cars.find((candidate) => candidate.id === carId);
  const account = garage.accounts.find((candidate) => candidate.userId === car?.userId);
  return car !== undefined && account !== undefined ? { car, account } : undefined;
};

/** A second consent for the same account replaces its tokens; the same car is never there twice. */
export const park = (garage: Garage, account: Account, cars: readonly Car[]): void => {
  const arriving = new Set(cars.map((car) => car.id));
  garage.accounts = [
    ...garage.accounts.filter((known) => known.userId !== account.userId),
    account,
  ];
  garage.cars = [
    ...garage.cars.filter((car) => !arriving.has(car.id) && car.userId !== account.userId),
    ...cars,
  ];
};

export const removeCar = (garage: Garage, carId: string): void => {
  garage.cars = garage.cars.filter((car) => car.id !== carId);
  const inUse = new Set(garage.cars.map((car) => car.userId));
  garage.accounts = garage.accounts.filter((account) => inUse.has(account.userId));
};

const WRITTEN_LARGE = new Set(['BMW', 'BYD', 'CUPRA', 'DS', 'GMC', 'MG', 'MINI']);

/** "TESLA" and "LAND_ROVER" as a person writes them. */
export const makeName = (make: string): string =>
  WRITTEN_LARGE.has(make)
    ? make
    : make
        .replaceAll('_', ' ')
        .toLowerCase()
        .replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());

export const carName = ({ make, model }: Pick<Car, 'make' | 'model'>): string => {
  const brand = makeName(make);
  // Some models are called like their brand: "Polestar 2".
  if (model.startsWith(`${brand} `)) return model;
  return make === '' ? 'Your car' : `${brand} ${model}`.trim();
};
