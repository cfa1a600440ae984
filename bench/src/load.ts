import autocannon from 'autocannon';

/** A request that is repeated. */
export interface Target {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measurement {
  readonly perSecond: number;
  /** Milliseconds; absent where nothing was waited for one at a time. */
  readonly p99?: number;
  readonly count: number;
}

const CONNECTIONS = 64;

/** Keep-alive requests for some seconds, to one target or to any of several; an answer but 2xx spoils the run. */
export const load = async (
  targets: readonly Target[],
  seconds: number,
  connections = CONNECTIONS,
): Promise<Measurement> => {
  const [first] = targets;
  if (!first) throw new Error('there is nothing to ask for');
  const result = await autocannon({
    ...{ ...first, connections, duration: seconds },
    ...(targets.length > 1 && { requests: [{ setupRequest: anyOf(targets) }] }),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed`);
  }
  return {
    perSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    count: result['2xx'],
  };
};

const anyOf =
  (targets: readonly Target[]) =>
  (request: autocannon.Request): autocannon.Request => {
    const { url, headers } = targets[Math.floor(Math.random() * targets.length)] as Target;
    return { ...request, path: new URL(url).pathname, headers };
  };
