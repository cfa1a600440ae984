import type { Language, MakeRow, Mode, Permission } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import type { OemAuthorization } from '../oem/contract.js';
import type { Tx } from '../store/store.js';

export interface Connection {
  readonly id: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly externalId: string | null;
  readonly permissions: readonly Permission[];
  readonly mode: Mode;
  readonly vehicle: Vehicle;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ConnectionFilter {
  readonly userId?: string;
  readonly vehicleId?: string;
  readonly mode?: Mode;
  /** The application's own name for the user. */
  readonly externalId?: string;
}

/** Who granted what on which car. The first parameter is always the tenant. */
export interface Connections {
  /** Approves a consent: user, account, vehicles, connections and code in one transaction. */
  approve(applicationId: string, consent: Consent): Promise<KnownOwner & { code: string }>;
  /** For applications that read with tokens of their own. */
  approveWithoutCode(applicationId: string, consent: ConsentWithoutCode): Promise<KnownOwner>;
  /**
   * Takes in a new sign-in of an owner whose cars are connected already: nothing that was granted changes.
   * Undefined when there is no such connected car, or the account is not known.
   */
  reauthenticate(applicationId: string, renewal: Renewal): Promise<KnownOwner | undefined>;
  /** What this owner approved before for these cars; null when never. Used for approval_prompt=auto. */
  previousPermissions(
    applicationId: string,
    account: { adapter: string; make: string; mode: Mode; subject: string },
    vins: readonly string[],
  ): Promise<readonly Permission[] | null>;
  /** Those of the cars with these VINs that are connected, by whomever. */
  findVehicles(applicationId: string, mode: Mode, vins: readonly string[]): Promise<Vehicle[]>;
  /** Newest first, keyset paging. */
  list(
    applicationId: string,
    filter: ConnectionFilter,
    page: { limit: number; after?: { createdAt: Date; id: string } },
  ): Promise<Connection[]>;
  /** For surfaces whose wire has page numbers. Of very many, as many as there were some seconds ago. */
  count(applicationId: string, filter: ConnectionFilter): Promise<number>;
  page(
    applicationId: string,
    filter: ConnectionFilter,
    offset: number,
    limit: number,
  ): Promise<Connection[]>;
  get(applicationId: string, connectionId: string): Promise<Connection | undefined>;
  /**
   * Ends the connections that match, and every token's access to those cars; answers with what was deleted.
   * Needs a user, a vehicle or a connection: nobody means all of them.
   */
  remove(
    applicationId: string,
    filter: ConnectionFilter & { connectionId?: string },
  ): Promise<{ userId: string; vehicleId: string }[]>;
  /** Deletes the user and everything of theirs; false when unknown. */
  removeUser(applicationId: string, userId: string): Promise<boolean>;
  /**
   * Access of an application token, from memory when known; undefined when not connected. The user may be
   * absent where the wire allows it.
   */
  access(
    applicationId: string,
    vehicleId: string,
    userId: string | undefined,
  ): VehicleAccess | undefined | Promise<VehicleAccess | undefined>;
}

export interface ConsentWithoutCode {
  readonly adapter: string;
  readonly make: MakeRow;
  readonly mode: Mode;
  readonly authorization: OemAuthorization;
  /** Those of the account's vehicles that the owner picked. */
  readonly vins: readonly string[];
  readonly permissions: readonly Permission[];
  readonly owner?: OwnerChange;
}

export interface Consent extends ConsentWithoutCode {
  readonly redirectUri: string;
  readonly codeChallenge: string | null;
}

export interface KnownOwner {
  readonly userId: string;
  /** The developer's own name for the owner, as it is known now. */
  readonly externalId: string | null;
}

export interface Renewal {
  /** The car that it is about; null for all those of the account. */
  readonly vehicleId: string | null;
  readonly adapter: string;
  readonly make: MakeRow;
  readonly mode: Mode;
  readonly authorization: OemAuthorization;
  readonly owner?: OwnerChange;
}

/** What a visit to Connect tells of the owner; what is absent stays as it was. */
export interface OwnerChange {
  readonly language?: Language;
  readonly externalId?: string | null;
}

/** Told of every connection that begins or ends, in the transaction that does it; webhooks implement it. */
export interface AutoSubscribe {
  connectionCreated(
    tx: Tx,
    connection: { applicationId: string; vehicleId: string; userId: string },
  ): Promise<void>;
  /** They are gone already, and what watched cars by them. Nobody is to be told anything more by these consents. */
  connectionsEnded(
    tx: Tx,
    applicationId: string,
    ended: readonly { userId: string; vehicleId: string }[],
  ): Promise<void>;
}
