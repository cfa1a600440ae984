import { InvalidArgumentError } from 'commander';

/** For options that are numbers from `least` to `most`. */
export const numberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    }
    return value;
  };
