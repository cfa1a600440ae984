import {
  type CommandRow,
  commandRow,
  type Permission,
  type Powertrain,
  type SignalCode,
  signalRow,
} from '@carport/catalog';
import { Compile } from 'typebox/compile';
import type { VehicleAccess } from '../access/access.js';
import type { CommandCall } from '../oem/contract.js';
import { fault } from '../platform/fault.js';

/** Each asserts one thing and throws the fault that says what is missing. */

const demandPermission = (access: VehicleAccess, permission: Permission): void => {
  if (!access.permissions.has(permission)) throw fault('PERMISSION', null);
};

const demandPowertrain = (access: VehicleAccess, powertrains: readonly Powertrain[]): void => {
  if (!powertrains.includes(access.vehicle.powertrain)) {
    throw fault('COMPATIBILITY', 'VEHICLE_NOT_CAPABLE');
  }
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
  demandPowertrain(access, row.powertrains);
};

export const demandCommand = (access: VehicleAccess, call: CommandCall): void => {
  const row = commandRow(call.id);
  demandPermission(access, row.permission);
  demandPowertrain(access, row.powertrains);
  demandParameters(row, call.parameters);
};
