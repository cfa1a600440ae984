import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { startFakeCarport } from './support/fake-carport.js';
import { environment, freePort, onCleanUp } from './support/harness.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/package.json');

/** Nearly free when nothing changed. */
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      const tsc = compiler.replace('package.json', 'bin/tsc');
      execFile(process.execPath, [tsc, '-b', here('..')], () => resolve());
    }),
);

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly until: (words: string) => Promise<void>;
  readonly end: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const run = (env: Record<string, string>): Run => {
  const child = spawn(process.execPath, [here('../dist/main.js')], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const end = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  onCleanUp(async () => {
    child.kill('SIGKILL');
    await end;
  });
  const until = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (said.includes(words)) resolve();
      };
      child.stdout?.on('data', look);
      void end.then(() => reject(new Error(`ended without “${words}”: ${said}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return { child, said: () => said, until, end };
};

const started = async (): Promise<Run & { port: number }> => {
  const carport = await startFakeCarport();
  onCleanUp(() => carport.stop());
  const port = await freePort();
  const demo = run(environment(carport.url, port));
  await demo.until('demo app ready on');
  return { ...demo, port };
};

describe('the process', () => {
  it('says where it is', async () => {
    const { said, port, until } = await started();
    expect(said()).toMatch(new RegExp(`^demo app ready on http://localhost:${port}$`, 'm'));
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await until('webhook registered and verified');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const { child, end } = await started();
    child.kill(signal);
    expect(await end).toEqual({ code: 0, signal: null });
  });

  it('starts before the platform, and waits', async () => {
    const port = await freePort();
    const demo = run(environment(`http://127.0.0.1:${await freePort()}`, port));
    await demo.until('webhook not registered yet: Nobody answers');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    demo.child.kill('SIGTERM');
    expect((await demo.end).code).toBe(0);
  });

  it('explains what is missing and gives up', async () => {
    const demo = run({});
    expect((await demo.end).code).toBe(1);
    expect(demo.said()).toContain('source .carport/demo.env');
    expect(demo.said()).not.toContain('    at ');
  });

  it('explains a port that is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    onCleanUp(async () => other.close());
    const demo = run(environment('http://127.0.0.1:1', port));
    expect((await demo.end).code).toBe(1);
    expect(demo.said()).toContain(`EADDRINUSE`);
    expect(demo.said()).not.toContain('    at ');
  });
});
