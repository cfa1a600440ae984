import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const node = async (...args) => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, output, errors };
};

test.each([
  ['18.20.0', 1],
  ['20.18.9', 1],
  ['20.19.0', 0],
  ['24.0.0', 0],
])('Node.js %s leads to exit code %i', async (version, code) => {
  const check = pathToFileURL(path('../check-node.mjs')).href;
  const script = `
    Object.defineProperty(process.versions, 'node', { value: '${version}' });
    await import('${check}');
  `;
  const ran = await node('--input-type=module', '--eval', script);
  expect(ran.code).toBe(code);
  const message = `Carport needs Node.js 20.19 or newer; this is ${version}.\n`;
  expect(ran.errors).toBe(code === 0 ? '' : message);
});

test('--help lists the options and starts nothing', async () => {
  const { code, output } = await node(path('../start.mjs'), '--help');
  expect(code).toBe(0);
  expect(output).toContain('--no-demo-app');
  expect(output).toContain('--port N  (CARPORT_PORT)');
  expect(output).not.toContain('Starting');
});

test('an option that does not exist is named', async () => {
  const { code, errors } = await node(path('../start.mjs'), '--prot', '1');
  expect(code).not.toBe(0);
  expect(errors).toContain('unknown option --prot');
});

test('a port in use is one line that says what to do', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address();
  const { code, output, errors } = await node(path('../start.mjs'), `--port=${port}`);
  holder.close();
  expect(code).toBe(1);
  expect(errors).toBe(
    `carport: port ${port} is in use; stop what uses it, or choose another: npm start -- --port N\n`,
  );
  expect(output).not.toContain('Starting');
});
