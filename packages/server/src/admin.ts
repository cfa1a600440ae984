import { parseConfig, SettingsError } from './config.js';
import { runOperator } from './operator/program.js';
import { EXIT } from './operator/surroundings.js';
import { withOperatorDesk } from './operator-desk.js';
import { createLog } from './platform/log.js';

/** `npm run admin`: what an operator settles with applications. */
const log = createLog({ level: 'silent' });

process.exitCode = await runOperator(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  aside: (line) => void process.stderr.write(`${line}\n`),
  withDesk: (dataDir, work) => {
    const config = parseConfig(dataDir === undefined ? [] : ['--data', dataDir], process.env);
    return withOperatorDesk(config, log, work);
  },
}).catch((error: unknown) => {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`carport: ${error.message}\n`);
  return EXIT.usage;
});
