/*
 * Every endpoint that the public documents name, written down from the documents and not from the catalogue, so that
 * one that the catalogue lacks is missed. Each with the page that names it.
 */

export interface EndpointGroup {
  readonly title: string;
  /** What the endpoints' paths begin with. */
  readonly base: string;
  /** The tests that this group is above all for, a folder or a part of it under packages/server/test. */
  readonly home: string;
  /** Which of the two published forms of v3 the answers have; they are told apart by how they look. */
  readonly form?: 'current' | 'unwrapped';
  readonly endpoints: readonly (readonly [endpoint: string, page: string])[];
}

const VEHICLE: EndpointGroup = {
  title: 'Vehicles API v2.0: users and vehicles',
  base: '/v2.0',
  home: 'http/v2/',
  endpoints: [
    ['GET /user', 'api-reference/user'],
    ['GET /vehicles', 'api-reference/management/all-vehicles'],
    ['GET /vehicles/{id}', 'api-reference/get-vehicle-info'],
    ['GET /vehicles/{id}/permissions', 'api-reference/application-permissions'],
    ['DELETE /vehicles/{id}/application', 'changelog/2023'],
    ['POST /vehicles/{id}/batch', 'api-reference/batch'],
    ['POST /vehicles/{id}/webhooks/{id}', 'api-reference/webhooks/subscribe-webhook'],
    ['DELETE /vehicles/{id}/webhooks/{id}', 'api-reference/webhooks/unsubscribe-webhook'],
  ],
};

const STANDARD: EndpointGroup = {
  title: 'Vehicles API v2.0: every make',
  base: '/v2.0/vehicles/{id}',
  home: 'http/v2/',
  endpoints: [
    ['GET /vin', 'api-reference/get-vin'],
    ['GET /odometer', 'api-reference/get-odometer'],
    ['GET /location', 'api-reference/get-location'],
    ['GET /fuel', 'api-reference/get-fuel-tank'],
    ['GET /engine/oil', 'api-reference/get-engine-oil-life'],
    ['GET /tires/pressure', 'api-reference/get-tire-pressure'],
    ['GET /battery', 'api-reference/evs/get-battery-level'],
    ['GET /battery/capacity', 'api-reference/evs/get-battery-capacity'],
    ['GET /battery/nominal_capacity', 'api-reference/evs/get-nominal-capacity'],
    ['GET /charge', 'api-reference/evs/get-charge-status'],
    ['POST /charge', 'api-reference/evs/control-charge'],
    ['GET /charge/limit', 'api-reference/evs/get-charge-limit'],
    ['POST /charge/limit', 'api-reference/evs/set-charge-limit'],
    ['GET /security', 'api-reference/get-lock-status'],
    ['POST /security', 'api-reference/control-lock-unlock'],
    ['POST /navigation/destination', 'api-reference/permissions'],
    ['GET /service/history', 'api-reference/get-service-records'],
    ['GET /diagnostics/system_status', 'api-reference/get-system-status'],
    ['GET /diagnostics/dtcs', 'api-reference/get-dtcs'],
  ],
};

