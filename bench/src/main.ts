import { benchBatch } from './benches/batch.js';
import type { Bench } from './benches/bench.js';
import { benchRead } from './benches/read.js';
import { benchRefresh } from './benches/refresh.js';
import { benchScale } from './benches/scale.js';
import { benchSignals } from './benches/signals.js';
import { benchStrain } from './benches/strain.js';
import { benchWebhooks } from './benches/webhooks.js';
import { readArguments, type Wanted } from './options.js';

/** `npm run bench -- read refresh` runs two of them, `npm run bench` all. */
const BENCHES: Readonly<Record<string, Bench>> = {
  read: benchRead,
  batch: benchBatch,
  signals: benchSignals,
  refresh: benchRefresh,
  scale: benchScale,
  webhooks: benchWebhooks,
  strain: benchStrain,
};

const run = async ({ names, options }: Wanted): Promise<void> => {
  let held = true;
  for (const name of names) held = ((await BENCHES[name]?.(options)) ?? true) && held;
  if (held) return;
  console.log('\nA ratio is below its bar.');
  process.exitCode = 1;
};

try {
  await run(readArguments(process.argv.slice(2), Object.keys(BENCHES)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
