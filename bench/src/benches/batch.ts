import { runAgainstBare } from './against-bare.js';
import type { Bench } from './bench.js';

const PATHS = [
  ...['/', '/odometer', '/location', '/battery', '/charge'],
  ...['/battery/nominal_capacity', '/charge/limit', '/tires/pressure', '/security', '/vin'],
];

/** Ten reads in one request beside ten requests. */
export const benchBatch: Bench = (options) =>
  runAgainstBare(
    {
      title: `batch: POST /v2.0/vehicles/{id}/batch of ${PATHS.length}, beside as many bare requests`,
      name: `Carport, batches of ${PATHS.length}`,
      bareName: 'bare Fastify, one battery',
      target: (carport) => carport.call('batch', PATHS),
      bareTarget: (carport) => carport.call('battery'),
      worth: PATHS.length,
      bar: 0.25,
    },
    options,
  );
