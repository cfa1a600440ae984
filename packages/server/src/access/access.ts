import type { Language, Mode, Permission, Powertrain } from '@carport/catalog';

/**
 * Authorisation is decided once, at the surface's edge, into one of these. Services take them and never
 * see a token or a header.
 */
export type Grant = ConnectionGrant | ApplicationGrant;

/** An OAuth access token of a vehicle owner's consent. */
export interface ConnectionGrant {
  readonly kind: 'connection';
  readonly grantId: string;
  readonly applicationId: string;
  readonly applicationName: string;
  readonly userId: string;
  /** The owner's; for texts that the app may show to them. */
  readonly language: Language;
  readonly mode: Mode;
  readonly permissions: ReadonlySet<Permission>;
  /** Vehicles that the consent covers and that are still connected, by id. */
  readonly vehicles: ReadonlyMap<string, Vehicle>;
}

/** A v3 application token. */
export interface ApplicationGrant {
  readonly kind: 'application';
  readonly applicationId: string;
  readonly applicationName: string;
}

export interface Vehicle {
  readonly id: string;
  readonly applicationId: string;
  readonly oemAccountId: string;
  readonly adapter: string;
  readonly mode: Mode;
  readonly vin: string;
  readonly make: string;
  readonly model: string;
  readonly year: number;
  readonly powertrain: Powertrain;
  /** The adapter's own key for the car. */
  readonly reference: unknown;
  /** Where it is used, ISO 3166-1 alpha-2; null where the carmaker does not say it. */
  readonly country: string | null;
}

/** The right to read and command one car with these permissions. */
export interface VehicleAccess {
  readonly applicationId: string;
  readonly applicationName: string;
  readonly userId: string;
  /** The owner's; for texts that the app may show to them. */
  readonly language: Language;
  readonly vehicle: Vehicle;
  readonly permissions: ReadonlySet<Permission>;
}
