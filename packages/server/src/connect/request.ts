import type { Mode } from '@carport/catalog';
import type { Application } from '../applications/contract.js';
import type { ConsentRequest } from './consent-request.js';
import type { Query } from './query.js';
import { BROKEN_VIN, MADE_UP_TEST_VIN, TEST_VIN_IN_LIVE_MODE } from './refusal.js';
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
import { isMadeUpTestVin, isTestVin, isVin, makeOfVin } from './requested-vin.js';
import { parseScope, type RequestedPermission } from './scope.js';

export type { ConsentRequest } from './consent-request.js';

/**
 * Reads everything of an authorize URL but the client and the redirect URI, which were checked before:
 * from here on a mistake may be told to the app by redirect.
 */
export const readRequest = (
  query: Query,
  application: Application,
  redirectUri: string | null,
  surroundings: Surroundings,
): RequestReading => {
  const type = readForm(query);
  if (!type.ok) return type.reading;
  const wantsCode = type.value === 'code';
  const challenge = wantsCode ? readChallenge(query, application) : good(null);
  if (!challenge.ok) return challenge.reading;
  const permissions = readPermissions(query, application);
  if (!permissions.ok) return permissions.reading;
  const mode = readMode(query);
  if (!mode.ok) return mode.reading;
  const choice = readVehicleChoice(query, mode.value, surroundings);
  if (!choice.ok) return choice.reading;
  const externalId = readExternalId(query);
  if (!externalId.ok) return externalId.reading;
  return {
    kind: 'accepted',
    request: {
      applicationId: application.id,
      applicationName: application.name,
      redirectUri,
      wantsCode,
      rawState: query.raw('state') ?? null,
      mode: mode.value,
      permissions: permissions.value,
      forceApproval:
        query.get('approval_prompt') === 'force' || !isRegistered(application, redirectUri),
      ...choice.value,
      country: readCountry(query, surroundings),
      accent: readAccent(query),
      language: readLanguage(surroundings),
      codeChallenge: challenge.value,
      user: readUser(query),
      externalId: externalId.value,
      reauthenticates: null,
    },
  };
};

/** An answer for a window whose origin the application has not registered is for an owner who has seen where it goes. */
const isRegistered = ({ redirectUris }: Application, redirectUri: string | null): boolean =>
  redirectUri === null || redirectUris.includes(redirectUri);

const readForm = (query: Query): Part<'code' | 'none'> => {
  const type = readResponseType(query, ['code', 'none']);
  if (!type.ok) return type;
  const prompt = query.get('approval_prompt') ?? 'auto';
  return prompt === 'auto' || prompt === 'force'
    ? type
    : invalid('approval_prompt must be auto or force');
};

/** The base64url of a SHA-256 digest. */
const S256 = /^[A-Za-z0-9_-]{43}$/;

const readChallenge = (query: Query, application: Application): Part<string | null> => {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (challenge === undefined) {
    if (method !== undefined) return invalid('code_challenge is missing');
    return application.requirePkce
      ? invalid('code_challenge is missing: this application requires PKCE')
      : good(null);
  }
  if (method !== 'S256') return invalid('code_challenge_method must be S256');
  if (!S256.test(challenge)) {
    return invalid('code_challenge must be the base64url of a SHA-256 digest');
  }
  return good(challenge);
};

const readPermissions = (
  query: Query,
  application: Application,
): Part<readonly RequestedPermission[]> => {
  const scope = query.get('scope');
  if (scope === undefined) {
    return application.defaultPermissions.length > 0
      ? good(application.defaultPermissions.map((name) => ({ name, required: false })))
      : invalid(
          'scope is missing, and the application has no default permissions',
          'invalid_scope',
        );
  }
  const result = parseScope(scope);
  if (!result.ok) return unknownIn(result.unknown);
  return result.permissions.length > 0
    ? good(result.permissions)
    : invalid('scope names no permission', 'invalid_scope');
};

type VehicleChoice = Pick<ConsentRequest, 'make' | 'singleSelect' | 'singleSelectVin'>;

const readVehicleChoice = (
  query: Query,
  mode: Mode,
  { liveCarsAreSimulated }: Surroundings,
): Part<VehicleChoice> => {
  const single = (query.get('single_select') ?? 'false').toLowerCase();
  if (single !== 'true' && single !== 'false')
    return invalid('single_select must be true or false');
  const make = readMake(query);
  if (!make.ok) return make;
  // The VIN counts only together with single_select=true.
  const vin = single === 'true' ? query.get('single_select_vin')?.toUpperCase() : undefined;
  if (vin === undefined) {
    return good({
      make: make.value?.id ?? null,
      singleSelect: single === 'true',
      singleSelectVin: null,
    });
  }
  if (!isVin(vin)) return refused(BROKEN_VIN);
  if (isTestVin(vin) && mode === 'live' && !liveCarsAreSimulated)
    return refused(TEST_VIN_IN_LIVE_MODE);
  if (isMadeUpTestVin(vin)) return refused(MADE_UP_TEST_VIN);
  return good({
    make: makeOfVin(vin)?.id ?? make.value?.id ?? null,
    singleSelect: true,
    singleSelectVin: vin,
  });
};
