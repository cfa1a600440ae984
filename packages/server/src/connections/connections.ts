import type { Permission } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import { createAuthorizationCache } from '../access/authorization-cache.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import { isUuid } from '../platform/uuid.js';
import type { Store } from '../store/store.js';
import type { Tokens } from '../tokens/contract.js';
import { findAccess } from './access.store.js';
import { announceChanges } from './announce.store.js';
import { approve } from './approve.js';
import {
  canMatch,
  countConnections,
  selectConnections,
  selectPermissions,
  selectVehicles,
} from './connections.store.js';
import type { AutoSubscribe, Connections } from './contract.js';
import { findOwner } from './owners.store.js';
import { reauthenticate } from './reauthenticate.js';
import {
  bequeathVehicles,
  deleteConnections,
  deleteUser,
  detachVehicles,
  lockSignals,
  lockUser,
} from './removal.store.js';
import { createTotals } from './totals.js';

export interface ConnectionsDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly tokens: Pick<Tokens, 'issueCode' | 'forget'>;
  readonly autoSubscribe: AutoSubscribe;
  readonly settings?: {
    /** How many cars the process keeps the access of application tokens for in memory. */
    readonly cacheSize?: number;
  };
}

const CACHE_SIZE = 100_000;

export const createConnections = (deps: ConnectionsDeps): Connections => {
  const { store, keyring, clock, tokens } = deps;
  const accesses = createAuthorizationCache<VehicleAccess>({
    store,
    clock,
    size: deps.settings?.cacheSize ?? CACHE_SIZE,
  });
  const totals = createTotals({ clock });
  const forget = (ids: readonly string[]): void => {
    accesses.forget(ids);
    tokens.forget(ids);
  };

  return {
    approve: async (applicationId, consent) => {
      const { redirectUri, codeChallenge } = consent;
      const wish = { redirectUri, codeChallenge };
      const { code, changed, ...owner } = await approve(deps, applicationId, consent, wish);
      forget(changed);
      if (code === null) throw new Error('an approval without the code that was wanted');
      return { code, ...owner };
    },

    approveWithoutCode: async (applicationId, consent) => {
      const { userId, externalId, changed } = await approve(deps, applicationId, consent, null);
      forget(changed);
      return { userId, externalId };
    },

    reauthenticate: async (applicationId, renewal) => {
      const renewed = await reauthenticate(deps, applicationId, renewal);
      if (!renewed) return undefined;
      const { changed, ...owner } = renewed;
      forget(changed);
      return owner;
    },

    previousPermissions: async (applicationId, account, vins) => {
      const wanted = [...new Set(vins)];
      const owner = await findOwner(store.db, keyring, applicationId, account);
      if (!owner || wanted.length === 0) return null;
      const lists = await selectPermissions(
        store.db,
        applicationId,
        owner.userId,
        account.mode,
        wanted,
      );
      return lists.length === wanted.length ? inAll(lists) : null;
    },

    findVehicles: async (applicationId, mode, vins) =>
      vins.length === 0 ? [] : selectVehicles(store.db, applicationId, mode, vins),

    list: async (applicationId, filter, { limit, after }) =>
      canMatch(filter)
        ? selectConnections(store.db, applicationId, filter, after ? { after } : {}, limit)
        : [],

    count: async (applicationId, filter) => {
      if (!canMatch(filter)) return 0;
      const count = () => countConnections(store.db, applicationId, filter);
      return totals.of(JSON.stringify([applicationId, filter]), count);
    },

    page: async (applicationId, filter, offset, limit) =>
      canMatch(filter) ? selectConnections(store.db, applicationId, filter, { offset }, limit) : [],

    get: async (applicationId, connectionId) => {
      if (!isUuid(connectionId)) return undefined;
      const [connection] = await selectConnections(
        store.db,
        applicationId,
        { connectionId },
        {},
        1,
      );
      return connection;
    },

    remove: async (applicationId, filter) => {
      const { userId, vehicleId, connectionId } = filter;
      if (userId === undefined && vehicleId === undefined && connectionId === undefined) {
        throw new Error('connections are removed by user, vehicle or id');
      }
      if (!canMatch(filter)) return [];
      const removed = await store.transaction(async (tx) => {
        const gone = await deleteConnections(tx, applicationId, filter);
        await detachVehicles(tx, applicationId, gone);
        await deps.autoSubscribe.connectionsEnded(tx, applicationId, gone);
        await announceChanges(tx, vehiclesOf(gone));
        return gone;
      });
      forget(vehiclesOf(removed));
      return removed;
    },

    removeUser: async (applicationId, userId) => {
      if (!isUuid(userId)) return false;
      const changed = await store.transaction(async (tx) => {
        if (!(await lockUser(tx, applicationId, userId))) return undefined;
        await bequeathVehicles(tx, applicationId, userId);
        await lockSignals(tx, applicationId, userId);
        const ids = await deleteUser(tx, applicationId, userId);
        await announceChanges(tx, ids);
        return ids;
      });
      if (changed) forget(changed);
      return changed !== undefined;
    },

    access: (applicationId, vehicleId, userId) => {
      if (!isUuid(vehicleId) || (userId !== undefined && !isUuid(userId))) return undefined;
      return accesses.get(`${applicationId} ${vehicleId} ${userId ?? ''}`, async () => {
        const value = await findAccess(store.db, applicationId, vehicleId, userId);
        return value && { value, madeFrom: [value.vehicle.id] };
      });
    },
  };
};

const vehiclesOf = (removed: readonly { vehicleId: string }[]): string[] => [
  ...new Set(removed.map(({ vehicleId }) => vehicleId)),
];

const inAll = ([first = [], ...others]: readonly Permission[][]): Permission[] =>
  first.filter((permission) => others.every((list) => list.includes(permission)));
