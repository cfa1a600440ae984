import { type Kysely, sql } from 'kysely';

/** Where cars are used decides about what their makes can do: not every carmaker offers the same everywhere. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- ISO 3166-1 alpha-2; null where nobody has said it.
    ALTER TABLE vehicles ADD COLUMN country text;
    -- Simulated cars have known it all along.
    UPDATE vehicles SET country = reference #>> '{car,country}' WHERE adapter = 'simulated';
  `.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`ALTER TABLE vehicles DROP COLUMN country`.execute(db);
};
