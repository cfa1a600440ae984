import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepLog } from './logs.mjs';
import { answers, isFree } from './processes.mjs';
import { createPrograms } from './programs.mjs';
import { ROOT } from './run.mjs';
import { bold, dim, pairs, Refusal, runMain, say } from './terminal.mjs';
import { build, install } from './workspace.mjs';

const DEMO_APP_HOST = '127.0.0.1';

const main = async () => {
  process.chdir(ROOT);
  const serverArgs = ['--demo', ...process.argv.slice(2)];

  await install();
  await build(['packages/server', 'packages/cli', 'examples/demo-app']);
  const config = await readConfig(serverArgs);
  await requireFree(config.port, config.host, '--port');
  if (config.demoApp) await requireFree(config.demoAppPort, DEMO_APP_HOST, '--demo-app-port');

  const programs = createPrograms(say);
  process.on('SIGINT', programs.stop);
  process.on('SIGTERM', programs.stop);
  process.on('SIGHUP', programs.stop);
  whenNpmIsGone(programs.stop);
  // A terminal that was closed takes no more words; the programs still have to be stopped.
  process.stdout.on('error', () => undefined);

  say(`${dim('›')} Starting the server`);
  const server = programs.launch('The server', 'packages/server/dist/main.js', serverArgs, {});
  keepLog(server.output, join(config.dataDir, 'server.log'));
  const ready = await server.message;
  if (!ready) return programs.end();

  if (config.demoApp && ready.demo && !programs.areStopping()) {
    say(`${dim('›')} Starting the demo app`);
    const demoApp = programs.launch('The demo app', 'examples/demo-app/dist/main.js', [], {
      ...ready.demo.environment,
      HOST: DEMO_APP_HOST,
      PORT: String(config.demoAppPort),
      DEMO_DATA_DIR: join(config.dataDir, 'demo-app'),
    });
    keepLog(demoApp.output, join(config.dataDir, 'demo-app.log'), () => undefined);
    await answers(`http://${DEMO_APP_HOST}:${config.demoAppPort}/`, demoApp);
  }
  if (!programs.areStopping()) welcome(ready, config);
  return programs.end();
};

const LOOK_EVERY_MS = 500;

/** A kill -9 of npm passes nothing on; whoever started this with npm would not find it again. */
const whenNpmIsGone = (act) => {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, LOOK_EVERY_MS);
  watch.unref();
};

const readConfig = async (args) => {
  const compiled = pathToFileURL(join(ROOT, 'packages/server/dist/config.js')).href;
  const { loadConfig } = await import(compiled);
  if (args.includes('--help')) say('npm start -- [options]\n');
  return loadConfig(args, process.env);
};

const requireFree = async (port, host, option) => {
  if (await isFree(port, host)) return;
  throw new Refusal(
    `port ${port} is in use; stop what uses it, or choose another: npm start -- ${option} N`,
  );
};

const welcome = ({ url, demo }, config) => {
  const shown = (path) => relative(ROOT, path).replace(/^\.\..*/, path) || '.';
  say();
  say(bold('Carport is running'));
  say(
    pairs([
      ['Start here', url],
      ...(config.demoApp ? [['Demo app', `http://localhost:${config.demoAppPort}`]] : []),
      ['API reference', `${url}/docs`],
      ['Data and logs', shown(config.dataDir)],
    ]),
  );
  if (demo) {
    say();
    say(bold('Demo application'));
    say(pairs(Object.entries(demo.environment).filter(([name]) => !name.endsWith('_ORIGIN'))));
    say();
    say(`Turn your own app to it:  ${bold(`source ${shown(demo.file)}`)}`);
  }
  say('Ctrl-C stops everything.');
};

await runMain(main);
