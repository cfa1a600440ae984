import { randomUUID } from 'node:crypto';
import { PERMISSIONS, type Permission, type SignalCode } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../../src/access/access.js';
import type { SignalReport } from '../../src/signals/report.js';
import type { Store } from '../../src/store/store.js';

/** When fixture rows were made; nothing depends on it. */
const MADE = new Date('2026-01-05T08:00:00Z');
const EVERY_PERMISSION: readonly Permission[] = PERMISSIONS.map((row) => row.name);

export interface CarOptions
  extends Partial<Pick<Vehicle, 'adapter' | 'mode' | 'powertrain' | 'make' | 'country'>> {
  readonly permissions?: readonly Permission[];
  readonly sealedCredentials?: string;
}

export const insertApplication = async ({ db }: Store, name = 'Test app'): Promise<string> => {
  const id = randomUUID();
  await db
    .insertInto('applications')
    .values({ id, name, api_client_id: `client-${id}`, created_at: MADE })
    .execute();
  return id;
};

/** A user with an account, one car and the connection between them. */
export const insertCar = async (
  store: Store,
  applicationId: string,
  options: CarOptions = {},
): Promise<VehicleAccess> => {
  const { adapter = 'fake', mode = 'simulated', powertrain = 'BEV' } = options;
  const { make = 'TESLA', country = 'US' } = options;
  const permissions = options.permissions ?? EVERY_PERMISSION;
  const userId = randomUUID();
  const vehicle: Vehicle = {
    ...{ id: randomUUID(), applicationId, oemAccountId: randomUUID(), adapter, mode, powertrain },
    ...{ vin: randomUUID().slice(0, 17), make, model: 'Model 3', year: 2024, country },
    reference: { key: 'car-1' },
  };
  const common = { application_id: applicationId, created_at: MADE };
  await store.transaction(async (tx) => {
    await tx
      .insertInto('users')
      .values({ ...common, id: userId, external_id: null })
      .execute();
    await tx
      .insertInto('oem_accounts')
      .values({
        ...{ ...common, id: vehicle.oemAccountId, user_id: userId, adapter, make, mode },
        subject: Buffer.from(userId),
        sealed_credentials: options.sealedCredentials ?? '',
      })
      .execute();
    const { vin, model, year } = vehicle;
    await tx
      .insertInto('vehicles')
      .values({
        ...{ ...common, id: vehicle.id, oem_account_id: vehicle.oemAccountId, adapter, mode },
        ...{
          vin,
          make,
          model,
          year,
          powertrain,
          country,
          reference: JSON.stringify(vehicle.reference),
        },
      })
      .execute();
    await tx
      .insertInto('connections')
      .values({
        ...{ ...common, id: randomUUID(), user_id: userId, vehicle_id: vehicle.id, mode },
        ...{ permissions: [...permissions], updated_at: MADE },
      })
      .execute();
  });
  return {
    ...{ applicationId, applicationName: 'Test app', userId, language: 'en', vehicle },
    permissions: new Set(permissions),
  };
};

/** Good values, all recorded at the same time. */
export const reportOf = (
  bodies: Readonly<Partial<Record<SignalCode, unknown>>>,
  oemUpdatedAt: number,
): SignalReport => ({
  entries: Object.entries(bodies).map(([code, body]) => ({
    ...{ code: code as SignalCode, body, oemUpdatedAt },
  })),
});

export const percent = (value: number) => ({ unit: 'percent', value });
export const kilometers = (value: number) => ({ unit: 'km', value });
