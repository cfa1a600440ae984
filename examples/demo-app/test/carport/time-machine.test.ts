import { describe, expect, it, vi } from 'vitest';
import { type CarState, type Position, UNREAD } from '../../src/car/state.js';
import type { WatchKey } from '../../src/car/watch.js';
import { createTimeMachine, isLeap } from '../../src/carport/time-machine.js';
import { AppError } from '../../src/smartcar/problem.js';

const KEY: WatchKey = {
  garageId: 'g',
  owned: {
    car: { id: 'car', userId: 'anna', make: '', model: '', year: null },
    account: {
      userId: 'anna',
      mode: 'simulated',
      tokens: { accessToken: '', refreshToken: '', expiresAt: 0 },
    },
  },
};

const at = (latitude: number): Position => ({ latitude, longitude: 0 });
const HOME = at(40);

/** A car whose place depends on how far its time was moved. */
const machineFor = (placeAfter: (minutes: number) => Position | null, isMoving = false) => {
  let minutes = 0;
  const advance = vi.fn(async (_car: string, _user: string, seconds: number) => {
    minutes += seconds / 60;
  });
  const read = async (): Promise<CarState> => ({
    ...UNREAD,
    location: { value: placeAfter(minutes), recordedAt: null, problem: null },
  });
  const machine = createTimeMachine({ advance, read, isMoving: () => isMoving });
  return { machine, advance, minutes: () => minutes };
};

describe('a leap', () => {
  it.each([
    ['minute', 1],
    ['half-hour', 30],
    ['two-hours', 120],
  ] as const)('of a %s is %d minutes', async (leap, expected) => {
    const { machine, minutes } = machineFor(() => HOME);
    expect(await machine.leap(KEY, leap)).toBe(true);
    expect(minutes()).toBe(expected);
  });

  it('names the car and its owner', async () => {
    const { machine, advance } = machineFor(() => HOME);
    await machine.leap(KEY, 'minute');
    expect(advance).toHaveBeenCalledExactlyOnceWith('car', 'anna', 60);
  });

  it('to the next drive ends when the car has set out', async () => {
    const leavesAt = 13 * 60;
    const { machine, minutes } = machineFor((now) => at(now > leavesAt ? 40 + now / 1000 : 40));
    expect(await machine.leap(KEY, 'next-drive')).toBe(true);
    expect(minutes()).toBe(leavesAt + 5);
  });

  it('to the next drive lets the present one end first', async () => {
    const { machine, minutes } = machineFor(
      (now) => (now < 20 ? at(40 + now / 1000) : at(now > 500 ? 41 + now / 1000 : 40.02)),
      true,
    );
    expect(await machine.leap(KEY, 'next-drive')).toBe(true);
    expect(minutes()).toBe(505);
  });

  it('to the next drive gives up after a day and a bit', async () => {
    const { machine, minutes } = machineFor(() => HOME);
    expect(await machine.leap(KEY, 'next-drive')).toBe(false);
    expect(minutes()).toBe(30 * 60);
  });

  it('to the next drive does not take an unknown place for a drive', async () => {
    const { machine } = machineFor((now) => (now % 10 === 0 ? HOME : null));
    expect(await machine.leap(KEY, 'next-drive')).toBe(false);
  });

  it('waits for no other: a second one is refused, a later one is not', async () => {
    const { machine } = machineFor(() => HOME);
    const first = machine.leap(KEY, 'half-hour');
    await expect(machine.leap(KEY, 'minute')).rejects.toBeInstanceOf(AppError);
    await first;
    expect(await machine.leap(KEY, 'minute')).toBe(true);
  });

  it('that fails leaves the way free', async () => {
    const { machine, advance } = machineFor(() => HOME);
    advance.mockRejectedValueOnce(new Error('down'));
    await expect(machine.leap(KEY, 'minute')).rejects.toThrow('down');
    expect(await machine.leap(KEY, 'minute')).toBe(true);
  });

  it.each(['minute', 'next-drive'])('can be %s', (name) => {
    expect(isLeap(name)).toBe(true);
  });

  it.each(['year', 'toString', '', undefined, 7])('cannot be %s', (name) => {
    expect(isLeap(name)).toBe(false);
  });
});
