import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT, runTool } from './run.mjs';
import { Refusal, step } from './terminal.mjs';

/** Installs what package-lock.json names, when something of it is missing. */
export const install = async () => {
  if (isInstalled(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'))) {
    return;
  }
  const code = await step('Installing packages (the first time takes about a minute)', () =>
    // Building needs the development packages, whatever NODE_ENV says.
    npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  if (code !== 0) throw new Refusal(`npm ci ended with code ${code}; the reason is above`);
};

/**
 * npm writes what it has installed into a lock file of its own, last of all. Optional packages may be left out:
 * they belong to other systems.
 */
export const isInstalled = (wanted, found) =>
  found !== null &&
  Object.entries(wanted.packages).every(
    ([path, entry]) =>
      !/(^|\/)node_modules\//.test(path) ||
      entry.optional ||
      (found.packages[path] && found.packages[path].version === entry.version),
  );

const readLock = (path) => {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

/** Compiles what changed; the compiler knows what that is and is quick when it is nothing. */
export const build = async (projects) => {
  const isFirst = !existsSync(join(ROOT, 'packages/server/dist/main.js'));
  const compile = () => runTool('typescript/bin/tsc', ['-b', ...projects]);
  const code = isFirst ? await step('Building', compile) : await compile();
  if (code !== 0) throw new Refusal('the build failed; the reason is above');
};
