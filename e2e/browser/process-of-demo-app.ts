import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string =>
  fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** Nearly free when nothing changed; types are the type check's business. */
const compile = (): Promise<void> =>
  new Promise((resolve) => {
    const compiler = path('node_modules/typescript/bin/tsc');
    execFile(process.execPath, [compiler, '-b', path('examples/demo-app')], () => resolve());
  });

export interface DemoAppProcess {
  /** Resolves when it has said these words. */
  said(words: string): Promise<void>;
  stop(): Promise<void>;
}

/** The demo app as `npm start` runs it: compiled, a process of its own, told everything by its environment. */
export const startDemoApp = async (
  environment: Readonly<Record<string, string>>,
): Promise<DemoAppProcess> => {
  await compile();
  const child = spawn(process.execPath, [path('examples/demo-app/dist/main.js')], {
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const said = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => output.includes(words) && resolve();
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`the demo app ended without “${words}”: ${output}`)));
      look();
    });
  await said('demo app ready');
  return {
    said,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};
