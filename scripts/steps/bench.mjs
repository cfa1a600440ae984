import { runTool } from './run.mjs';
import { runMain } from './terminal.mjs';
import { build, install } from './workspace.mjs';

const main = async () => {
  await install();
  await build(['bench']);
  return runTool('../bench/dist/main.js', process.argv.slice(2));
};

await runMain(main);
