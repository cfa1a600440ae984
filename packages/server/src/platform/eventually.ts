/** A value that is there already when its cache had it, and otherwise comes later. */
export type Eventually<T> = T | Promise<T>;

/** Goes on at once with a value that is there: a hot read never waits for a turn of the event loop. */
export const whenKnown = <T, R>(
  value: Eventually<T>,
  next: (value: T) => Eventually<R>,
): Eventually<R> => (value instanceof Promise ? value.then(next) : next(value));
