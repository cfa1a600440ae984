/** What a vehicle owner can be asked for, and the words Connect asks with. */

export interface PermissionRow {
  readonly name: string;
  /** Whether it reads or controls; Connect lists control permissions with more weight. */
  readonly kind: 'read' | 'control';
  /** Short line on the consent page, completing "This app would like to …". */
  readonly consent: string;
  /** For the documentation page. */
  readonly description: string;
}

export const PERMISSIONS = [
  {
    name: 'read_alerts',
    kind: 'read',
    consent: 'See the alerts your car has shown you',
    description: "Alerts that the car's own software raised, with their texts and times.",
  },
  {
    name: 'read_battery',
    kind: 'read',
    consent: 'See how full your battery is and how far it will take you',
    description:
      'State of charge, capacity and electric range of the traction battery, and the condition of the 12-volt battery.',
  },
  {
    name: 'read_charge',
    kind: 'read',
    consent: 'See whether your car is plugged in and charging',
    description: 'Charging status, cable, charge limits, timers, current, voltage and power.',
  },
  {
    name: 'read_charge_events',
    kind: 'read',
    consent: 'Be told when your car starts, stops or finishes charging',
    description: 'Notices at the start, the end and the completion of a charging session.',
  },
  {
    name: 'read_charge_locations',
    kind: 'read',
    consent: 'See the places where you charge and the charging times set for them',
    description: 'Saved charging places with their schedules and limits.',
  },
  {
    name: 'read_charge_records',
    kind: 'read',
    consent: 'See your past charging sessions and what they cost',
    description: 'The history of charging sessions: time, place, energy and price.',
  },
  {
    name: 'read_climate',
    kind: 'read',
    consent: 'See whether heating, cooling and defrosters are on',
    description: 'State and settings of climate control, defrosters and heaters.',
  },
  {
    name: 'read_compass',
    kind: 'read',
    consent: 'See which way your car is facing',
    description: 'Heading and point of the compass.',
  },
  {
    name: 'read_diagnostics',
    kind: 'read',
    consent: 'See warning lights and trouble codes',
    description: "Health of the car's systems and its active diagnostic trouble codes.",
  },
  {
    name: 'read_engine_oil',
    kind: 'read',
    consent: 'See how long your engine oil will last',
    description: 'Remaining life of the engine oil.',
  },
  {
    name: 'read_extended_vehicle_info',
    kind: 'read',
    consent: "See details such as your car's nickname, color and software version",
    description:
      'Equipment, appearance, nickname, firmware, gear, service mode and connection of the car.',
  },
  {
    name: 'read_fuel',
    kind: 'read',
    consent: 'See how much fuel is in the tank and how far it will take you',
    description: 'Fuel level, amount and range.',
  },
  {
    name: 'read_location',
    kind: 'read',
    consent: 'See where your car is',
    description: 'Position of the car, and whether it is at home.',
  },
  {
    name: 'read_odometer',
    kind: 'read',
    consent: 'See how far your car has been driven',
    description: 'The distance on the odometer.',
  },
  {
    name: 'read_security',
    kind: 'read',
    consent: 'See whether your car is locked and its doors and windows are shut',
    description: 'Locks, doors, windows, sunroof, trunk and charge port.',
  },
  {
    name: 'read_service_history',
    kind: 'read',
    consent: 'See when your car was serviced and what was done',
    description: 'Service and repair records.',
  },
  {
    name: 'read_speedometer',
    kind: 'read',
    consent: 'See how fast your car is going',
    description: 'Present speed of the car.',
  },
  {
    name: 'read_thermometer',
    kind: 'read',
    consent: 'See the temperature inside and outside your car',
    description: 'Temperature in the cabin and of the air outside.',
  },
  {
    name: 'read_tires',
    kind: 'read',
    consent: 'See the pressure of your tires',
    description: 'Pressure of each tire.',
  },
  {
    name: 'read_user_profile',
    kind: 'read',
    consent: 'See the e-mail address and role of your car account',
    description: 'E-mail address, role and rights of the connected-services account.',
  },
  {
    name: 'read_vehicle_info',
    kind: 'read',
    consent: 'Know the make, model and year of your car',
    description: 'Make, model, model year, and whether a digital key is paired.',
  },
  {
    name: 'read_vin',
    kind: 'read',
    consent: "See your car's identification number (VIN)",
    description: 'The vehicle identification number.',
  },
  {
    name: 'control_charge',
    kind: 'control',
    consent: 'Start and stop charging, and set how and when your car charges',
    description:
      'Starting and stopping a charge, the charge limit, the current, schedules and the charge port.',
  },
  {
    name: 'control_climate',
    kind: 'control',
    consent: 'Switch heating, cooling and defrosters on and off',
    description: 'Climate control, defrosters and the steering-wheel heater.',
  },
  {
    name: 'control_ignition',
    kind: 'control',
    consent: 'Start and stop your engine from afar',
    description: 'Remote start and stop, for carmakers that list it.',
  },
  {
    name: 'control_navigation',
    kind: 'control',
    consent: "Send places to your car's navigation",
    description: 'Sending a destination to the navigation system.',
  },
  {
    name: 'control_pin',
    kind: 'control',
    consent: 'Set and remove the PIN needed to drive your car',
    description: 'Setting and clearing the PIN that the car asks for before driving.',
  },
  {
    name: 'control_security',
    kind: 'control',
    consent: 'Lock and unlock your car',
    description: 'Locking and unlocking the doors.',
  },
  {
    name: 'control_trunk',
    kind: 'control',
    consent: 'Open and close the trunk and the front trunk',
    description: 'Opening and closing the trunk and the front luggage space.',
  },
] as const satisfies readonly PermissionRow[];

export type Permission = (typeof PERMISSIONS)[number]['name'];

const known = new Map<string, PermissionRow>(PERMISSIONS.map((row) => [row.name, row]));

export const isPermission = (name: string): name is Permission => known.has(name);

export const permissionRow = (name: Permission): PermissionRow => known.get(name) as PermissionRow;
