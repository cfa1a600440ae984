import { describe, expect, test } from 'vitest';
import { createWorkLoop, type Work } from '../../src/platform/work-loop.js';
import { silentLog } from '../support/log.js';

const loopOver = (work: Partial<Work<string>>) =>
  createWorkLoop<string>({
    ...{ slots: 2, drainMs: 1_000, log: silentLog },
    claim: async () => [],
    run: async () => undefined,
    pause: async () => 60_000,
    ...work,
  });

/** Hands jobs out in order, no more than asked for. */
const queueOf = (...jobs: string[]) => ({
  jobs,
  claim: async (free: number) => jobs.splice(0, free),
});

describe('a tick', () => {
  test('works until nothing is due and nothing is under way', async () => {
    const done: string[] = [];
    const loop = loopOver({
      ...queueOf('a', 'b', 'c', 'd', 'e'),
      run: async (job) => void done.push(job),
    });
    expect(await loop.tick()).toBe(5);
    expect(done.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('never has more jobs under way than slots', async () => {
    let underWay = 0;
    let most = 0;
    const loop = loopOver({
      ...queueOf('a', 'b', 'c', 'd', 'e'),
      run: async () => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay--;
      },
    });
    await loop.tick();
    expect(most).toBe(2);
  });

  test('looks again when a job ended during a claim that came back empty', async () => {
    // The claim could take nothing because of the job that was under way while it ran.
    const queue = queueOf('first', 'second');
    let busy = false;
    const claim = async () => {
      const full = busy;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return full ? [] : queue.jobs.splice(0, 1);
    };
    const run = async () => {
      busy = true;
      await new Promise((resolve) => setTimeout(resolve, 1));
      busy = false;
    };
    expect(await loopOver({ claim, run }).tick()).toBe(2);
  });

  test('survives a job that fails', async () => {
    const loop = loopOver({
      ...queueOf('a', 'b', 'c'),
      run: async (job) => {
        if (job === 'a') throw new Error('broken');
      },
    });
    expect(await loop.tick()).toBe(3);
  });
});

describe('a loop', () => {
  test('looks at once when woken', async () => {
    const queue = queueOf();
    let told = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      told = resolve;
    });
    const loop = loopOver({ claim: queue.claim, run: async () => told() });
    loop.start();
    queue.jobs.push('late');
    loop.wake();
    await done;
    await loop.stop();
  });

  test('looks by itself after its pause, also after a claim that failed', async () => {
    const looks = [new Error('no database')];
    let told = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      told = resolve;
    });
    const loop = loopOver({
      claim: async () => {
        const error = looks.shift();
        if (error) throw error;
        return ['job'];
      },
      run: async () => told(),
      pause: async () => 1,
    });
    loop.start();
    await done;
    await loop.stop();
  });

  test('claims nothing more once it stops, and lets jobs end', async () => {
    let end = (): void => undefined;
    let ended = false;
    const queue = queueOf('a');
    const loop = loopOver({
      claim: queue.claim,
      run: async () => {
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        ended = true;
      },
    });
    const ticking = loop.tick();
    await new Promise((resolve) => setImmediate(resolve));
    const stopping = loop.stop();
    queue.jobs.push('b');
    end();
    await Promise.all([ticking, stopping]);
    expect(ended).toBe(true);
    expect(queue.jobs).toEqual(['b']);
  });

  test('interrupts jobs that do not end in time', async () => {
    const loop = loopOver({
      ...queueOf('a'),
      drainMs: 1,
      run: (_job, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    const ticking = loop.tick();
    await new Promise((resolve) => setImmediate(resolve));
    await loop.stop();
    expect(await ticking).toBe(1);
  });
});
