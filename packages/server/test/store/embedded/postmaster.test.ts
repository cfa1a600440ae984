import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { startPostmaster } from '../../../src/store/embedded/postmaster.js';

const LONGER_THAN_A_FAILURE_MS = 500;

/** A busy machine: closing the log takes longer than PostgreSQL takes to fail. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...file) => {
    const handle = await real.open(...file);
    const close = handle.close.bind(handle);
    handle.close = () => sleep(LONGER_THAN_A_FAILURE_MS).then(close);
    return handle;
  };
  return { ...real, open };
});

test('a PostgreSQL that fails at once is heard of, however busy the machine is', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'carport-postmaster-'));
  const postmaster = await startPostmaster({
    ...{ dir, clusterFolder: join(dir, 'cluster'), durable: false },
    binaries: { initdb: 'false', postgres: 'false', major: '17' },
    account: {
      ids: null,
      command: (program, args) => ({ program, args, options: { env: { PATH: '/usr/bin:/bin' } } }),
    },
  });
  expect(await postmaster.ended).toBe('');
  await rm(dir, { recursive: true });
});
