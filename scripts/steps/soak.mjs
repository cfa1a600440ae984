import { parseArgs } from 'node:util';
import { runTool } from './run.mjs';
import { runMain } from './terminal.mjs';
import { install } from './workspace.mjs';

/** `npm run soak -- --minutes 30 --seed 1`: webhooks under half load with a fault a minute, on a database of its own. */
const main = async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  await install();
  return runTool('vitest/vitest.mjs', ['run', 'e2e/soak'], {
    ...process.env,
    CARPORT_SOAK_MINUTES: values.minutes,
    CARPORT_SOAK_SEED: values.seed,
  });
};

await runMain(main);
