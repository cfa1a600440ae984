import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Runs a program in the repository with this terminal; resolves to its exit code. */
export const run = (program, args, env = process.env) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });

/** Runs the script behind a package's command, without a shell and without npx. */
export const runTool = (script, args, env) =>
  run(process.execPath, [join(ROOT, 'node_modules', script), ...args], env);

export const npm = (args) => {
  // Under `npm start` this is the very npm that was called.
  const script = process.env.npm_execpath;
  return script && existsSync(script) ? run(process.execPath, [script, ...args]) : run('npm', args);
};
