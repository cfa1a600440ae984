import {
  type CommandRow,
  commandRow,
  type Permission,
  type Powertrain,
  type SignalCode,
  signalRow,
} from '@carport/catalog';
import { Compile } from 'typebox/compile';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import { commandRefusal, signalRefusal } from '../access/capability.js';
import type { CommandCall } from '../oem/contract.js';
import { type Fault, fault } from '../platform/fault.js';

/** Each asserts one thing and throws the fault that says what is missing. */

const demandPermission = (access: VehicleAccess, permission: Permission): void => {
  if (!access.permissions.has(permission)) throw fault('PERMISSION', null);
};

export const demandPowertrain = (
  { powertrain }: Pick<Vehicle, 'powertrain'>,
  powertrains: readonly Powertrain[],
): void => {
  if (!powertrains.includes(powertrain)) {
    throw fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
  }
};

const demandCapability = (refusal: Fault | undefined): void => {
  if (refusal) throw refusal;
};

type Validator = { Check(value: unknown): boolean };
const validators = new Map<CommandRow, Validator>();

const demandParameters = (row: CommandRow, parameters: CommandCall['parameters']): void => {
  if (!row.parameters) return;
  const validator = validators.get(row) ?? Compile(row.parameters);
  validators.set(row, validator);
  if (!validator.Check(parameters)) throw fault('VALIDATION', null);
};

export const demandSignal = (access: VehicleAccess, code: SignalCode): void => {
  const row = signalRow(code);
  demandPermission(access, row.permission);
  demandCapability(signalRefusal(access.vehicle, row));
};

export const demandCommand = (access: VehicleAccess, call: CommandCall): void => {
  const row = commandRow(call.id);
  demandPermission(access, row.permission);
  demandCapability(commandRefusal(access.vehicle, row));
  demandParameters(row, call.parameters);
};
