import { runAgainstBare } from './against-bare.js';
import type { Bench } from './bench.js';

/** The hottest path: one endpoint of v2.0. */
export const benchRead: Bench = (options) =>
  runAgainstBare(
    {
      title: 'read: GET /v2.0/vehicles/{id}/battery, authenticated, logged, limits off',
      name: 'Carport',
      bareName: 'bare Fastify, same JSON',
      target: (carport) => carport.call('battery'),
      worth: 1,
      bar: 0.4,
    },
    options,
  );
