import { ConfigError, readConfig } from './config.js';
import { type Demo, startDemo } from './demo.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const start = async (): Promise<Demo | undefined> => {
  try {
    const config = readConfig(process.env);
    const demo = await startDemo(config, {
      now: Date.now,
      log: (line) => say(`demo app: ${line}`),
    });
    say(`demo app ready on http://localhost:${config.port}`);
    return demo;
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!(error instanceof ConfigError) && !inUse) throw error;
    process.stderr.write(`demo app: ${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }
};

const starting = start();
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    // Asked twice is asked urgently.
    if (stopping) process.exit(1);
    stopping = true;
    const demo = await starting;
    await demo?.stop();
    process.exit();
  });
}
