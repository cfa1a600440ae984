import Type from 'typebox';
import {
  EVERY_CAR,
  type Powertrain,
  WITH_ENGINE,
  WITH_PLUG,
  WITH_TRACTION_BATTERY,
} from '../vocabulary.js';
import { integer, list, text, word } from './bodies.js';
import { signalGroup } from './row.js';

const diagnostics = signalGroup('Diagnostics', 'read_diagnostics', EVERY_CAR);

const health = Type.Object({ status: word('OK', 'ALERT'), description: Type.Optional(text) });

/** One system of the car that is either all right or asks for attention. */
const system = <const N extends string>(
  name: N,
  description: string,
  powertrains: readonly Powertrain[] = EVERY_CAR,
) =>
  diagnostics(name, {
    description,
    powertrains,
    body: health,
    example: { status: 'OK', description: null },
  });

export const DIAGNOSTIC_SYSTEM_SIGNALS = [
  system('ABS', 'Anti-lock brakes.'),
  system('ActiveSafety', 'Systems that brake or steer to avoid an accident.'),
  system('Airbag', 'Readiness of the airbags.'),
  system('BrakeFluid', 'Level and condition of the brake fluid.'),
  system('DriverAssistance', 'Lane keeping, cruise control and other help for the driver.'),
  system('Emissions', 'Exhaust treatment and emission control.', WITH_ENGINE),
  system('EVBatteryConditioning', 'Heating and cooling of the traction battery.', WITH_PLUG),
  system('EVCharging', "The car's own charging equipment.", WITH_PLUG),
  system('EVDriveUnit', 'Electric motor and its electronics.', WITH_TRACTION_BATTERY),
  system('EVHVBattery', 'Health of the high-voltage battery.', WITH_TRACTION_BATTERY),
  system('Lighting', 'Lamps inside and outside.'),
  system('MIL', 'The malfunction indicator lamp, also called check-engine light.', WITH_ENGINE),
  system('OilLife', 'Remaining life of the engine oil.', WITH_ENGINE),
  system('OilPressure', 'Pressure of the engine oil.', WITH_ENGINE),
  system('OilTemperature', 'Temperature of the engine oil.', WITH_ENGINE),
  system('Telematics', "The car's mobile connection."),
  system('TirePressure', 'Pressure of the tires.'),
  system('TirePressureMonitoring', 'The sensors that watch the tire pressure.'),
  system('Transmission', 'Gearbox and drivetrain.'),
  system('WasherFluid', 'Level of the washer fluid.'),
  system('WaterInFuel', 'Detection of water in the fuel.', WITH_ENGINE),
] as const;

export const DIAGNOSTICS_SIGNALS = [
  ...DIAGNOSTIC_SYSTEM_SIGNALS,
  diagnostics('DTCCount', {
    description: 'Number of active diagnostic trouble codes.',
    body: Type.Object({ unit: Type.Literal('count'), value: integer }),
    example: { unit: 'count', value: 2 },
  }),
  diagnostics('DTCList', {
    description: 'Active diagnostic trouble codes, each with the time it was first seen.',
    body: list(Type.Object({ code: text, timestamp: text })),
    example: {
      values: [
        { code: 'P0300', timestamp: '2025-10-15T08:00:00Z' },
        { code: 'P0171', timestamp: null },
      ],
    },
  }),
] as const;

type SystemSignalCode = (typeof DIAGNOSTIC_SYSTEM_SIGNALS)[number]['code'];

/** What v2.0 calls the same systems. */
export const SYSTEM_IDS: Readonly<Record<SystemSignalCode, string>> = {
  'diagnostics-abs': 'SYSTEM_ABS',
  'diagnostics-activesafety': 'SYSTEM_ACTIVE_SAFETY',
  'diagnostics-airbag': 'SYSTEM_AIRBAG',
  'diagnostics-brakefluid': 'SYSTEM_BRAKE_FLUID',
  'diagnostics-driverassistance': 'SYSTEM_DRIVER_ASSISTANCE',
  'diagnostics-emissions': 'SYSTEM_EMISSIONS',
  'diagnostics-evbatteryconditioning': 'SYSTEM_EV_BATTERY_CONDITIONING',
  'diagnostics-evcharging': 'SYSTEM_EV_CHARGING',
  'diagnostics-evdriveunit': 'SYSTEM_EV_DRIVE_UNIT',
  'diagnostics-evhvbattery': 'SYSTEM_EV_HV_BATTERY',
  'diagnostics-lighting': 'SYSTEM_LIGHTING',
  'diagnostics-mil': 'SYSTEM_MIL',
  'diagnostics-oillife': 'SYSTEM_OIL_LIFE',
  'diagnostics-oilpressure': 'SYSTEM_OIL_PRESSURE',
  'diagnostics-oiltemperature': 'SYSTEM_OIL_TEMPERATURE',
  'diagnostics-telematics': 'SYSTEM_TELEMATICS',
  'diagnostics-tirepressure': 'SYSTEM_TIRE_PRESSURE',
  'diagnostics-tirepressuremonitoring': 'SYSTEM_TIRE_PRESSURE_MONITORING',
  'diagnostics-transmission': 'SYSTEM_TRANSMISSION',
  'diagnostics-washerfluid': 'SYSTEM_WASHER_FLUID',
  'diagnostics-waterinfuel': 'SYSTEM_WATER_IN_FUEL',
};

/** The systems that v2.0 reports, each with the signal that tells its state. */
export const DIAGNOSTIC_SYSTEMS = DIAGNOSTIC_SYSTEM_SIGNALS.map(({ code }) => ({
  systemId: SYSTEM_IDS[code],
  signal: code,
}));
