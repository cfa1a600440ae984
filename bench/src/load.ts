import autocannon from 'autocannon';
import type { Served } from './served.js';

export interface Measurement {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

const CONNECTIONS = 64;

/** Keep-alive GETs for some seconds; any answer but 2xx spoils the run. */
export const measure = async ({ url, headers }: Served, seconds: number): Promise<Measurement> => {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed`);
  }
  return { requestsPerSecond: result.requests.average, p99: result.latency.p99 };
};
