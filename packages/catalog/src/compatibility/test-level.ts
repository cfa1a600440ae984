import { CAPABLE, NOT_THIS_CAR } from '../capabilities.js';
import type { Permission } from '../permissions.js';
import type { Powertrain } from '../vocabulary.js';
import { refusal, type VinCompatibility } from './by-vin.js';
import { capabilitiesOf } from './endpoint-capabilities.js';

export const TEST_LEVELS = ['compatible', 'phev', 'incompatible', 'fuel', 'bev'] as const;
/** Values of `test_mode_compatibility_level`, and of `<VIN>@<level>` accounts in test mode. */
export type TestLevel = (typeof TEST_LEVELS)[number];

export const isTestLevel = (text: string): text is TestLevel =>
  TEST_LEVELS.some((level) => level === text);

/** The powertrain that a level stands for; a plug-in hybrid can do everything. */
const POWERTRAIN_OF: Readonly<Record<TestLevel, Powertrain | null>> = {
  compatible: 'PHEV',
  phev: 'PHEV',
  incompatible: null,
  fuel: 'ICE',
  bev: 'BEV',
};

/** What a level of test mode promises, whatever the VIN: its powertrain's standard endpoints. */
export const compatibilityAtLevel = (
  level: TestLevel,
  scope: readonly Permission[],
): VinCompatibility => {
  const powertrain = POWERTRAIN_OF[level];
  if (!powertrain) return refusal('VEHICLE_NOT_COMPATIBLE');
  const capabilities = capabilitiesOf(null, scope, (row) =>
    row.powertrains.includes(powertrain) ? CAPABLE : NOT_THIS_CAR,
  );
  return { compatible: true, reason: null, capabilities };
};
