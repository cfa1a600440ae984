import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './run.mjs';
import { build, install } from './workspace.mjs';

/** `npm run carport -- …`: the command line, built when that is needed. npm starts scripts in the root. */
await install();
await build(['packages/cli']);
await import(pathToFileURL(join(ROOT, 'packages/cli/dist/main.js')).href);
