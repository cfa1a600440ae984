import type { Migration } from 'kysely';
import * as foundation from './0001-foundation.js';
import * as limits from './0002-limits.js';
import * as ownersAndErrors from './0003-owners-and-errors.js';
import * as executions from './0004-executions.js';

/** Every migration under its name, oldest first. A released one is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-limits': limits,
  '0003-owners-and-errors': ownersAndErrors,
  '0004-executions': executions,
};
