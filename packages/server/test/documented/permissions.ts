/** The page that lists the permissions. */
export const PERMISSIONS_PAGE = 'api-reference/permissions';

/** Every permission that an application can ask an owner for, from the documents. */
export const DOCUMENTED_PERMISSIONS: readonly string[] = [
  ...['read_alerts', 'read_battery', 'read_charge', 'read_charge_events', 'read_charge_locations'],
  ...['read_charge_records', 'read_climate', 'read_compass', 'read_diagnostics', 'read_engine_oil'],
  ...['read_extended_vehicle_info', 'read_fuel', 'read_location', 'read_odometer', 'read_security'],
  ...['read_service_history', 'read_speedometer', 'read_thermometer', 'read_tires'],
  ...['read_user_profile', 'read_vehicle_info', 'read_vin'],
  ...['control_charge', 'control_climate', 'control_navigation', 'control_pin'],
  ...['control_security', 'control_trunk'],
];
