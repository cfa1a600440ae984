const style = (code) => (text) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = style(1);
export const dim = style(2);
export const red = style(31);

export const say = (line = '') => process.stdout.write(`${line}\n`);

/** Says what is being done, and how long it took when it took a while. */
export const step = async (what, work) => {
  say(`${dim('›')} ${what}`);
  const begin = performance.now();
  const result = await work();
  const seconds = (performance.now() - begin) / 1000;
  if (seconds >= 1) say(dim(`  ${seconds.toFixed(1)} s`));
  return result;
};

/** Aligned name and value pairs. */
export const pairs = (entries) => {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `  ${dim(name.padEnd(width))}  ${value}`).join('\n');
};

/** Something that the person in front of the terminal can act on; it is shown without a stack. */
export class Refusal extends Error {}

/** Runs a script's main function; a refusal becomes one line and exit code 1. */
export const runMain = async (main) => {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${red('carport:')} ${error.message}\n`);
    process.exitCode = 1;
  }
};
