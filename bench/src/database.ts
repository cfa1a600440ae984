import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '@carport/server/store/embedded-database';
import pg from 'pg';
import { pino } from 'pino';

/** Runs the work with an empty embedded database, durable as always. */
export const withEmbeddedDatabase = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-bench-'));
  const database = await startEmbeddedDatabase({
    dir: join(folder, 'database'),
    log: pino({ level: 'warn', base: null }),
  });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
    await rm(folder, { recursive: true });
  }
};

const SERVER_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

/** Runs the work with new databases of a PostgreSQL server, dropped afterwards; null when there is no server. */
export const withServerDatabases = async <T>(
  count: number,
  work: (urls: readonly string[]) => Promise<T>,
): Promise<T | null> => {
  const server = new pg.Client({
    connectionString: process.env.CARPORT_BENCH_POSTGRES_URL ?? SERVER_URL,
    connectionTimeoutMillis: 5_000,
  });
  try {
    await server.connect();
  } catch {
    return null;
  }
  const names = Array.from(
    { length: count },
    (_, index) => `carport_bench_${process.pid}_${index}`,
  );
  try {
    for (const name of names) await server.query(`CREATE DATABASE ${name}`);
    return await work(names.map((name) => urlOf(name)));
  } finally {
    for (const name of names) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
};

const urlOf = (name: string): string => {
  const url = new URL(process.env.CARPORT_BENCH_POSTGRES_URL ?? SERVER_URL);
  url.pathname = `/${name}`;
  return url.href;
};
