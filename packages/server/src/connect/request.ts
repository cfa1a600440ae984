import { findMake, type MakeRow, MODES, type Mode } from '@carport/catalog';
import type { Application } from '../applications/contract.js';
import { countryOfLanguages, isCountry } from './countries.js';
import type { Query } from './query.js';
import { BROKEN_VIN, type RefusalText, TEST_VIN_IN_LIVE_MODE } from './refusal.js';
import { isTestVin, isVin, makeOfVin } from './requested-vin.js';
import { parseScope, type RequestedPermission } from './scope.js';

/** Errors of the authorize URL itself, for the developer rather than the owner (RFC 6749, 4.1.2.1). */
export type RequestError = 'invalid_request' | 'invalid_scope' | 'unsupported_response_type';

/** What an app asks an owner for, after everything in its authorize URL was checked. */
export interface ConsentRequest {
  readonly applicationId: string;
  readonly applicationName: string;
  readonly redirectUri: string;
  /** As it stood in the URL, still encoded. */
  readonly rawState: string | null;
  readonly mode: Mode;
  readonly permissions: readonly RequestedPermission[];
  /** Ask again even when the owner has allowed the same before. */
  readonly forceApproval: boolean;
  /** Skips the brand page. */
  readonly make: string | null;
  readonly country: string;
  readonly singleSelect: boolean;
  readonly singleSelectVin: string | null;
  readonly codeChallenge: string | null;
  /** The developer's own name for the owner. */
  readonly user: string | null;
}

export type RequestReading =
  | { readonly kind: 'accepted'; readonly request: ConsentRequest }
  /** A page with an exit to the app. */
  | { readonly kind: 'refused'; readonly text: RefusalText }
  /** Straight back to the app. */
  | { readonly kind: 'returned'; readonly error: RequestError; readonly description: string };

type Part<T> = { readonly ok: true; readonly value: T } | Problem;
type Problem = {
  readonly ok: false;
  readonly reading: Exclude<RequestReading, { kind: 'accepted' }>;
};

const good = <T>(value: T): Part<T> => ({ ok: true, value });
const invalid = (description: string, error: RequestError = 'invalid_request'): Problem => ({
  ok: false,
  reading: { kind: 'returned', error, description },
});
const refused = (text: RefusalText): Problem => ({ ok: false, reading: { kind: 'refused', text } });

/** What the request meets here. */
export interface Surroundings {
  /** The browser's Accept-Language header. */
  readonly languages: string;
  readonly fallbackCountry: string;
  /** Simulated cars answer in live mode, so their VINs are good there. */
  readonly liveCarsAreSimulated: boolean;
}

/**
 * Reads everything of an authorize URL but the client and the redirect URI, which were checked before:
 * from here on a mistake may be told to the app by redirect.
 */
export const readRequest = (
  query: Query,
  application: Application,
  redirectUri: string,
  surroundings: Surroundings,
): RequestReading => {
  const form = readForm(query);
  if (!form.ok) return form.reading;
  const challenge = readChallenge(query, application);
  if (!challenge.ok) return challenge.reading;
  const permissions = readPermissions(query, application);
  if (!permissions.ok) return permissions.reading;
  const mode = readMode(query);
  if (!mode.ok) return mode.reading;
  const choice = readVehicleChoice(query, mode.value, surroundings);
  if (!choice.ok) return choice.reading;
  return {
    kind: 'accepted',
    request: {
      applicationId: application.id,
      applicationName: application.name,
      redirectUri,
      rawState: query.raw('state') ?? null,
      mode: mode.value,
      permissions: permissions.value,
      forceApproval: query.get('approval_prompt') === 'force',
      ...choice.value,
      country: readCountry(query, surroundings),
      codeChallenge: challenge.value,
      user: readUser(query),
    },
  };
};

/** Parameters that Connect reads; RFC 6749, 3.1 forbids giving one twice. */
const SINGLE = new Set(
  'response_type client_id application_id redirect_uri scope state mode approval_prompt make user flags single_select single_select_vin code_challenge code_challenge_method'.split(
    ' ',
  ),
);

/** The first parameter that was given twice. */
export const repeatedParameter = (query: Query): string | undefined =>
  [...query.repeated].find((name) => SINGLE.has(name));

const readForm = (query: Query): Part<true> => {
  const repeated = repeatedParameter(query);
  if (repeated) return invalid(`${repeated} is given more than once`);
  const type = query.get('response_type');
  if (type === undefined) return invalid('response_type is missing');
  if (type !== 'code') return invalid('response_type must be code', 'unsupported_response_type');
  const prompt = query.get('approval_prompt') ?? 'auto';
  if (prompt !== 'auto' && prompt !== 'force') {
    return invalid('approval_prompt must be auto or force');
  }
  return good(true);
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

const PRINTABLE_NAME = /^[\w:.-]{1,64}$/;

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
  if (!result.ok) {
    const names = result.unknown.filter((name) => PRINTABLE_NAME.test(name)).slice(0, 5);
    const which = names.length > 0 ? `: ${names.join(', ')}` : '';
    return invalid(`scope has unknown permissions${which}`, 'invalid_scope');
  }
  return result.permissions.length > 0
    ? good(result.permissions)
    : invalid('scope names no permission', 'invalid_scope');
};

const readMode = (query: Query): Part<Mode> => {
  const wanted = query.get('mode') ?? 'live';
  const mode = MODES.find((known) => known === wanted);
  return mode ? good(mode) : invalid('mode must be live, simulated or test');
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
  return good({
    make: makeOfVin(vin)?.id ?? make.value?.id ?? null,
    singleSelect: true,
    singleSelectVin: vin,
  });
};

const readMake = (query: Query): Part<MakeRow | undefined> => {
  const wanted = query.get('make');
  if (wanted === undefined) return good(undefined);
  const make = findMake(
    wanted
      .trim()
      .toUpperCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  return make
    ? good(make)
    : refused({
        title: 'We do not know this brand',
        message: 'The app asked for a car brand that Connect does not know.',
        hint: 'make must be one of the identifiers in the list of makes, for example TESLA or LAND_ROVER.',
      });
};

const readCountry = (query: Query, { languages, fallbackCountry }: Surroundings): string => {
  const flag = /(?:^|\s)country:([a-z]{2})(?:\s|$)/i.exec(query.get('flags') ?? '')?.[1];
  const wanted = flag?.toUpperCase();
  if (wanted !== undefined && isCountry(wanted)) return wanted;
  return countryOfLanguages(languages) ?? fallbackCountry;
};

const PRINTABLE = /^[^\p{C}]{1,256}$/u;

const readUser = (query: Query): string | null => {
  const user = query.get('user');
  return user !== undefined && PRINTABLE.test(user) ? user : null;
};
