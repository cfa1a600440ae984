import { commandCapabilityOf, signalCapabilityOf } from '../capabilities.js';
import { V3_COMMANDS, type V3CommandRow } from '../commands.js';
import type { Permission } from '../permissions.js';
import { SIGNALS, type SignalRow } from '../signals.js';
import type { Powertrain, Region } from '../vocabulary.js';
import type { CompatibleModel } from './model.js';
import { compatibleModels, type RegionalModel } from './models.js';

/** A signal or command that a model has. */
export interface ModelCapability {
  readonly type: 'signal' | 'command';
  readonly code: string;
  readonly name: string;
  readonly group: string;
  readonly capability: string;
  readonly permission: Permission;
}

/** One row of `GET /v3/compatible-vehicles`. */
export interface CompatibleVehicle {
  /** Made from region, make, model and powertrain; the same each time. */
  readonly id: string;
  readonly type: 'vehicle-model-capability';
  readonly attributes: {
    readonly make: string;
    readonly model: string;
    readonly years: { readonly start: number; readonly end: number };
    readonly powertrainType: Powertrain;
    readonly region: Region;
    readonly capabilities: readonly ModelCapability[];
  };
}

export interface CompatibleVehiclesFilter {
  readonly region?: Region;
  /** In either case. */
  readonly make?: string;
  readonly powertrainType?: Powertrain;
}

/** Every model that can be connected, with the signals and commands that it has. */
export const compatibleVehicles = (
  filter: CompatibleVehiclesFilter = {},
  extensions: readonly CompatibleModel[] = [],
): readonly CompatibleVehicle[] => {
  const make = filter.make?.toUpperCase().replaceAll(/[ -]/g, '_');
  return compatibleModels(extensions)
    .filter(
      (row) =>
        (!filter.region || row.region === filter.region) &&
        (make === undefined || row.make === make) &&
        (!filter.powertrainType || row.powertrain === filter.powertrainType),
    )
    .map(vehicleOf);
};

const vehicleOf = (row: RegionalModel): CompatibleVehicle => ({
  id: idOf(row),
  type: 'vehicle-model-capability',
  attributes: {
    make: row.make,
    model: row.model,
    years: { start: row.startYear, end: row.endYear },
    powertrainType: row.powertrain,
    region: row.region,
    capabilities: capabilitiesOf(row),
  },
});

const idOf = ({ region, make, model, powertrain }: RegionalModel): string =>
  [region, make, model, powertrain]
    .join(' ')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('+', ' plus')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-');

const capabilityOfSignal = ({ code, name, group, permission }: SignalRow): ModelCapability => ({
  type: 'signal',
  code,
  name,
  group,
  capability: code,
  permission,
});

const pascal = (words: string): string =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** "charge-port/open" is Open of the group ChargePort. */
const capabilityOfCommand = ({ id, v3Path, permission }: V3CommandRow): ModelCapability => {
  const [group = '', name = ''] = v3Path.split('/').map(pascal);
  return { type: 'command', code: id, name, group, capability: id, permission };
};

/** The same objects for every model: there are thousands of places where they stand. */
const signals = SIGNALS.map((row: SignalRow) => ({ row, capability: capabilityOfSignal(row) }));
const commands = V3_COMMANDS.map((row) => ({ row, capability: capabilityOfCommand(row) }));

const capabilitiesOf = ({
  make,
  powertrain,
  region,
}: RegionalModel): readonly ModelCapability[] => [
  ...signals
    .filter(({ row }) => signalCapabilityOf(make, powertrain, region, row).capable)
    .map(({ capability }) => capability),
  ...commands
    .filter(({ row }) => commandCapabilityOf(make, powertrain, region, row).capable)
    .map(({ capability }) => capability),
];
