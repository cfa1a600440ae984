import {
  findConnectTriggerByVin,
  findErrorTriggerByVin,
  findMake,
  isSimulatedVin,
  MAKES,
  type MakeRow,
} from '@carport/catalog';

const VIN = /^[A-Z0-9]{17}$/;
const DOCUMENTED = /^0SC([A-Z]+)/;

/** Letters that stand for a make in a documented test VIN where they are not the make's own name. */
const SHORT_NAMES: Readonly<Record<string, string>> = { LR: 'LAND_ROVER' };

/** Seventeen letters and digits; test VINs use letters that real ones do not. */
export const isVin = (text: string): boolean => VIN.test(text);

/** No real car has this VIN: one of the documented test accounts (`0SCAUDI037A5ADB1C`) or a simulated car. */
export const isTestVin = (vin: string): boolean => DOCUMENTED.test(vin) || isSimulatedVin(vin);

/** It looks like a documented test VIN, but no documented account has it. */
export const isMadeUpTestVin = (vin: string): boolean =>
  DOCUMENTED.test(vin) &&
  findErrorTriggerByVin(vin) === undefined &&
  findConnectTriggerByVin(vin) === undefined;

/** The make that a VIN names, as far as the catalogue can tell. */
export const makeOfVin = (vin: string): MakeRow | undefined => {
  const letters = DOCUMENTED.exec(vin)?.[1];
  return letters === undefined
    ? MAKES.find(({ wmi }) => vin.startsWith(wmi))
    : findMake(SHORT_NAMES[letters] ?? letters);
};
