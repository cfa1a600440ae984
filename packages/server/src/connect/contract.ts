import type { Language } from '@carport/catalog';
import type { Applications } from '../applications/contract.js';
import type { Connections } from '../connections/contract.js';
import type { OemAnswers } from '../oem/contract.js';
import type { OemRegistry } from '../oem/registry.js';
import type { Clock } from '../platform/clock.js';
import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import type { Logger } from '../platform/logger.js';
import type { Store } from '../store/store.js';
import type { Batteries, BatteryPage } from './battery-contract.js';
import type { Refusal } from './refusal.js';
import type { FlowSession, Place } from './session.js';

/** The consent flow that a vehicle owner goes through, without its pages. */
export interface Connect {
  /** Starts a session from an authorize URL's query (without the question mark). */
  begin(query: string, visitor: Visitor): Promise<Beginning>;
  /** Starts one from a re-authentication URL's query: an owner who has connected before signs in again. */
  beginAgain(query: string, visitor: Visitor): Promise<Beginning>;
  /** What to show at a place of the session; `undefined` asks for wherever the owner is. */
  visit(ticket: Ticket, place: Place | undefined): Promise<Visit>;
  /** The same for a link that names a step but no session: it is about the newest one of the browser. */
  visitNewest(browser: string | undefined, place: Place): Promise<NewestVisit>;
  /** What the owner did on a page. `formToken` is the one that the page carried. */
  act(ticket: Ticket, formToken: string, action: Action): Promise<Reaction>;
  readonly battery: BatteryPage;
}

export interface Visitor {
  /** The browser's secret, when it has one from an earlier session. */
  readonly browser: string | undefined;
  /** The Accept-Language header; empty when absent. */
  readonly languages: string;
}

/** What a browser shows to get into a session: its id from the URL and the browser's secret from the cookie. */
export interface Ticket {
  readonly sessionId: string;
  readonly browser: string | undefined;
}

export type Beginning =
  | { readonly kind: 'started'; readonly sessionId: string; readonly browser: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'returned'; readonly url: string };

export type Visit =
  | { readonly kind: 'page'; readonly view: View }
  | { readonly kind: 'elsewhere'; readonly place: Place }
  /** A deep link past the current step. */
  | {
      readonly kind: 'ahead';
      readonly refusal: Refusal;
      readonly place: Place;
      readonly language: Language;
      readonly accent: string | null;
    }
  /** Nothing is left to ask the owner: this leads back to the app. */
  | { readonly kind: 'returning'; readonly session: FlowSession; readonly url: string }
  /** Unknown, expired, or of another browser: they look the same from outside. */
  | { readonly kind: 'missing' };

/** A refusal where the browser has no session at all. */
export type NewestVisit =
  | { readonly kind: 'none'; readonly refusal: Refusal }
  | { readonly kind: 'session'; readonly sessionId: string; readonly visit: Visit };

export interface View {
  readonly place: Exclude<Place, 'returning'>;
  readonly session: FlowSession;
  readonly formToken: string;
  /** No real car is behind this consent, so any credentials do. */
  readonly simulated: boolean;
  readonly typedUsername: string;
  /** Where leaving a stopped consent leads; null on the steps, and where there is no app to go back to. */
  readonly exitUrl: string | null;
  /** The same, telling the app which car it is about; null where nobody knows. */
  readonly tellingUrl: string | null;
  /** Where the owner lets the app's key in, at the carmaker whose cars want one. */
  readonly virtualKeyUrl: string;
  /** Where the owner ends up, as far as it is a host that they can recognise. */
  readonly returnHost: string | null;
}

export type Action =
  | { readonly type: 'speak'; readonly language: string }
  | { readonly type: 'continue'; readonly country: string }
  | { readonly type: 'choose-brand'; readonly make: string }
  | { readonly type: 'brand-missing' }
  | { readonly type: 'sign-in'; readonly username: string; readonly password: string }
  | { readonly type: 'verify'; readonly answers: OemAnswers }
  | { readonly type: 'cancel-sign-in' }
  | {
      readonly type: 'pick-vehicles';
      readonly shown: readonly string[];
      readonly picked: readonly string[];
      readonly done: boolean;
    }
  | { readonly type: 'pick-every-vehicle'; readonly pick: boolean }
  | { readonly type: 'decide'; readonly allow: boolean; readonly permissions: readonly string[] }
  /** `vin` is the car that the page was about. */
  | {
      readonly type: 'answer-battery';
      readonly vin: string;
      readonly kwh: number | null | undefined;
    }
  | { readonly type: 'skip-batteries' }
  | { readonly type: 'key-told' };

export type Reaction =
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'leave'; readonly url: string }
  | { readonly kind: 'missing' }
  /** The form does not belong to this session and browser. */
  | { readonly kind: 'forged' };

export interface ConnectSettings {
  /** The server's own address: the `iss` of a redirect (RFC 9207). */
  readonly publicUrl: string;
  /** Shown first when neither the app nor the browser names a country. */
  readonly fallbackCountry?: string;
}

export interface ConnectDeps {
  readonly store: Pick<Store, 'db'>;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly applications: Pick<Applications, 'get'>;
  readonly connections: Pick<
    Connections,
    | 'access'
    | 'approve'
    | 'approveWithoutCode'
    | 'findVehicles'
    | 'previousPermissions'
    | 'reauthenticate'
  >;
  readonly batteries: Batteries;
  readonly registry: Pick<OemRegistry, 'find' | 'get'>;
  readonly log: Logger;
  readonly settings: ConnectSettings;
}
