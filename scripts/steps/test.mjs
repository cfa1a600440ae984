import { runTool } from './run.mjs';
import { bold, red, runMain, say, step } from './terminal.mjs';
import { install } from './workspace.mjs';

const CHECKS = [
  ['Format and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
  ['Types and build', 'typescript/bin/tsc', ['-b']],
  ['Tests', 'vitest/vitest.mjs', ['run', ...process.argv.slice(2)]],
];

/** Everything runs, so that one look shows all that is wrong. */
const main = async () => {
  await install();
  const failed = [];
  for (const [name, script, args] of CHECKS) {
    const code = await step(bold(name), () => runTool(script, args));
    if (code !== 0) failed.push(name.toLowerCase());
  }
  say(failed.length > 0 ? red(`Failed: ${failed.join(', ')}.`) : bold('All passed.'));
  return failed.length > 0 ? 1 : 0;
};

await runMain(main);
