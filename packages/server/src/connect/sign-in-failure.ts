import type { AdapterFailure } from '../oem/contract.js';
import type { Problem, Stop } from './session.js';

export type Consequence =
  | { readonly kind: 'again'; readonly problem: Problem }
  | { readonly kind: 'stop'; readonly stop: Stop };

const stop = (
  error: Stop['error'],
  reason: Stop['reason'],
  vehicle?: Stop['vehicle'],
): Consequence => ({
  kind: 'stop',
  stop: { error, reason, ...(vehicle && { vehicle }) },
});

const again = (kind: 'sign-in-rejected' | 'account-needs-attention' | 'carmaker-unreachable') =>
  ({ kind: 'again', problem: { kind } }) as const;

const OF_ACCOUNT: Readonly<Record<string, Consequence>> = {
  AUTHENTICATION_FAILED: again('sign-in-rejected'),
  ACCOUNT_ISSUE: again('account-needs-attention'),
  PERMISSION: again('account-needs-attention'),
  SUBSCRIPTION: stop('invalid_subscription', 'subscription'),
  NO_VEHICLES: stop('no_vehicles', 'no-vehicles'),
};

/** What a carmaker's refusal means for the owner: try again on the same page, or the end of this road. */
export const consequenceOf = ({
  type,
  code,
  vehicle,
}: Pick<AdapterFailure, 'type' | 'code'> &
  Partial<Pick<AdapterFailure, 'vehicle'>>): Consequence => {
  if (type === 'COMPATIBILITY') return stop('vehicle_incompatible', 'incompatible', vehicle);
  if (type === 'UPSTREAM' || type === 'RATE_LIMIT') return again('carmaker-unreachable');
  const known = type === 'CONNECTED_SERVICES_ACCOUNT' ? OF_ACCOUNT[code ?? ''] : undefined;
  return known ?? stop('server_error', 'failure');
};
