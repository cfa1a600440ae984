import type { Migration } from 'kysely';
import * as foundation from './0001-foundation.js';
import * as limits from './0002-limits.js';
import * as ownersAndErrors from './0003-owners-and-errors.js';
import * as executions from './0004-executions.js';
import * as delivery from './0005-delivery.js';
import * as keeping from './0006-keeping.js';
import * as definitions from './0007-definitions.js';
import * as countries from './0009-countries.js';
import * as connectionModes from './0010-connection-modes.js';
import * as queue from './0011-queue.js';
import * as verification from './0012-verification.js';
import * as deliveryLog from './0013-delivery-log.js';
import * as leases from './0016-leases.js';
import * as alertsAndRepairs from './0018-alerts-and-repairs.js';
import * as sessionsOfBrowsers from './0019-sessions-of-browsers.js';
import * as failuresOfCars from './0020-failures-of-cars.js';

/** Every migration under its name, oldest first. A released one is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-limits': limits,
  '0003-owners-and-errors': ownersAndErrors,
  '0004-executions': executions,
  '0005-delivery': delivery,
  '0006-keeping': keeping,
  '0007-definitions': definitions,
  '0009-countries': countries,
  '0010-connection-modes': connectionModes,
  '0011-queue': queue,
  '0012-verification': verification,
  '0013-delivery-log': deliveryLog,
  '0016-leases': leases,
  '0018-alerts-and-repairs': alertsAndRepairs,
  '0019-sessions-of-browsers': sessionsOfBrowsers,
  '0020-failures-of-cars': failuresOfCars,
};
