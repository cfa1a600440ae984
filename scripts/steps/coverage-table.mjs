import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run.mjs';
import { bold, runMain, say, step } from './terminal.mjs';
import { install } from './workspace.mjs';

const vitest = (args, env) =>
  runTool('vitest/vitest.mjs', ['run', ...args], { ...process.env, ...env });

/** Runs the server's tests, which write down what they see, and writes docs/coverage.md from that. */
const main = async () => {
  await install();
  const folder = await mkdtemp(join(tmpdir(), 'carport-observations-'));
  const env = { CARPORT_OBSERVATIONS: folder };
  try {
    // The page is about to be written; whether it was right before is no question here.
    await step(bold('The server’s tests'), () =>
      vitest(['packages/server', '--exclude', '**/documented/**'], env),
    );
    const code = await step(bold('docs/coverage.md'), () => vitest(['documented', '-u'], env));
    say(code === 0 ? 'docs/coverage.md is written.' : 'What is missing is named above.');
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await runMain(main);
