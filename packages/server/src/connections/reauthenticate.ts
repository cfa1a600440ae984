import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Store, Tx } from '../store/store.js';
import { announceChanges } from './announce.store.js';
import type { Renewal } from './contract.js';
import {
  type AccountName,
  addAccount,
  lockOwner,
  type Owner,
  rememberOwner,
  renewCredentials,
  subjectHash,
} from './owners.store.js';
import { lockHolder, pollAtOnce, renewVehicles } from './reauthenticate.store.js';

export interface ReauthenticateDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

export interface Renewed {
  readonly userId: string;
  readonly externalId: string | null;
  readonly changed: readonly string[];
}

/**
 * The owner has signed in again. The carmaker has vouched for the account, so the cars in it go on with its
 * credentials, also where the owner uses another account than before.
 */
export const reauthenticate = (
  deps: ReauthenticateDeps,
  applicationId: string,
  renewal: Renewal,
): Promise<Renewed | undefined> => {
  const { adapter, mode, vehicleId, authorization } = renewal;
  const now = new Date(deps.clock.now());
  return deps.store.transaction(async (tx) => {
    const account = await renewAccount(deps, tx, applicationId, renewal, now);
    if (!account) return undefined;
    const { holder, accountId } = account;
    const vehicleIds = await renewVehicles(tx, {
      ...{ applicationId, vehicleId, accountId, adapter, mode },
      accountIds: [accountId, holder.accountId],
      vehicles: authorization.vehicles,
    });
    await pollAtOnce(tx, vehicleIds, now);
    const owner = await rememberOwner(tx, applicationId, holder.userId, renewal.owner);
    const changed = [...new Set([...vehicleIds, ...owner.changed])];
    await announceChanges(tx, changed);
    return { userId: holder.userId, externalId: owner.externalId, changed };
  });
};

/** The account with its new credentials, and the user and the account that the car was connected with so far. */
const renewAccount = async (
  { keyring, entropy }: ReauthenticateDeps,
  tx: Tx,
  applicationId: string,
  { adapter, make, mode, vehicleId, authorization }: Renewal,
  now: Date,
): Promise<{ holder: Owner; accountId: string } | undefined> => {
  const { subject, credentials } = authorization;
  const name: AccountName = { adapter, make: make.id, mode, subject };
  const hash = subjectHash(keyring, applicationId, name);
  const known = await lockOwner(tx, applicationId, name, hash);
  const holder = vehicleId === null ? known : await lockHolder(tx, applicationId, vehicleId);
  if (!holder) return undefined;
  if (known) {
    await renewCredentials(tx, keyring, applicationId, known.accountId, credentials);
    return { holder, accountId: known.accountId };
  }
  const account = { userId: holder.userId, name, subject: hash, credentials };
  const added = await addAccount(tx, { keyring, entropy, now }, applicationId, account);
  return { holder, accountId: added.accountId };
};
