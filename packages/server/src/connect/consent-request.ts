import type { Language, Mode } from '@carport/catalog';
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

/** Both are null when it is about an account rather than one car. */
export interface Reauthentication {
  readonly vehicleId: string | null;
  readonly car: VehicleSummary | null;
}

export interface VehicleSummary {
  readonly vin: string;
  readonly make: string;
  readonly model: string;
  readonly year: number;
}
