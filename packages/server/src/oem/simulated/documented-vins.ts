import {
  CONNECT_CAR_MAKE,
  ERROR_CAR_MAKE,
  findConnectTrigger,
  findConnectTriggerByVin,
  findErrorTrigger,
  findErrorTriggerByVin,
} from '@carport/catalog';

/** The VIN that the test documentation promises to an account with this make. */
export const documentedVin = (makeId: string, username: string): string | undefined => {
  switch (makeId) {
    case ERROR_CAR_MAKE:
      return findErrorTrigger(username)?.vin;
    case CONNECT_CAR_MAKE:
      return findConnectTrigger(username)?.vin ?? undefined;
    default:
      return undefined;
  }
};

/** The account that a documented VIN belongs to. */
export const documentedOwner = (vin: string): string | undefined =>
  (findErrorTriggerByVin(vin) ?? findConnectTriggerByVin(vin))?.username;
