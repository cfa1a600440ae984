import type { VehicleAccess } from '../access/access.js';
import type { ConnectDeps } from './contract.js';

const DAYS = 30;
const LIFETIME = DAYS * 24 * 60 * 60 * 1000;
const CONTEXT = 'battery-link';

/** Whose car a link is about; nobody else can make one. */
export interface BatteryToken {
  readonly applicationId: string;
  readonly vehicleId: string;
  readonly userId: string;
}

type LinkDeps = Pick<ConnectDeps, 'keyring' | 'clock' | 'settings'>;

/** The page on which an owner says which battery their car has. The app puts its redirect URI at the end. */
export const batteryLink = (
  { keyring, clock, settings }: LinkDeps,
  { applicationId, userId, vehicle }: VehicleAccess,
): string => {
  const ends = clock.now() + LIFETIME;
  const token = keyring.seal([applicationId, vehicle.id, userId, ends].join(' '), CONTEXT);
  const parameters = new URLSearchParams([
    ['vehicle_id', vehicle.id],
    ['client_id', applicationId],
    ['token', token],
    ['response_type', 'vehicle_id'],
    ['redirect_uri', ''],
  ]);
  return `${settings.publicUrl}/battery-capacity?${parameters}`;
};

/** What a link's token says; undefined for one that is not of this server, or too old. */
export const openBatteryToken = (
  { keyring, clock }: Pick<LinkDeps, 'keyring' | 'clock'>,
  token: string,
): BatteryToken | undefined => {
  const [applicationId = '', vehicleId = '', userId = '', ends] =
    unsealed(keyring, token)?.split(' ') ?? [];
  return Number(ends) > clock.now() ? { applicationId, vehicleId, userId } : undefined;
};

/** Whatever was done to the text, it is no token. */
const unsealed = (keyring: ConnectDeps['keyring'], token: string): string | undefined => {
  try {
    return keyring.open(token, CONTEXT);
  } catch {
    return undefined;
  }
};
