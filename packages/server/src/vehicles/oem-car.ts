import type { Vehicle } from '../access/access.js';
import { credentialsContext } from '../access/oem-credentials.js';
import type { OemCar } from '../oem/contract.js';
import type { Keyring } from '../platform/keyring.js';
import type { Store } from '../store/store.js';
import { openAdapterDocument } from './adapter-document.store.js';

/** A connected car as its adapter gets it. */
export const openCar = (
  { store, keyring }: { readonly store: Store; readonly keyring: Keyring },
  vehicle: Vehicle,
): OemCar => ({
  vehicleId: vehicle.id,
  vin: vehicle.vin,
  reference: vehicle.reference,
  document: openAdapterDocument(store.db, vehicle),
  credentials: async () => {
    const account = await store.db
      .selectFrom('oem_accounts')
      .select('sealed_credentials')
      .where('application_id', '=', vehicle.applicationId)
      .where('id', '=', vehicle.oemAccountId)
      .executeTakeFirstOrThrow();
    return keyring.open(account.sealed_credentials, credentialsContext(vehicle.oemAccountId));
  },
});
