import { findMake, type Permission } from '@carport/catalog';
import type { VehicleAccess } from '../access/access.js';
import type { Application } from '../applications/contract.js';
import type { ConsentRequest } from './consent-request.js';
import type { Query } from './query.js';
import { UNKNOWN_CAR } from './refusal.js';
import {
  good,
  invalid,
  type Part,
  type RequestReading,
  readAccent,
  readCountry,
  readExternalId,
  readLanguage,
  readMake,
  readMode,
  readResponseType,
  readUser,
  refused,
  type Surroundings,
  unknownIn,
} from './request-parts.js';
import { parseScope } from './scope.js';

type FindCar = (vehicleId: string) => Promise<VehicleAccess | undefined>;

/**
 * Reads everything of a re-authentication URL but the client and the redirect URI. It is about one connected car,
 * or about an owner's account with one make.
 */
export const readReauthentication = async (
  query: Query,
  application: Application,
  redirectUri: string | null,
  surroundings: Surroundings,
  findCar: FindCar,
): Promise<RequestReading> => {
  const type = readResponseType(query, ['vehicle_id', 'none']);
  if (!type.ok) return type.reading;
  const subject = await readSubject(query, findCar);
  if (!subject.ok) return subject.reading;
  const externalId = readExternalId(query);
  if (!externalId.ok) return externalId.reading;
  return {
    kind: 'accepted',
    request: {
      applicationId: application.id,
      applicationName: application.name,
      // Who has renewed a whole account is not sent anywhere: nothing has changed for the app.
      redirectUri: subject.value.reauthenticates?.vehicleId ? redirectUri : null,
      wantsCode: false,
      rawState: query.raw('state') ?? null,
      ...subject.value,
      permissions: [],
      forceApproval: false,
      country: readCountry(query, surroundings),
      accent: readAccent(query),
      language: readLanguage(surroundings),
      singleSelect: false,
      codeChallenge: null,
      user: readUser(query),
      externalId: externalId.value,
    },
  };
};

type Subject = Pick<ConsentRequest, 'reauthenticates' | 'make' | 'mode' | 'singleSelectVin'>;

const readSubject = async (query: Query, findCar: FindCar): Promise<Part<Subject>> => {
  const vehicleId = query.get('vehicle_id');
  if (vehicleId === undefined) return readAccount(query);
  const access = await findCar(vehicleId.toLowerCase());
  const make = access && findMake(access.vehicle.make);
  if (!access || !make) return refused(UNKNOWN_CAR);
  const { id, vin, model, year, mode } = access.vehicle;
  const car = { vin, make: make.id, model, year };
  return good({
    ...{ make: make.id, mode, singleSelectVin: vin },
    reauthenticates: { vehicleId: id, car, permissions: [...access.permissions] },
  });
};

const readAccount = (query: Query): Part<Subject> => {
  const make = readMake(query);
  if (!make.ok) return make;
  if (make.value === undefined) return invalid('vehicle_id is missing');
  const mode = readMode(query);
  if (!mode.ok) return mode;
  const permissions = readNames(query.get('scope') ?? '');
  if (!permissions.ok) return permissions;
  return good({
    ...{ make: make.value.id, mode: mode.value, singleSelectVin: null },
    reauthenticates: { vehicleId: null, car: null, permissions: permissions.value },
  });
};

/** What the owner is asked for at the carmaker; what they have allowed the app stays as it was. */
const readNames = (scope: string): Part<readonly Permission[]> => {
  const result = parseScope(scope);
  if (!result.ok) return unknownIn(result.unknown);
  return good(result.permissions.map(({ name }) => name));
};
