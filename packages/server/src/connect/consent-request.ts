import type { Language, Mode, Permission } from '@carport/catalog';
import type { RequestedPermission } from './scope.js';

/** What an app asks an owner for, after everything in its authorize URL was checked. */
export interface ConsentRequest {
  readonly applicationId: string;
  readonly applicationName: string;
  /** Null when the owner ends on a page of Connect. */
  readonly redirectUri: string | null;
  /** False for applications that read with tokens of their own. */
  readonly wantsCode: boolean;
  /** As it stood in the URL, still encoded. */
  readonly rawState: string | null;
  readonly mode: Mode;
  readonly permissions: readonly RequestedPermission[];
  /** Ask again even when the owner has allowed the same before. */
  readonly forceApproval: boolean;
  /** Skips the brand page. */
  readonly make: string | null;
  readonly country: string;
  /** Six lower-case hexadecimal digits: the colour of the app's buttons. Null for Connect's own. */
  readonly accent: string | null;
  /** Spoken first; the owner may choose another. */
  readonly language: Language;
  readonly singleSelect: boolean;
  readonly singleSelectVin: string | null;
  readonly codeChallenge: string | null;
  /** The developer's own name for the owner. */
  readonly user: string | null;
  /** The developer's own id of the owner, to be kept (or taken away) from now on; null leaves it as it is. */
  readonly externalId: { readonly to: string | null } | null;
  /** Set when the owner has connected before and only signs in again. */
  readonly reauthenticates: Reauthentication | null;
}

/** What it is about: what the app asks for, or what it has been allowed before. */
export const permissionsOf = ({
  permissions,
  reauthenticates,
}: Pick<ConsentRequest, 'permissions' | 'reauthenticates'>): readonly Permission[] =>
  reauthenticates?.permissions ?? permissions.map(({ name }) => name);

/** The vehicle and the car are null when it is about an account rather than one car. */
export interface Reauthentication {
  readonly vehicleId: string | null;
  readonly car: VehicleSummary | null;
  /** What the owner has allowed for the car. */
  readonly permissions: readonly Permission[];
}

export interface VehicleSummary {
  readonly vin: string;
  readonly make: string;
  readonly model: string;
  readonly year: number;
}
