import { type Measurement, measure } from './load.js';
import { startServer } from './server-process.js';

/** v2.0 battery read against a bare Fastify route with the same answer: in turn, in one run. */
const ROUNDS = 5;
const WARM_UP_SECONDS = 3;
const SECONDS = 4;
const BAR = 0.35;

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const row = (name: string, measurements: readonly Measurement[]): string => {
  const rates = measurements.map((m) => m.requestsPerSecond);
  const p99 = middle(measurements.map((m) => m.p99));
  return `${name.padEnd(28)} ${Math.round(middle(rates)).toString().padStart(7)} requests/s   p99 ${p99} ms`;
};

export const benchRead = async (): Promise<boolean> => {
  const bare = await startServer('./bare-server.js');
  const carport = await startServer('./carport-server.js');
  try {
    const bareRuns: Measurement[] = [];
    const carportRuns: Measurement[] = [];
    await measure(bare.served, WARM_UP_SECONDS);
    await measure(carport.served, WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round += 1) {
      bareRuns.push(await measure(bare.served, SECONDS));
      carportRuns.push(await measure(carport.served, SECONDS));
    }
    const ratios = carportRuns.map(
      (run, round) => run.requestsPerSecond / (bareRuns[round]?.requestsPerSecond ?? Number.NaN),
    );
    console.log('GET /v2.0/vehicles/{id}/battery: authenticated, logged, limits off, one core');
    console.log(row('bare Fastify, same JSON', bareRuns));
    console.log(row('Carport, embedded database', carportRuns));
    const ratio = middle(ratios);
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    console.log(`ratio ${ratio.toFixed(2)} (rounds ${spread}); the bar is ${BAR}`);
    return ratio >= BAR;
  } finally {
    await Promise.all([bare.stop(), carport.stop()]);
  }
};
