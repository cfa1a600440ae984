import type { ErrorRow } from './row.js';

export const VALIDATION_ERRORS = [
  {
    type: 'VALIDATION',
    code: null,
    status: 400,
    description:
      'Request invalid or malformed. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The request could not be understood: the body is not JSON, a field is missing or has the wrong type, or an identifier is not a UUID. Compare it with the route’s reference; sending the same request again will not help.',
    v3: { code: 'INVALID_INPUT_FORMAT', title: 'Malformed request' },
  },
  {
    type: 'VALIDATION',
    code: 'PARAMETER',
    status: 400,
    description: 'A parameter is well formed but has a value that is not allowed here.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The request has the right shape, but one value is out of its range or is not among the accepted ones, for example a charge limit below one half. Correct the value and send it again.',
    v3: { code: 'INVALID_PARAMETER', title: 'Value not allowed' },
  },
  {
    type: 'VALIDATION',
    code: 'MISSING_PARAMETER',
    status: 400,
    description: 'A required parameter is missing.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'A parameter or header that this route cannot do without was not sent; `detail` names it. With an application token, signals and commands need the `sc-user-id` header.',
    v3: { title: 'Missing parameter' },
    only: 'v3',
  },
] as const satisfies readonly ErrorRow[];

export const RESOURCE_NOT_FOUND_ERRORS = [
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'PATH',
    status: 404,
    description: 'There is nothing at this path, or not for this method.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The path or the HTTP method is wrong. Check the spelling, and that the path belongs to the version of the API that the request names.',
    v3: { code: 'INVALID_PATH', title: 'Unknown path' },
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'VERSION',
    status: 404,
    description: 'The request names no version of the API, or one that is not served.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Paths begin with the version of the API: `/v2.0` or `/v3`. Version 1.0 is no longer served by anybody.',
    v3: { code: 'INVALID_VERSION', title: 'Unknown version' },
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'VEHICLE_NOT_FOUND',
    status: 404,
    description: 'There is no such vehicle among those that your application can reach.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The id belongs to no vehicle that is connected to your application and, when `sc-user-id` is sent, to that user. The owner may have disconnected it: list the connections to see which are left.',
    v3: { title: 'Vehicle not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'SIGNAL_NOT_FOUND',
    status: 404,
    description: 'There is no such signal, or this vehicle has never sent it.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Either the signal code is misspelled (codes are lower case, for example `odometer-traveleddistance`), or nothing has been stored for it yet. List all signals of the vehicle to see what it has.',
    v3: { title: 'Signal not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'CONNECTION_NOT_FOUND',
    status: 404,
    description: 'There is no such connection in your application.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The connection has been deleted or never was your application’s. An owner who connects again gets a new connection id while the vehicle keeps its own.',
    v3: { title: 'Connection not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'USER_NOT_FOUND',
    status: 404,
    description: 'There is no such user in your application.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The user has been deleted or never connected a vehicle to your application. User ids come back from Connect as `user_id` and stand in every connection.',
    v3: { title: 'User not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'APPLICATION_NOT_FOUND',
    status: 404,
    description: 'There is no such application, or these credentials do not belong to it.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'An application token sees its own application only. Check the id against the one that the token was issued for.',
    v3: { title: 'Application not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'WEBHOOK_NOT_FOUND',
    status: 404,
    description: 'There is no such webhook in your application.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The webhook has been deleted or belongs to another application. List the webhooks to find its id.',
    v3: { title: 'Webhook not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'SUBSCRIPTION_NOT_FOUND',
    status: 404,
    description: 'There is no such webhook subscription in your application.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The vehicle is not subscribed under this id, or no longer. Subscriptions end when a vehicle is disconnected.',
    v3: { title: 'Subscription not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'SCHEDULE_NOT_FOUND',
    status: 404,
    description: 'The vehicle has no such charging schedule.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The schedule has been deleted, in the carmaker’s app perhaps, or belongs to another vehicle. The signal `charge-chargetimers` names those that there are in `scheduleId`.',
    v3: { title: 'Schedule not found' },
    only: 'v3',
  },
  {
    type: 'RESOURCE_NOT_FOUND',
    code: 'EXECUTION_NOT_FOUND',
    status: 404,
    description: 'Nothing is known of such an execution on this vehicle.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Executions are kept for thirty days. A command that was refused at once has none: its error was the answer. Ask with the same vehicle and `sc-user-id` that the command was sent with.',
    v3: { title: 'Execution not found' },
    only: 'v3',
  },
] as const satisfies readonly ErrorRow[];

export const CONFLICT_ERRORS = [
  {
    type: 'CONFLICT',
    code: 'SUBSCRIPTION_EXISTS',
    status: 409,
    description: 'This vehicle is already subscribed to this webhook.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance: 'The subscription that was asked for is there already, so nothing has to be done.',
    v3: { title: 'Already subscribed' },
    only: 'v3',
  },
] as const satisfies readonly ErrorRow[];
