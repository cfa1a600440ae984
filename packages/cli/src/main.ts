import { run } from './program.js';
import { createTerminal } from './terminal/terminal.js';

/** `carport`: what a developer does with webhooks and simulated cars from a terminal. */
const ending = new AbortController();
const end = (): void => {
  // A second Ctrl-C does not wait for what is being tidied up.
  if (ending.signal.aborted) process.exit(130);
  ending.abort();
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
process.on('SIGHUP', end);
// Whoever read the output has heard enough: `carport logs | head`.
process.stdout.on('error', end);

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  terminal: createTerminal(process, process.env),
  signal: ending.signal,
  now: Date.now,
});
