import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from './run.mjs';

const LAUNCHED = pathToFileURL(join(ROOT, 'scripts/steps/launched.mjs')).href;

/**
 * Starts a Node program in a process group of its own, so that Ctrl-C arrives here alone and is passed on once.
 */
export const launch = (script, args, env) => {
  const child = spawn(process.execPath, ['--import', LAUNCHED, resolve(ROOT, script), ...args], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let isRunning = true;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // Not at its exit: what it wrote last may still be on its way.
    child.once('close', (code, signal) => resolve(signal ?? code));
  }).finally(() => {
    isRunning = false;
  });
  return {
    output: child.stdout,
    /** Resolves to the exit code, or to the signal's name or the reason when there was none. */
    ended,
    /** Resolves to the first message that it sends, or to null when it ended without one. */
    message: new Promise((resolve) => {
      child.once('message', resolve);
      void ended.then(() => resolve(null));
    }),
    isRunning: () => isRunning,
    stop: (signal) => isRunning && child.kill(signal),
  };
};

const POLL_MS = 50;

/** Waits until an address answers, whatever it answers; false when the program ended first. */
export const answers = async (url, program) => {
  while (program.isRunning()) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
    await response?.body?.cancel();
    if (response) return program.isRunning();
    await sleep(POLL_MS);
  }
  return false;
};

/** Whether a program could listen there now. */
export const isFree = (port, host) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code !== 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