const TESLA: EndpointGroup = {
  title: 'Vehicles API v2.0: Tesla',
  base: '/v2.0/vehicles/{id}/tesla',
  home: 'http/v2/',
  endpoints: [
    ['GET /alerts', 'api-reference/tesla/get-alerts'],
    ['GET /attributes', 'api-reference/tesla/get-ext-vehicle-info'],
    ['GET /battery', 'api-reference/tesla/get-battery'],
    ['GET /charge', 'api-reference/tesla/get-charge'],
    ['GET /charge/ammeter', 'changelog/2022'],
    ['POST /charge/ammeter', 'api-reference/tesla/set-charge-ammeter'],
    ['GET /charge/voltmeter', 'api-reference/tesla/get-charge-voltmeter'],
    ['GET /charge/wattmeter', 'api-reference/tesla/get-charge-wattmeter'],
    ['GET /charge/completion', 'api-reference/tesla/get-charge-completion-time'],
    ['GET /charge/schedule', 'api-reference/tesla/get-charge-schedule'],
    ['POST /charge/schedule', 'api-reference/tesla/set-charge-schedule'],
    ['GET /charge/records', 'changelog/2023'],
    ['GET /charge/records/billing', 'api-reference/tesla/get-charge-records-billing'],
    ['POST /charge/charge_port_door', 'api-reference/tesla/control-charge-port'],
    ['GET /climate/cabin', 'api-reference/tesla/get-cabin'],
    ['POST /climate/cabin', 'api-reference/tesla/set-cabin'],
    ['GET /climate/defroster', 'changelog/2023'],
    ['POST /climate/defroster', 'api-reference/tesla/set-defroster'],
    ['GET /climate/steering_wheel', 'api-reference/tesla/get-steering-heater'],
    ['POST /climate/steering_wheel', 'api-reference/tesla/set-steering-heater'],
    ['GET /compass', 'api-reference/tesla/get-compass-heading'],
    ['GET /migration', 'api-reference/tesla/get-migration-status'],
    ['POST /pin', 'api-reference/tesla/set-pin-to-drive'],
    ['DELETE /pin', 'api-reference/tesla/clear-pin-to-drive'],
    ['POST /security/frunk', 'api-reference/tesla/control-frunk'],
    ['POST /security/trunk', 'api-reference/tesla/control-trunk'],
    ['GET /speedometer', 'changelog/2022'],
    ['GET /status', 'api-reference/tesla/get-vehicle-status'],
    ['GET /thermometer/exterior', 'api-reference/tesla/get-exterior-temperature'],
    ['GET /thermometer/interior', 'api-reference/tesla/get-interior-temperature'],
    ['GET /user/access', 'api-reference/tesla/get-user-access'],
    ['GET /user/info', 'api-reference/tesla/get-user-info'],
    ['GET /virtual_key', 'api-reference/tesla/get-virtual-key-status'],
  ],
};

const OTHER_MAKES: EndpointGroup = {
  title: 'Vehicles API v2.0: other makes',
  base: '/v2.0/vehicles/{id}',
  home: 'http/v2/',
  endpoints: [
    ['GET /audi/charge', 'api-reference/audi/get-charge'],
    ['GET /bmw/charge/records', 'api-reference/bmw/get-charge-records'],
    ['GET /mini/charge/records', 'api-reference/bmw/get-charge-records'],
    ['GET /cadillac/charge/completion', 'api-reference/gm/get-charge-completion-time'],
    ['GET /cadillac/charge/voltmeter', 'api-reference/gm/get-charge-voltmeter'],
    ['GET /chevrolet/charge/completion', 'api-reference/gm/get-charge-completion-time'],
    ['GET /chevrolet/charge/voltmeter', 'api-reference/gm/get-charge-voltmeter'],
    ['GET /ford/charge/schedule_by_location', 'api-reference/ford/get-charge-schedule-by-location'],
    ['PUT /ford/charge/schedule_by_location', 'api-reference/ford/set-charge-schedule-by-location'],
    ['GET /lincoln/charge/schedule_by_location', 'changelog/2023'],
    ['PUT /lincoln/charge/schedule_by_location', 'changelog/2023'],
    ['GET /nissan/charge/schedule', 'api-reference/nissan/get-charge-schedule'],
    ['PUT /nissan/charge/schedule', 'api-reference/nissan/set-charge-schedule'],
  ],
};

const READINGS_V3: EndpointGroup['endpoints'] = [
  ['GET /vehicles/{id}', 'api-reference/get-vehicle'],
  ['GET /vehicles/{id}/signals', 'api-reference/vehicles-api-intro'],
  ['GET /vehicles/{id}/signals/{code}', 'api-reference/vehicles-api-intro'],
];

const V3_CURRENT: EndpointGroup = {
  title: 'Vehicles API v3: readings, in the current form',
  base: '/v3',
  home: 'http/v3/',
  form: 'current',
  endpoints: READINGS_V3,
};

const V3_UNWRAPPED: EndpointGroup = {
  title: 'Vehicles API v3: readings, in the form that the official SDKs read',
  base: '/v3',
  home: 'http/v3/',
  form: 'unwrapped',
  endpoints: READINGS_V3,
};

