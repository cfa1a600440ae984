import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run on the sources: nothing has to be built first, and a failure points at the real line.
    alias: {
      '@carport/catalog': source('packages/catalog/src/index.ts'),
      '@carport/simulator': source('packages/simulator/src/index.ts'),
    },
  },
  test: {
    include: [
      'packages/*/test/**/*.test.{ts,tsx}',
      'examples/*/test/**/*.test.{ts,tsx}',
      'scripts/test/**/*.test.mjs',
      'bench/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['packages/server/test/support/global-setup.ts'],
    // Most files wait for a database or a socket, so two workers pay even on two cores.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Tests of whole processes share CI's few cores with browsers and databases; a real failure fails three times.
    retry: process.env.CI ? 2 : 0,
    restoreMocks: true,
  },
});
