import {
  findMake,
  type Language,
  languageOfHeader,
  type MakeRow,
  MODES,
  type Mode,
} from '@carport/catalog';
import type { ConsentRequest } from './consent-request.js';
import { countryOfLanguages, isCountry } from './countries.js';
import type { Query } from './query.js';
import { type RefusalText, UNKNOWN_MAKE } from './refusal.js';

/** Errors of the link itself, for the developer rather than the owner (RFC 6749, 4.1.2.1). */
export type RequestError = 'invalid_request' | 'invalid_scope' | 'unsupported_response_type';

export type RequestReading =
  | { readonly kind: 'accepted'; readonly request: ConsentRequest }
  /** A page with an exit to the app. */
  | { readonly kind: 'refused'; readonly text: RefusalText }
  /** Straight back to the app. */
  | { readonly kind: 'returned'; readonly error: RequestError; readonly description: string };

export type Part<T> = { readonly ok: true; readonly value: T } | PartProblem;
export type PartProblem = {
  readonly ok: false;
  readonly reading: Exclude<RequestReading, { kind: 'accepted' }>;
};

export const good = <T>(value: T): Part<T> => ({ ok: true, value });
export const invalid = (
  description: string,
  error: RequestError = 'invalid_request',
): PartProblem => ({ ok: false, reading: { kind: 'returned', error, description } });
export const refused = (text: RefusalText): PartProblem => ({
  ok: false,
  reading: { kind: 'refused', text },
});

/** What the request meets here. */
export interface Surroundings {
  /** The browser's Accept-Language header. */
  readonly languages: string;
  readonly fallbackCountry: string;
  /** Simulated cars answer in live mode, so their VINs are good there. */
  readonly liveCarsAreSimulated: boolean;
}

/** Parameters that Connect reads; RFC 6749, 3.1 forbids giving one twice. */
const SINGLE = new Set(
  'response_type client_id application_id redirect_uri scope state mode approval_prompt make user external_id vehicle_id token flags single_select single_select_vin code_challenge code_challenge_method'.split(
    ' ',
  ),
);

/** The first parameter that was given twice. */
export const repeatedParameter = (query: Query): string | undefined =>
  [...query.repeated].find((name) => SINGLE.has(name));

/** The response type, if it is among those that the link may ask for. */
export const readResponseType = <T extends string>(query: Query, known: readonly T[]): Part<T> => {
  const repeated = repeatedParameter(query);
  if (repeated) return invalid(`${repeated} is given more than once`);
  const wanted = query.get('response_type');
  if (wanted === undefined) return invalid('response_type is missing');
  const type = known.find((one) => one === wanted);
  return type === undefined
    ? invalid(`response_type must be ${known.join(' or ')}`, 'unsupported_response_type')
    : good(type);
};

const PRINTABLE_NAME = /^[\w:.-]{1,64}$/;

/** A scope with names in it that are no permissions. */
export const unknownIn = (unknown: readonly string[]): PartProblem => {
  const names = unknown.filter((name) => PRINTABLE_NAME.test(name)).slice(0, 5);
  const which = names.length > 0 ? `: ${names.join(', ')}` : '';
  return invalid(`scope has unknown permissions${which}`, 'invalid_scope');
};

export const readMode = (query: Query): Part<Mode> => {
  const wanted = query.get('mode') ?? 'live';
  const mode = MODES.find((known) => known === wanted);
  return mode ? good(mode) : invalid('mode must be live, simulated or test');
};

/** `LAND_ROVER`, however its words are joined. */
export const readMake = (query: Query): Part<MakeRow | undefined> => {
  const wanted = query.get('make');
  if (wanted === undefined) return good(undefined);
  const make = findMake(
    wanted
      .trim()
      .toUpperCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  return make ? good(make) : refused(UNKNOWN_MAKE);
};

export const readCountry = (query: Query, { languages, fallbackCountry }: Surroundings): string => {
  const flag = /(?:^|\s)country:([a-z]{2})(?:\s|$)/i.exec(query.get('flags') ?? '')?.[1];
  const wanted = flag?.toUpperCase();
  if (wanted !== undefined && isCountry(wanted)) return wanted;
  return countryOfLanguages(languages) ?? fallbackCountry;
};

/** A colour that is none is no reason to turn an owner away. */
export const readAccent = (query: Query): string | null =>
  /(?:^|\s)color:#?([0-9a-f]{6})(?:\s|$)/i.exec(query.get('flags') ?? '')?.[1]?.toLowerCase() ??
  null;

export const readLanguage = ({ languages }: Surroundings): Language =>
  languageOfHeader(languages) ?? 'en';

const PRINTABLE = /^[^\p{C}]{1,256}$/u;

export const readUser = (query: Query): string | null => {
  const user = query.get('user');
  return user !== undefined && PRINTABLE.test(user) ? user : null;
};

/** The literal `null` takes away what was there. */
export const readExternalId = (query: Query): Part<ConsentRequest['externalId']> => {
  const id = query.get('external_id');
  if (id === undefined) return good(null);
  if (id === 'null') return good({ to: null });
  return PRINTABLE.test(id)
    ? good({ to: id })
    : invalid('external_id must be 1 to 256 printable characters');
};
