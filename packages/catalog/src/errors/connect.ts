/** How Connect ends without success: query parameters on the way back to the redirect URI. */
export interface ConnectErrorRow {
  /** Sent as `error`. */
  readonly error: string;
  /** Sent as `error_description`. */
  readonly description: string;
  /** Parameters that can come along, besides `state`. */
  readonly parameters: readonly string[];
  readonly guidance: string;
  /** How to meet it on purpose with simulated cars. */
  readonly provoke: string;
}

export const CONNECT_ERRORS = [
  {
    error: 'access_denied',
    description: 'User denied access to application.',
    parameters: [],
    guidance:
      'The owner chose not to allow access on the permission page. Explain what the permissions are for, and offer to connect again.',
    provoke: 'Sign in with any name and choose “Deny access” on the permission page.',
  },
  {
    error: 'invalid_subscription',
    description: 'User does not have an active connected vehicle subscription.',
    parameters: [],
    guidance:
      'The car could be connected, but its subscription with the carmaker is not active. Point the owner to the carmaker’s app to renew it.',
    provoke: 'Sign in as `smartcar@invalid-subscription.com`.',
  },
  {
    error: 'no_vehicles',
    description: 'No vehicles found. Please add vehicles to your account and try again.',
    parameters: [],
    guidance:
      'The sign-in worked, but there is no car in the account. Ask the owner to add one in the carmaker’s app.',
    provoke: 'Sign in as `smartcar@no-vehicles.com`.',
  },
  {
    error: 'vehicle_incompatible',
    description: "The user's vehicle is not compatible.",
    parameters: ['vin', 'make', 'model', 'year'],
    guidance:
      'The brand is not supported, or the car cannot give what was asked for. The car’s details come along only when the owner agrees to it.',
    provoke: 'Sign in as `smartcar@vehicle-incompatible.com`, or choose “I don’t see my brand”.',
  },
  {
    error: 'configuration_error',
    description: 'There has been an error in the configuration of your application.',
    parameters: ['status_code', 'error_message'],
    guidance:
      'The owner met an error page in Connect and left it, for example because of a simulated VIN in live mode or a step opened out of order. `error_message` is what the page said.',
    provoke:
      'Name a `make` that does not exist, or a test VIN in live mode, and leave the page that says so.',
  },
  {
    error: 'oem_cancelled_login',
    description: 'The user did not complete authorization with the OEM',
    parameters: [],
    guidance: 'The owner left the carmaker’s own sign-in page. Offer to connect again.',
    provoke: 'Choose “Cancel” on the sign-in page, then go back to the app.',
  },
  {
    error: 'server_error',
    description: 'Unexpected server error. Please try again.',
    parameters: [],
    guidance: 'Connect failed for a reason of its own. Offer to connect again in a little while.',
    provoke: 'Sign in as `smartcar@server-error.com`.',
  },
  {
    error: 'battery_capacity_no_selection',
    description: 'user did not know battery capacity',
    parameters: ['vehicle_id'],
    guidance:
      'Only in the battery-capacity flow: the owner could not tell which battery the car has. The capacity stays undetermined.',
    provoke:
      'Sign in at Volkswagen as `owner+unknown-battery@example.com`, open the `url` of `/battery/nominal_capacity` with your redirect URI at its end, and choose “I don’t know”.',
  },
] as const satisfies readonly ConnectErrorRow[];

export type ConnectErrorCode = (typeof CONNECT_ERRORS)[number]['error'];

const byError = new Map<string, ConnectErrorRow>(CONNECT_ERRORS.map((row) => [row.error, row]));

export const connectErrorRow = (error: ConnectErrorCode): ConnectErrorRow =>
  byError.get(error) as ConnectErrorRow;
