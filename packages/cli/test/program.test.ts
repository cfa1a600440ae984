import { expect, test } from 'vitest';
import { session } from './around.js';

const TOKEN = { CARPORT_MANAGEMENT_TOKEN: 't' };

test('help says what there is, with examples', async () => {
  const { run, out } = session();
  expect(await run('--help')).toBe(0);
  for (const command of ['listen', 'trigger', 'logs', 'replay', 'verify', 'webhooks']) {
    expect(out.join('\n')).toContain(command);
  }
  expect(out.join('\n')).toContain('carport listen --forward-to');
});

test.each(['listen', 'trigger', 'logs', 'replay', 'verify'])(
  'carport %s --help has examples',
  async (name) => {
    const { run, out } = session();
    expect(await run(name, '--help')).toBe(0);
    expect(out.join('\n')).toMatch(/Examples:\n {2}carport /);
  },
);

test('a mistyped command line ends with 2 and a suggestion', async () => {
  const { run, aside } = session(TOKEN);
  expect(await run('trigge')).toBe(2);
  expect(aside.join('\n')).toContain('Did you mean trigger?');
  expect(await run('logs', '--limit', 'many')).toBe(2);
  expect(await run('trigger', 'eaten-by-dog')).toBe(2);
  expect(await run('trigger', 'locked', '--param', 'nonsense')).toBe(2);
});

test('events are listed without a server', async () => {
  const { run, out } = session({ CARPORT_DATA_DIR: '/nowhere' });
  expect(await run('trigger')).toBe(0);
  expect(out.join('\n')).toMatch(/charging-session .*cable/);
  const asJson = session({ CARPORT_DATA_DIR: '/nowhere' });
  expect(await asJson.run('trigger', '--json')).toBe(0);
  expect(JSON.parse(asJson.out[0] ?? '')).toHaveProperty('id');
});

test('a server that does not answer ends with 3 and what to do', async () => {
  const { run, aside } = session(TOKEN);
  expect(await run('--url', 'http://127.0.0.1:1', 'webhooks')).toBe(3);
  expect(aside.join('\n')).toContain('Carport does not answer at http://127.0.0.1:1');
  expect(aside.join('\n')).toContain('npm start');
});

test('colours are for terminals, and NO_COLOR is obeyed', async () => {
  const code = '\u001b[';
  const coloured = session({}, { tty: true });
  await coloured.run('webhooks');
  expect(coloured.aside.join()).toContain(code);
  const plain = session({ NO_COLOR: '1' }, { tty: true });
  await plain.run('webhooks');
  expect(plain.aside.join()).not.toContain(code);
  const piped = session();
  await piped.run('webhooks');
  expect(piped.aside.join()).not.toContain(code);
});