const V3_COMMANDS: EndpointGroup = {
  title: 'Vehicles API v3: commands and schedules',
  base: '/v3/vehicles/{id}',
  home: 'http/v3/',
  endpoints: [
    ['POST /commands/charge/start', 'api-reference/commands/overview'],
    ['POST /commands/charge/stop', 'api-reference/commands/overview'],
    ['POST /commands/charge/set-limit', 'api-reference/commands/overview'],
    ['POST /commands/charge-port/open', 'api-reference/commands/overview'],
    ['POST /commands/charge-port/close', 'api-reference/commands/overview'],
    ['POST /commands/security/lock', 'api-reference/commands/overview'],
    ['POST /commands/security/unlock', 'api-reference/commands/overview'],
    ['POST /commands/navigation/set-destination', 'api-reference/commands/overview'],
    ['POST /charge-schedules/daily', 'api-reference/set-daily-charge-schedule'],
    ['POST /charge-schedules/weekly', 'specs/vehicle.yml'],
    ['POST /charge-schedules/workweek', 'specs/vehicle.yml'],
    ['DELETE /charge-schedules/{id}', 'specs/vehicle.yml'],
    ['GET /command-executions/{id}', 'specs/vehicle.yml'],
    ['GET /schedule-executions/{id}', 'specs/vehicle.yml'],
  ],
};

const V3_CONNECTIONS: EndpointGroup = {
  title: 'Vehicles API v3: connections',
  base: '/v3',
  home: 'http/v3/',
  endpoints: [
    ['GET /connections', 'api-reference/list-connections'],
    ['GET /connections/{id}', 'api-reference/get-connection'],
    ['DELETE /connections/{id}', 'specs/vehicle.yml'],
    ['DELETE /users/{id}', 'specs/vehicle.yml'],
  ],
};

const MANAGEMENT: EndpointGroup = {
  title: 'Management API',
  base: '',
  home: 'http/management/',
  endpoints: [
    ['GET /v2.0/management/connections', 'api-reference/management/get-vehicle-connections'],
    ['DELETE /v2.0/management/connections', 'api-reference/management/delete-vehicle-connections'],
    ['GET /v3/applications', 'specs/management.yml'],
    ['GET /v3/applications/{id}', 'specs/management.yml'],
    ['GET /v3/applications/{id}/secrets', 'specs/management.yml'],
    ['GET /v3/webhooks', 'api-reference/list-webhooks'],
    ['GET /v3/webhooks/{id}', 'api-reference/get-webhook'],
    ['GET /v3/subscriptions', 'specs/management.yml'],
    ['POST /v3/subscriptions', 'api-reference/create-subscription'],
    ['GET /v3/subscriptions/{id}', 'specs/management.yml'],
    ['DELETE /v3/subscriptions/{id}', 'specs/management.yml'],
  ],
};

const COMPATIBILITY: EndpointGroup = {
  title: 'Compatibility API',
  base: '',
  home: 'http/compatibility/',
  endpoints: [
    ['GET /v2.0/compatibility', 'api-reference/compatibility/by-vin'],
    ['GET /v2.0/compatibility/matrix', 'api-reference/compatibility/by-region-and-make'],
    ['GET /compatibility/v2.0', 'api-reference/compatibility-api-intro'],
    ['GET /compatibility/v2.0/matrix', 'api-reference/compatibility-api-intro'],
    ['GET /v3/compatible-vehicles', 'api-reference/compatible-vehicles'],
  ],
};

const TOKENS: EndpointGroup = {
  title: 'Tokens',
  base: '',
  home: 'http/oauth/',
  endpoints: [
    ['POST /oauth/token', 'api-reference/authorization/auth-code-exchange'],
    ['POST /oauth2/token', 'api-reference/request-access-token'],
  ],
};

const CONNECT: EndpointGroup = {
  title: 'Connect',
  base: '',
  home: 'http/connect/',
  endpoints: [
    ['GET /oauth/authorize', 'connect/redirect-to-connect'],
    ['GET /oauth/reauthenticate', 'connect/re-auth/redirect-to-connect'],
    ['GET /battery-capacity', 'connect/user-selected-batcap'],
  ],
};

export const ENDPOINT_GROUPS: readonly EndpointGroup[] = [
  ...[VEHICLE, STANDARD, TESLA, OTHER_MAKES],
  ...[V3_CURRENT, V3_UNWRAPPED, V3_COMMANDS, V3_CONNECTIONS],
  ...[MANAGEMENT, COMPATIBILITY, TOKENS, CONNECT],
];
