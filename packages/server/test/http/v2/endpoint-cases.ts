import {
  type BodyUnit,
  type CommandEndpointRow,
  capabilityOf,
  ENDPOINTS,
  type EndpointPlace,
  type EndpointRow,
  figureIn,
  MAKES,
  PERMISSIONS,
  type Permission,
  POWERTRAINS,
  type Powertrain,
  placesOf,
  READ_ENDPOINTS,
  type ReadEndpointRow,
  type Region,
  type UnitSystem,
} from '@carport/catalog';

/** One endpoint where it is served, with the cars that can and cannot have it. All of it is read off the catalogue. */
export interface EndpointCase {
  readonly name: string;
  readonly row: EndpointRow;
  readonly place: EndpointPlace;
  readonly make: string;
  readonly powertrain: Powertrain;
  /** Null where no make that has the endpoint builds a car that cannot have it. */
  readonly wrongPowertrain: { readonly make: string; readonly powertrain: Powertrain } | null;
  /** A car that has what it takes, of a make that is not served there; null where every make is. */
  readonly notServed: CarElsewhere | null;
}

export interface CarElsewhere {
  readonly make: string;
  readonly powertrain: Powertrain;
  readonly country: string;
}

const builds = (make: string, powertrain: Powertrain): boolean =>
  MAKES.some(
    (row) => row.id === make && row.models.some((model) => model.powertrain === powertrain),
  );

const makesFor = ({ make }: EndpointPlace): readonly string[] =>
  make === null ? MAKES.map((row) => row.id) : [make.toUpperCase()];

const COUNTRY_IN: Readonly<Record<Region, string>> = { US: 'US', CA: 'CA', EUROPE: 'DE' };

const elsewhere = (row: EndpointRow): CarElsewhere | null => {
  for (const { id: make, regions } of MAKES) {
    for (const region of regions) {
      const powertrain = POWERTRAINS.find(
        (built) =>
          builds(make, built) &&
          capabilityOf(make, built, region, row).reason === 'SMARTCAR_NOT_CAPABLE',
      );
      if (powertrain) return { make, powertrain, country: COUNTRY_IN[region] };
    }
  }
  return null;
};

const caseOf = (row: EndpointRow, place: EndpointPlace): EndpointCase => {
  const pairs = makesFor(place).flatMap((make) =>
    POWERTRAINS.filter((powertrain) => builds(make, powertrain)).map((powertrain) => ({
      make,
      powertrain,
    })),
  );
  const able = pairs.find(
    ({ make, powertrain }) => capabilityOf(make, powertrain, 'US', row).capable,
  );
  if (!able) throw new Error(`no car can have ${row.id}`);
  const wrongPowertrain =
    pairs.find(({ powertrain }) => !row.powertrains.includes(powertrain)) ?? null;
  // Where a make's own endpoint is not another's, the path says so already.
  const notServed = place.make === null ? elsewhere(row) : null;
  return { name: `${row.method} ${place.path}`, row, place, ...able, wrongPowertrain, notServed };
};

export const CASES: readonly EndpointCase[] = ENDPOINTS.flatMap((row) =>
  placesOf(row).map((place) => caseOf(row, place)),
);

export const permissionsWithout = (permission: Permission): readonly Permission[] =>
  PERMISSIONS.map(({ name }) => name).filter((name) => name !== permission);

/** The row whose figures an answer has: a command may answer as a read does. */
const figuresOf = (row: EndpointRow): ReadEndpointRow | undefined => {
  if (row.kind === 'read') return row;
  const { reply } = row;
  return typeof reply === 'object' ? READ_ENDPOINTS.find(({ id }) => id === reply.like) : undefined;
};

/** Every figure of an answer that follows the unit system. */
export const unitsOf = (row: EndpointRow): readonly BodyUnit[] => {
  const source = figuresOf(row);
  if (!source) return [];
  if (typeof source.project === 'string') return source.units ?? [];
  return Object.entries(source.project).flatMap(([name, { quantity }]) =>
    quantity ? [{ quantity, paths: [name] }] : [],
  );
};

const changed = (node: unknown, path: readonly string[], by: (value: number) => number): void => {
  const [step, ...deeper] = path;
  if (step === undefined || typeof node !== 'object' || node === null) return;
  const holder = node as Record<string, unknown>;
  for (const key of step === '*' ? Object.keys(holder) : [step]) {
    const value = holder[key];
    if (deeper.length > 0) changed(value, deeper, by);
    else if (typeof value === 'number') holder[key] = by(value);
  }
};

/** What a metric body becomes, worked out apart from the code under test. */
export const bodyIn = (row: EndpointRow, metric: unknown, system: UnitSystem): unknown => {
  const body: unknown = structuredClone(metric);
  for (const { quantity, paths } of unitsOf(row)) {
    for (const path of paths) {
      changed(body, path.split('.'), (value) => figureIn(value, quantity, system));
    }
  }
  return body;
};

/** The example of a request as a client of the unit system writes it. */
export const exampleRequestIn = (row: CommandEndpointRow, system: UnitSystem): unknown => {
  const body: unknown = structuredClone(row.exampleRequest);
  for (const { field, quantity } of Object.values(row.parameters ?? {})) {
    if (quantity) changed(body, field.split('.'), (value) => figureIn(value, quantity, system));
  }
  return body;
};
