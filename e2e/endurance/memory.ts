import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident memory of a process, in megabytes. */
export const residentMegabytes = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round(Number(stdout.trim()) / 1_024);
};

/** By how much the samples grow from one to the next, after the least squares. */
export const slopeOf = (samples: readonly number[]): number => {
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
  const covariance = samples.reduce((sum, one, at) => sum + (at - middle) * (one - mean), 0);
  const variance = samples.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return variance === 0 ? 0 : covariance / variance;
};
