import { runAgainstBare } from './against-bare.js';
import type { Bench } from './bench.js';

/** Everything that an electric car has, in both forms of v3. */
export const benchSignals: Bench = async (options) => {
  const current = await runAgainstBare(
    {
      title: 'signals: GET /v3/vehicles/{id}/signals with an application token, all of an EV',
      name: 'Carport',
      bareName: 'bare Fastify, same JSON',
      target: (carport) => carport.call('signals'),
      worth: 1,
      bar: 0.25,
    },
    options,
  );
  const unwrapped = await runAgainstBare(
    {
      title: "signals: the same with an owner's token, in the form that official SDKs read",
      name: 'Carport',
      bareName: 'bare Fastify, same JSON',
      target: (carport) => carport.call('signalsUnwrapped'),
      worth: 1,
      bar: 0.25,
    },
    options,
  );
  return current && unwrapped;
};
