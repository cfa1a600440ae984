import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { answers, isFree, launch } from '../steps/processes.mjs';

const STEADY = 'scripts/test/programs/steady.mjs';
const FAILING = 'scripts/test/programs/failing.mjs';

let server;
afterEach(() => {
  server?.close();
  server = undefined;
});

const listening = async () => {
  server = createServer((_request, response) => response.writeHead(404).end('no'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};

test('a program gets its arguments and environment, tells when it is ready, and stops', async () => {
  const program = launch(STEADY, ['--a', 'b'], { ...process.env, GREETING: 'hello' });
  const output = text(program.output);
  expect(await program.message).toMatchObject({ greeting: 'hello', args: ['--a', 'b'] });
  expect(program.isRunning()).toBe(true);
  program.stop('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.isRunning()).toBe(false);
  expect(await output).toBe('stopped as asked\n');
});

test('a program that ends first has no message', async () => {
  const program = launch(FAILING, [], process.env);
  const output = text(program.output);
  expect(await program.message).toBeNull();
  expect(await program.ended).toBe(3);
  expect(await output).toBe('something is wrong\n');
});

test('a program ends when its launcher was killed outright', async () => {
  const path = fileURLToPath(new URL('programs/launcher.mjs', import.meta.url));
  const launcher = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(launcher.stdout, 'data');
  const pid = Number(String(line));
  expect(() => process.kill(pid, 0)).not.toThrow();
  launcher.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
});

test('any answer of an address counts, and none does once the program is gone', async () => {
  const url = `http://127.0.0.1:${await listening()}/`;
  expect(await answers(url, { isRunning: () => true })).toBe(true);
  expect(await answers(url, { isRunning: () => false })).toBe(false);
});

test('a port is free until somebody listens on it', async () => {
  const port = await listening();
  expect(await isFree(port, '127.0.0.1')).toBe(false);
  const closed = once(server, 'close');
  server.close();
  await closed;
  expect(await isFree(port, '127.0.0.1')).toBe(true);
});
