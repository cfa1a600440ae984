import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { compileServer } from '../packages/server/test/support/compiled.js';
import { slopeOf } from './endurance/memory.js';
import { soak } from './endurance/soak.js';

/*
 * Short in CI, with every fault once. `npm run soak -- --minutes 30` has one a minute.
 */
const MINUTES = Number(process.env.CARPORT_SOAK_MINUTES ?? 0);
const SEED = Number(process.env.CARPORT_SOAK_SEED ?? Date.now() % 2 ** 31);
const size =
  MINUTES > 0 ? { rounds: MINUTES, secondsOfARound: 60 } : { rounds: 3, secondsOfARound: 10 };

vi.setConfig({ testTimeout: 300_000 + MINUTES * 120_000 });

beforeAll(compileServer);

test(`${size.rounds} faults of server, database and receiver under half load lose nothing (seed ${SEED})`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carport-soak-'));
  // PostgreSQL may have to run as another user, who must be able to enter.
  await chmod(folder, 0o711);
  try {
    await soak({ seed: SEED, ...size, folder, say: (line) => console.info(line) });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
});

test('a slope is what is gained from one sample to the next', () => {
  expect(slopeOf([100, 110, 120, 130])).toBeCloseTo(10);
  expect(slopeOf([100, 90, 110, 100, 100])).toBeCloseTo(1);
  expect(slopeOf([100])).toBe(0);
});
