import type { Keyring } from '@carport/server/platform/keyring';
import type pg from 'pg';
import type { ConnectedCar } from './connected-car.js';

const ROWS_AT_A_TIME = 100_000;

/** The same id for the same number, spread over all ids as random ones are. */
const id = (what: string, number = 'n') => `md5('${what} ' || ${number})::uuid`;

/** $1 to $3: application, model's vehicle, model's user; $4 and $5: from and before which number. */
const NUMBERS = 'generate_series($4::int, $5::int - 1) AS n';

const STATEMENTS = [
  `INSERT INTO users (id, application_id, created_at) SELECT ${id('user')}, $1, now() FROM ${NUMBERS}`,

  `INSERT INTO oem_accounts
    (id, application_id, user_id, adapter, make, mode, subject, sealed_credentials, created_at)
  SELECT ${id('account')}, $1, ${id('user')}, adapter, make, mode, sha256(n::text::bytea),
    sealed_credentials, now()
  FROM oem_accounts, ${NUMBERS} WHERE user_id = $3`,

  `INSERT INTO vehicles
    (id, application_id, oem_account_id, adapter, mode, vin, make, model, year, powertrain, reference, created_at)
  SELECT ${id('vehicle')}, $1, ${id('account')}, adapter, mode, 'BENCH' || lpad(n::text, 12, '0'), make,
    model, year, powertrain, reference, now()
  FROM vehicles, ${NUMBERS} WHERE vehicles.id = $2`,

  `INSERT INTO connections
    (id, application_id, user_id, vehicle_id, mode, permissions, created_at, updated_at)
  SELECT ${id('connection')}, $1, ${id('user')}, ${id('vehicle')}, mode, permissions,
    now() - n * interval '1 second', now()
  FROM connections, ${NUMBERS} WHERE vehicle_id = $2 AND user_id = $3`,

  `INSERT INTO grants (id, application_id, user_id, mode, permissions, created_at)
  SELECT ${id('grant')}, $1, ${id('user')}, mode, permissions, now()
  FROM grants, ${NUMBERS} WHERE user_id = $3`,

  `INSERT INTO grant_vehicles (grant_id, vehicle_id) SELECT ${id('grant')}, ${id('vehicle')} FROM ${NUMBERS}`,

  `INSERT INTO access_tokens (hash, application_id, grant_id, expires_at)
  SELECT sha256(('access ' || n)::bytea), $1, ${id('grant')}, now() + interval '2 hours'
  FROM ${NUMBERS}`,

  `INSERT INTO refresh_tokens (hash, application_id, grant_id, expires_at)
  SELECT sha256(('refresh ' || n)::bytea), $1, ${id('grant')}, now() + interval '60 days'
  FROM ${NUMBERS}`,

  // Fetched tomorrow: no reading asks the simulated car, which would be measured as well. Only what the battery
  // is made from, or a million cars would not fit on a usual disk.
  `INSERT INTO vehicle_signals (vehicle_id, application_id, signals, fetched_at, revision)
  SELECT ${id('vehicle')}, $1, battery.signals, now() + interval '1 day', 1
  FROM ${NUMBERS}, (
    SELECT jsonb_object_agg(code, signal) AS signals
    FROM vehicle_signals, jsonb_each(signals) AS each (code, signal)
    WHERE vehicle_id = $2 AND code LIKE 'tractionbattery-%'
  ) AS battery`,
];

/** Connects copies of the model in bulk. References hold by construction, so their checks are left out. */
export const fillFleet = async (
  database: pg.Client,
  { application, vehicleId, userId }: ConnectedCar,
  connections: number,
): Promise<void> => {
  await database.query('SET session_replication_role = replica; SET synchronous_commit = off');
  for (let from = 0; from < connections; from += ROWS_AT_A_TIME) {
    const before = Math.min(from + ROWS_AT_A_TIME, connections);
    for (const statement of STATEMENTS) {
      await insert(database, statement, [application.id, vehicleId, userId, from, before]);
    }
  }
};

/** Puts the values in by hand: PostgreSQL refuses parameters that a statement does not use. */
const insert = async (
  database: pg.Client,
  statement: string,
  values: readonly (string | number)[],
): Promise<void> => {
  await database.query(statement.replace(/\$(\d)/g, (_, place) => literal(values[place - 1])));
};

const literal = (value: string | number | undefined): string =>
  typeof value === 'number' ? String(value) : `'${value}'::uuid`;

/** Makes tokens that are known in the clear for some of the cars. */
export const giveTokens = async (
  database: pg.Client,
  { application }: ConnectedCar,
  asked: readonly { number: number; token: string }[],
  keyring: Keyring,
): Promise<{ vehicleId: string; token: string }[]> => {
  const { rows } = await database.query<{ vehicleId: string }>(
    `WITH given AS (
      SELECT * FROM unnest($2::int[], $3::bytea[]) WITH ORDINALITY AS g (n, hash, place)
    ), made AS (
      INSERT INTO access_tokens (hash, application_id, grant_id, expires_at)
      SELECT hash, $1, ${id('grant')}, now() + interval '2 hours' FROM given
    )
    SELECT ${id('vehicle')} AS "vehicleId" FROM given ORDER BY place`,
    [
      application.id,
      asked.map(({ number }) => number),
      asked.map(({ token }) => keyring.hash(token)),
    ],
  );
  return rows.map(({ vehicleId }, index) => ({ vehicleId, token: asked[index]?.token ?? '' }));
};
