import { expect, test } from 'vitest';
import { createPrograms } from '../steps/programs.mjs';

const STEADY = 'scripts/test/programs/steady.mjs';
const FAILING = 'scripts/test/programs/failing.mjs';

const together = () => {
  const said = [];
  return { said, programs: createPrograms((line) => said.push(line)) };
};

test('all stop when a person asks, and that is a success', async () => {
  const { said, programs } = together();
  const first = programs.launch('First', STEADY, [], {});
  const second = programs.launch('Second', STEADY, [], {});
  await Promise.all([first.message, second.message]);
  expect(programs.areStopping()).toBe(false);
  programs.stop();
  expect(programs.areStopping()).toBe(true);
  expect(await programs.end()).toBe(0);
  expect(said).toEqual(['\nStopping', 'Stopped.']);
});

test('one that ends by itself takes the others with it, and that is a failure', async () => {
  const { said, programs } = together();
  const steady = programs.launch('Steady', STEADY, [], {});
  await steady.message;
  programs.launch('Failing', FAILING, [], {});
  expect(await programs.end()).toBe(1);
  expect(said).toEqual(['Failing ended unexpectedly (exit code 3).']);
  expect(steady.isRunning()).toBe(false);
});

test('a Ctrl-C that arrives twice, from the terminal and through npm, is one', async () => {
  const { said, programs } = together();
  await programs.launch('Steady', STEADY, [], {}).message;
  programs.stop();
  programs.stop();
  expect(await programs.end()).toBe(0);
  expect(said.filter((line) => line.includes('Stopping'))).toHaveLength(1);
});
