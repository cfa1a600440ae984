import { endingParameters } from './endings.js';
import { returnUrl } from './return-url.js';

/** An error page: what the owner reads, what helps the developer, and the way back when there is a safe one. */
export interface Refusal {
  readonly title: string;
  /** For the owner; also the `error_message` of a configuration_error. */
  readonly message: string;
  /** For whoever built the app. */
  readonly hint: string;
  /** Set only once the redirect URI is known to be the application's own. */
  readonly exit: { readonly applicationName: string; readonly url: string } | null;
}

export type RefusalText = Omit<Refusal, 'exit'>;

/** Where an owner may be sent back to, and with what. */
export interface WayBack {
  readonly applicationName: string;
  readonly redirectUri: string;
  readonly rawState: string | null;
  readonly issuer: string;
}

export const STATUS_BAD_REQUEST = 400;

/** A refusal that stays on Carport: nobody can be sent anywhere. */
export const deadEnd = (text: RefusalText): Refusal => ({ ...text, exit: null });

/** A refusal whose exit tells the app configuration_error. */
export const withExit = (text: RefusalText, back: WayBack): Refusal => ({
  ...text,
  exit: {
    applicationName: back.applicationName,
    url: returnUrl(
      back.redirectUri,
      {
        ...endingParameters('configuration_error'),
        status_code: String(STATUS_BAD_REQUEST),
        error_message: text.message,
        iss: back.issuer,
      },
      back.rawState,
    ),
  },
});

export const TEST_VIN_IN_LIVE_MODE: RefusalText = {
  title: 'This is a test car',
  message: 'You have entered a test mode VIN. Please enter a VIN that belongs to a real vehicle.',
  hint: 'single_select_vin is a simulated VIN, but mode is live. Use mode=simulated, or the VIN of a real car.',
};

export const BROKEN_VIN: RefusalText = {
  title: 'We cannot look for this car',
  message: 'The app asked for a car by a VIN that is not valid.',
  hint: 'single_select_vin must be 17 letters and digits.',
};

export const STEP_AHEAD: RefusalText = {
  title: 'This page comes later',
  message: 'You have opened a step that you have not reached yet.',
  hint: 'A step of Connect was opened out of order. Send owners to the authorize URL only.',
};
