import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './run.mjs';
import { build, install } from './workspace.mjs';

/** `npm run admin -- …`: the operator's command, built when that is needed. */
await install();
await build(['packages/server']);
await import(pathToFileURL(join(ROOT, 'packages/server/dist/admin.js')).href);
