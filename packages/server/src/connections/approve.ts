import type { OemVehicle } from '../oem/contract.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Store } from '../store/store.js';
import type { Tokens } from '../tokens/contract.js';
import { announceChanges } from './announce.store.js';
import { connectVehicles, keepVehicles } from './approve.store.js';
import type { AutoSubscribe, Consent, ConsentWithoutCode, KnownOwner } from './contract.js';
import { keepOwner, rememberOwner } from './owners.store.js';

export interface ApproveDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly tokens: Pick<Tokens, 'issueCode'>;
  readonly autoSubscribe: AutoSubscribe;
}

export interface Approved extends KnownOwner {
  /** Null when none was wanted. */
  readonly code: string | null;
  /** The ids of everything that is known differently now. */
  readonly changed: readonly string[];
}

/** Where the code goes, and what its exchange has to prove. */
export type CodeWish = Pick<Consent, 'redirectUri' | 'codeChallenge'>;

/** Everything that an owner's yes makes, in one transaction. Grants of earlier consents stay as they were. */
export const approve = (
  deps: ApproveDeps,
  applicationId: string,
  consent: ConsentWithoutCode,
  codeWish: CodeWish | null,
): Promise<Approved> => {
  const { store, entropy, clock } = deps;
  const { adapter, mode, permissions, authorization } = consent;
  const vehicles = pickVehicles(authorization.vehicles, consent.vins);
  const now = new Date(clock.now());

  return store.transaction(async (tx) => {
    const { userId, accountId } = await keepOwner(
      tx,
      { ...deps, now },
      applicationId,
      { adapter, make: consent.make.id, mode, subject: authorization.subject },
      authorization.credentials,
    );
    const vehicleIds = await keepVehicles(tx, {
      ...{ applicationId, accountId, adapter, mode, now },
      vehicles: vehicles.map((vehicle) => ({ ...vehicle, id: entropy.uuid() })),
    });
    await connectVehicles(tx, {
      ...{ applicationId, userId, mode, permissions, now },
      vehicleIds: new Map(vehicleIds.map((vehicleId) => [entropy.uuid(), vehicleId])),
    });
    const granted = { applicationId, userId, mode, permissions, vehicleIds };
    const issued = codeWish && (await deps.tokens.issueCode(tx, { ...granted, ...codeWish }));
    for (const vehicleId of vehicleIds) {
      await deps.autoSubscribe.connectionCreated(tx, { applicationId, vehicleId, userId });
    }
    const owner = await rememberOwner(tx, applicationId, userId, consent.owner);
    const changed = [...new Set([...vehicleIds, ...owner.changed])];
    await announceChanges(tx, changed);
    return { code: issued?.code ?? null, userId, externalId: owner.externalId, changed };
  });
};

/** The picked cars of the account, each once whatever the carmaker listed. */
const pickVehicles = (
  offered: readonly OemVehicle[],
  vins: readonly string[],
): readonly OemVehicle[] => {
  const byVin = new Map(offered.map((vehicle) => [vehicle.vin, vehicle]));
  const picked = [...new Set(vins)].flatMap((vin) => byVin.get(vin) ?? []);
  if (picked.length === 0) throw new Error('a consent without any of the account’s vehicles');
  return picked;
};
