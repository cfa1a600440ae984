/*
 * Vehicle identification numbers: 17 characters without I, O and Q. The first three name the
 * manufacturer, the ninth is a check digit, the tenth the model year.
 */

const LENGTH = 17;
const CHECK_POSITION = 8;
const VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const YEAR_LETTERS = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const FIRST_YEAR = 1980;
const LETTERS_AND_DIGITS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const SHAPE = /^[A-HJ-NPR-Z0-9]{17}$/;

/** Plant and first serial character of every simulated car; see `isSimulatedVin`. */
const SIMULATED_MARK = 'CP';
const MARK_POSITION = 10;

/** The check digit that belongs in the ninth place, 0 to 9 or X; what stands there now does not matter. */
export const vinCheckDigit = (vin: string): string => {
  let sum = 0;
  for (let at = 0; at < LENGTH; at++) {
    sum += (VALUES.indexOf(vin.charAt(at)) % 10) * (WEIGHTS[at] as number);
  }
  const remainder = sum % 11;
  return remainder === 10 ? 'X' : String(remainder);
};

/** Whether 17 characters could be a VIN at all. European makes leave the check digit out, so it is not looked at. */
export const isVinShaped = (vin: string): boolean => SHAPE.test(vin);

/** Whether a VIN has the right shape and the right check digit. */
export const hasValidCheckDigit = (vin: string): boolean =>
  isVinShaped(vin) && vin.charAt(CHECK_POSITION) === vinCheckDigit(vin);

/** The character that stands for a model year; the code repeats every thirty years. */
export const modelYearCode = (year: number): string => {
  const cycle = YEAR_LETTERS.length;
  const index = (((year - FIRST_YEAR) % cycle) + cycle) % cycle;
  return YEAR_LETTERS.charAt(index);
};

/**
 * A VIN for a simulated car, with a valid check digit and the same for the same bytes.
 * `seed` needs ten bytes; missing ones count as zero.
 */
export const makeVin = (car: { wmi: string; year: number; seed: Uint8Array }): string => {
  const byte = (at: number): number => car.seed[at] ?? 0;
  const letter = (at: number): string =>
    LETTERS_AND_DIGITS.charAt(byte(at) % LETTERS_AND_DIGITS.length);
  const digit = (at: number): string => String(byte(at) % 10);
  const model = [0, 1, 2, 3, 4].map(letter).join('');
  const serial = [5, 6, 7, 8, 9].map(digit).join('');
  const unchecked = `${car.wmi}${model}0${modelYearCode(car.year)}${SIMULATED_MARK}${serial}`;
  return (
    unchecked.slice(0, CHECK_POSITION) +
    vinCheckDigit(unchecked) +
    unchecked.slice(CHECK_POSITION + 1)
  );
};

/** Whether a VIN was made by `makeVin`, as far as one can tell from the number. */
export const isSimulatedVin = (vin: string): boolean =>
  hasValidCheckDigit(vin) && vin.startsWith(SIMULATED_MARK, MARK_POSITION);
