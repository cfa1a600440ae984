import type { ErrorRow } from './row.js';

export const BILLING_ERRORS = [
  {
    type: 'BILLING',
    code: 'ACCOUNT_SUSPENDED',
    status: 430,
    description: 'This account is suspended because a payment is overdue.',
    resolution: 'FINANCE',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The operator of this Carport has suspended the application over an open payment. Nothing is served until the operator lifts the suspension: settle the invoice with them.',
    v3: { title: 'Account suspended' },
  },
  {
    type: 'BILLING',
    code: 'INVALID_PLAN',
    status: 430,
    description: 'The feature that this request uses is not part of your plan.',
    resolution: 'CONTACT_SUPPORT',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The application’s plan does not include this feature. Ask the operator of this Carport for a plan that does, or leave the request out.',
    v3: { title: 'Not in your plan' },
  },
  {
    type: 'BILLING',
    code: 'VEHICLE_LIMIT',
    status: 430,
    description: 'Your plan’s number of connected vehicles is used up.',
    resolution: 'CONTACT_SUPPORT',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'As many vehicles are connected as the plan allows, and this one would be one more. Disconnect vehicles that are no longer needed, or ask the operator to raise the ceiling.',
    v3: { title: 'Vehicle limit reached' },
  },
  {
    type: 'BILLING',
    code: 'VEHICLE_REQUEST_LIMIT',
    status: 430,
    description:
      'Your application has made all the requests for this vehicle that its plan includes in this billing period.',
    resolution: 'CONTACT_SUPPORT',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'This vehicle’s requests for the month are used up; each path in a batch counts as one. Other vehicles are not affected. Use webhooks instead of polling, wait for the next period, or ask the operator for a larger plan.',
    v3: { title: 'Monthly requests used up' },
  },
] as const satisfies readonly ErrorRow[];

export const RATE_LIMIT_ERRORS = [
  {
    type: 'RATE_LIMIT',
    code: 'SMARTCAR_API',
    status: 429,
    description: 'Your application sends requests faster than its rate limit allows.',
    resolution: 'RETRY_LATER',
    temporary: true,
    mayHaveSucceeded: false,
    guidance:
      'The application’s bucket of requests is empty. It refills steadily: wait for the seconds in the `retry-after` header and go on more slowly. Batches and webhooks need far fewer requests than polling.',
    v3: { title: 'Too many requests' },
  },
  {
    type: 'RATE_LIMIT',
    code: 'VEHICLE',
    status: 429,
    description: 'This vehicle has been asked too often in a short time.',
    resolution: 'RETRY_LATER',
    temporary: true,
    mayHaveSucceeded: false,
    guidance:
      'Every make allows only so many requests to one car, to spare its 12-volt battery and the carmaker’s service. Wait for the seconds in the `retry-after` header before asking this vehicle again.',
    v3: { title: 'Vehicle asked too often' },
  },
] as const satisfies readonly ErrorRow[];
