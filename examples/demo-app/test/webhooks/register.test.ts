import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KnownWebhook, Management } from '../../src/carport/management.js';
import { ensureWebhook, registerWebhook } from '../../src/webhooks/register.js';

const HERE = 'http://localhost:4001/webhooks';

const managementWith = (webhooks: KnownWebhook[]) => ({
  listWebhooks: vi.fn(async () => webhooks),
  createWebhook: vi.fn<Management['createWebhook']>(async () => 'made'),
  moveWebhook: vi.fn(async () => undefined),
  verifyWebhook: vi.fn(async () => undefined),
  advance: vi.fn(async () => undefined),
});

describe('setting the webhook up', () => {
  it('makes it and has it verified', async () => {
    const management = managementWith([]);
    await ensureWebhook(management, HERE);
    const [definition] = management.createWebhook.mock.calls[0] ?? [];
    expect(definition).toMatchObject({
      name: 'Demo app',
      callbackUri: HERE,
      autoSubscribe: true,
      isEnabled: true,
    });
    expect(definition?.data).toEqual(expect.arrayContaining([...(definition?.triggers ?? [])]));
    expect(management.verifyWebhook).toHaveBeenCalledExactlyOnceWith('made');
  });

  it('leaves one that is there, but for verifying it', async () => {
    const management = managementWith([{ id: 'known', name: 'Demo app', callbackUri: HERE }]);
    await ensureWebhook(management, HERE);
    expect(management.createWebhook).not.toHaveBeenCalled();
    expect(management.moveWebhook).not.toHaveBeenCalled();
    expect(management.verifyWebhook).toHaveBeenCalledExactlyOnceWith('known');
  });

  it('moves it along when the app has moved', async () => {
    const management = managementWith([
      { id: 'known', name: 'Demo app', callbackUri: 'http://localhost:5001/webhooks' },
    ]);
    await ensureWebhook(management, HERE);
    expect(management.moveWebhook).toHaveBeenCalledExactlyOnceWith('known', HERE);
    expect(management.createWebhook).not.toHaveBeenCalled();
  });

  it('does not touch webhooks of other names', async () => {
    const management = managementWith([{ id: 'theirs', name: 'Billing', callbackUri: HERE }]);
    await ensureWebhook(management, HERE);
    expect(management.createWebhook).toHaveBeenCalledOnce();
    expect(management.verifyWebhook).toHaveBeenCalledExactlyOnceWith('made');
  });
});

describe('registering while the platform is not up yet', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps trying, ever more slowly, and then listens', async () => {
    const attempt = vi.fn(async () => undefined);
    for (let failure = 0; failure < 10; failure += 1)
      attempt.mockRejectedValueOnce(new Error('no'));
    const registration = registerWebhook(attempt, () => undefined);
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000);
    expect(attempt).toHaveBeenCalledTimes(4);
    expect(registration.status()).toEqual({ state: 'waiting', reason: 'no' });
    await vi.advanceTimersByTimeAsync(4000 + 8000 + 5 * 15_000);
    expect(attempt).toHaveBeenCalledTimes(11);
    expect(registration.status()).toEqual({ state: 'listening' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempt).toHaveBeenCalledTimes(11);
  });

  it('complains once about the same thing', async () => {
    const attempt = vi.fn(async () => undefined);
    for (const reason of ['no', 'no', 'no', 'wrong secret', 'wrong secret']) {
      attempt.mockRejectedValueOnce(new Error(reason));
    }
    const lines: string[] = [];
    registerWebhook(attempt, (line) => lines.push(line));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toEqual([
      'webhook not registered yet: no',
      'webhook not registered yet: wrong secret',
      'webhook registered and verified',
    ]);
  });

  it('stops when the app does', async () => {
    const attempt = vi.fn(() => Promise.reject(new Error('no')));
    const registration = registerWebhook(attempt, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    registration.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempt).toHaveBeenCalledOnce();
  });
});
