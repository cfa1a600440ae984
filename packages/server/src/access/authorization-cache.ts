import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.js';
import type { Store } from '../store/store.js';

export interface Authorization<V> {
  readonly value: V;
  /** The ids of grants, vehicles and applications whose change makes the value wrong. */
  readonly madeFrom: readonly string[];
  /** Epoch milliseconds; absent when the value is good until it is forgotten. */
  readonly expiresAt?: number;
}

/** Authorisation kept in memory, and forgotten as soon as any process announces a change on `grants`. */
export interface AuthorizationCache<V> {
  /** At once when known; otherwise loaded, once for everybody who asks meanwhile. */
  get(
    key: string,
    load: () => Promise<Authorization<V> | undefined>,
  ): V | undefined | Promise<V | undefined>;
  /** For the process that made the change: nothing that is asked for later is older than it. */
  forget(ids: Iterable<string>): void;
}

export interface AuthorizationCacheDeps {
  readonly store: Pick<Store, 'listen'>;
  readonly clock: Clock;
  /** Ids that the kept values are made from, over all of them: a value with many cars weighs more. */
  readonly size: number;
}

export const createAuthorizationCache = <V>(
  deps: AuthorizationCacheDeps,
): AuthorizationCache<V> => {
  const { clock } = deps;
  const keysById = new Map<string, Set<string>>();
  const kept = new LRUCache<string, Authorization<V>>({
    maxSize: deps.size,
    sizeCalculation: ({ madeFrom }) => madeFrom.length,
    dispose: (authorization, key) => unlink(key, authorization.madeFrom),
  });
  // Replaced whenever something is forgotten: a load of before is neither kept nor joined.
  let loading = new Map<string, Promise<V | undefined>>();
  let hearing = false;

  const unlink = (key: string, ids: readonly string[]): void => {
    for (const id of ids) {
      const keys = keysById.get(id);
      keys?.delete(key);
      if (keys?.size === 0) keysById.delete(id);
    }
  };

  const keep = (key: string, authorization: Authorization<V>): void => {
    kept.set(key, authorization);
    // Too heavy for the whole cache: not kept, so not linked.
    if (kept.peek(key) !== authorization) return;
    for (const id of authorization.madeFrom) {
      const keys = keysById.get(id);
      if (keys) keys.add(key);
      else keysById.set(id, new Set([key]));
    }
  };

  const forget = (ids: Iterable<string>): void => {
    loading = new Map();
    for (const id of ids) {
      for (const key of [...(keysById.get(id) ?? [])]) kept.delete(key);
    }
  };

  const clear = (): void => {
    loading = new Map();
    kept.clear();
  };

  const begin = (key: string, load: () => Promise<Authorization<V> | undefined>) => {
    const begunIn = loading;
    const result = load()
      .then((loaded) => {
        if (loaded && hearing && begunIn === loading) keep(key, loaded);
        return loaded?.value;
      })
      .finally(() => begunIn.delete(key));
    begunIn.set(key, result);
    return result;
  };

  // Until the line stands, a change elsewhere would go unheard: nothing is kept.
  deps.store
    .listen('grants', (id) => (id === null ? clear() : forget([id])))
    .then(
      () => {
        clear();
        hearing = true;
      },
      () => undefined,
    );

  return {
    get: (key, load) => {
      const known = kept.get(key);
      if (known && (known.expiresAt ?? Number.POSITIVE_INFINITY) > clock.now()) return known.value;
      return loading.get(key) ?? begin(key, load);
    },
    forget,
  };
};
