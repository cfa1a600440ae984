import { endingParameters } from './endings.js';
import { returnUrl } from './return-url.js';

/** Why a link is not served; the pages have a title and a text for each. */
export type RefusalReason =
  | 'bad-link'
  | 'unknown-make'
  | 'unknown-car'
  | 'stale-link'
  | 'test-vin'
  | 'broken-vin'
  | 'step-ahead';

export interface RefusalText {
  readonly reason: RefusalReason;
  /** For whoever built the app. */
  readonly hint: string;
}

/** An error page: what it is about, what helps the developer, and the way back when there is a safe one. */
export interface Refusal extends RefusalText {
  /** Set only once the redirect URI is known to be the application's own. */
  readonly exit: { readonly applicationName: string; readonly url: string } | null;
}

/** What a link leads to that leads no further: a page, or straight back to the app. */
export type Told =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'returned'; readonly url: string };

/** Where an owner may be sent back to, and with what. */
export interface WayBack {
  readonly applicationName: string;
  readonly redirectUri: string | null;
  readonly rawState: string | null;
  readonly issuer: string;
}

export const STATUS_BAD_REQUEST = 400;

/** A refusal that stays on Carport: nobody can be sent anywhere. */
export const deadEnd = (text: RefusalText): Refusal => ({ ...text, exit: null });

/** What the page says, in English; also the `error_message` of a configuration_error. */
export const REFUSAL_MESSAGES: Readonly<Record<RefusalReason, string>> = {
  'bad-link': 'The app that sent you here made a mistake in its link, so we cannot go on.',
  'unknown-make': 'The app asked for a car brand that Connect does not know.',
  'unknown-car': 'The app asked for a car that is not connected to it.',
  'stale-link': 'This link is not valid, or no longer: such a link is good for 30 days.',
  'test-vin':
    'You have entered a test mode VIN. Please enter a VIN that belongs to a real vehicle.',
  'broken-vin': 'The app asked for a car by a VIN that is not valid.',
  'step-ahead': 'You have opened a step that you have not reached yet.',
};

/** A refusal whose exit tells the app configuration_error; without one where there is no way back. */
export const withExit = (text: RefusalText, back: WayBack): Refusal => {
  const { applicationName, redirectUri, rawState, issuer } = back;
  if (redirectUri === null) return deadEnd(text);
  const parameters = {
    ...endingParameters('configuration_error'),
    status_code: String(STATUS_BAD_REQUEST),
    error_message: REFUSAL_MESSAGES[text.reason],
    iss: issuer,
  };
  return { ...text, exit: { applicationName, url: returnUrl(redirectUri, parameters, rawState) } };
};

export const UNKNOWN_MAKE: RefusalText = {
  reason: 'unknown-make',
  hint: 'make must be one of the identifiers in the list of makes, for example TESLA or LAND_ROVER.',
};

export const UNKNOWN_CAR: RefusalText = {
  reason: 'unknown-car',
  hint: 'vehicle_id is not that of a vehicle connected to this application. An owner who has disconnected it connects it again through /oauth/authorize.',
};

export const STALE_LINK: RefusalText = {
  reason: 'stale-link',
  hint: 'token is not one that this server has made for this client_id and vehicle_id in the last 30 days. Read /battery/nominal_capacity again: its url is a fresh link.',
};

export const TEST_VIN_IN_LIVE_MODE: RefusalText = {
  reason: 'test-vin',
  hint: 'single_select_vin is a simulated VIN, but mode is live. Use mode=simulated, or the VIN of a real car.',
};

export const BROKEN_VIN: RefusalText = {
  reason: 'broken-vin',
  hint: 'single_select_vin must be 17 letters and digits.',
};

export const MADE_UP_TEST_VIN: RefusalText = {
  reason: 'broken-vin',
  hint: 'single_select_vin looks like a test VIN, but is none of those that the page on testing errors lists.',
};

export const STEP_AHEAD: RefusalText = {
  reason: 'step-ahead',
  hint: 'A step of Connect was opened out of order. Send owners to the authorize URL only.',
};
