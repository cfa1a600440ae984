import type { ConnectErrorCode, Language, Permission } from '@carport/catalog';
import type { ChallengeKind } from '../oem/contract.js';
import type { BatteryCandidate } from './battery-contract.js';
import type { ConsentRequest, VehicleSummary } from './consent-request.js';

export type { VehicleSummary } from './consent-request.js';

export const STEPS = [
  'preamble',
  'brand',
  'sign-in',
  'verify',
  'vehicles',
  'permissions',
  'battery',
  'virtual-key',
] as const;
export type Step = (typeof STEPS)[number];

/** Where the owner's browser belongs. */
export type Place = Step | 'stopped' | 'returning' | 'done';

/** A carmaker account that the owner signed in to. */
export interface Account {
  readonly adapter: string;
  /** The adapter's authorization, sealed for this session. */
  readonly sealed: string;
  readonly vehicles: readonly AccountVehicle[];
}

export interface AccountVehicle extends VehicleSummary {
  /** Those that it may have, where the carmaker does not tell which. */
  readonly batteries?: readonly BatteryCandidate[];
  /** It takes no commands before its owner has let the app's key in. */
  readonly lacksVirtualKey?: boolean;
}

/** Which battery a picked car has: something to ask its owner. */
export interface BatteryQuestion {
  readonly vin: string;
  /** In kWh; null for an owner who does not know, undefined while they have not been asked. */
  readonly answer?: number | null;
}

/** What the carmaker wants to know before it lets the owner in. */
export interface Challenge {
  readonly adapter: string;
  readonly asks: readonly ChallengeKind[];
  /** The sign-in as the adapter finds it again, sealed for this session. */
  readonly sealed: string;
}

/** Something to put right on a step's own page. */
export type Problem =
  | { readonly kind: 'unknown-brand' }
  | { readonly kind: 'brand-not-served'; readonly make: string }
  | { readonly kind: 'sign-in-incomplete' }
  | { readonly kind: 'sign-in-rejected' }
  | { readonly kind: 'email-needed' }
  | { readonly kind: 'verification-incomplete' }
  | { readonly kind: 'verification-rejected' }
  | { readonly kind: 'account-needs-attention' }
  | { readonly kind: 'carmaker-unreachable' }
  | { readonly kind: 'no-vehicle-picked' }
  | { readonly kind: 'nothing-allowed' }
  | { readonly kind: 'no-battery-chosen' };

/** The consent cannot go on; the owner may leave with the error or go back and try otherwise. */
export interface Stop {
  readonly error: Extract<
    ConnectErrorCode,
    | 'access_denied'
    | 'invalid_subscription'
    | 'no_vehicles'
    | 'oem_cancelled_login'
    | 'server_error'
    | 'vehicle_incompatible'
  >;
  readonly reason:
    | 'brand-missing'
    | 'brand-not-served'
    | 'subscription'
    | 'incompatible'
    | 'no-vehicles'
    | 'vin-not-in-account'
    | 'other-account'
    | 'disconnected'
    | 'none-connected'
    | 'cancelled'
    | 'denied'
    | 'failure';
  /** The car that it is about, as far as the carmaker has told. */
  readonly vehicle?: Partial<VehicleSummary>;
}

export interface FlowSession {
  readonly request: ConsentRequest;
  readonly country: string;
  readonly language: Language;
  /** The furthest step. */
  readonly at: Step;
  readonly make: string | null;
  /** Null where name and password were enough. */
  readonly challenge: Challenge | null;
  readonly account: Account | null;
  /** Sealed, and kept only until the next event: what was typed when a sign-in was turned down. */
  readonly typedUsername: string | null;
  readonly vins: readonly string[];
  /** What the owner has allowed, while something is left to ask them; empty before. */
  readonly allowed: readonly Permission[];
  readonly batteries: readonly BatteryQuestion[];
  readonly problem: Problem | null;
  readonly stop: Stop | null;
  /** Nothing is left to ask: the same was allowed before, or the owner has signed in again. */
  readonly recognised: boolean;
  /** All is well, and there is no app to go back to. */
  readonly done: boolean;
}

export type FlowEvent =
  | { readonly type: 'speak'; readonly language: Language }
  /** `served`: whether a preset make can be signed in to. */
  | { readonly type: 'continue'; readonly country: string; readonly served: boolean }
  /** `make` is null for a brand that nobody knows. */
  | { readonly type: 'choose-brand'; readonly make: string | null; readonly served: boolean }
  | { readonly type: 'brand-missing' }
  | { readonly type: 'signed-in'; readonly make: string; readonly account: Account }
  | { readonly type: 'challenged'; readonly make: string; readonly challenge: Challenge }
  | { readonly type: 'verified'; readonly make: string; readonly account: Account }
  | { readonly type: 'verification-refused'; readonly make: string; readonly problem: Problem }
  | { readonly type: 'stop-verification'; readonly make: string; readonly stop: Stop }
  | {
      readonly type: 'sign-in-refused';
      readonly make: string;
      readonly problem: Problem;
      readonly typedUsername: string | null;
    }
  | { readonly type: 'stop-sign-in'; readonly make: string; readonly stop: Stop }
  | { readonly type: 'cancel-sign-in' }
  /** One page of the list: which cars it showed, and which of them are ticked. */
  | {
      readonly type: 'pick-vehicles';
      readonly shown: readonly string[];
      readonly picked: readonly string[];
      readonly done: boolean;
    }
  | { readonly type: 'pick-every-vehicle'; readonly pick: boolean }
  /** What the owner allowed before for the picked cars; null when never. */
  | { readonly type: 'recalled'; readonly allowed: readonly Permission[] | null }
  | { readonly type: 'decide'; readonly allow: boolean; readonly permissions: readonly string[] }
  /** Cars whose battery need not be asked for after all. */
  | { readonly type: 'batteries-looked-up'; readonly known: readonly string[] }
  /** `kwh` is null for an owner who does not know; undefined for one who has chosen nothing. */
  | {
      readonly type: 'answer-battery';
      readonly vin: string;
      readonly kwh: number | null | undefined;
    }
  | { readonly type: 'skip-batteries' }
  /** The owner knows of the key; whether they have let it in, nobody can see. */
  | { readonly type: 'key-told' }
  | { readonly type: 'finish' }
  /** The car is not connected any more, so there is nothing to renew. */
  | { readonly type: 'lose-car' }
  | { readonly type: 'fail' };

export type Outcome =
  | { readonly type: 'show'; readonly place: Place }
  /** Look up what was allowed before, and answer with `recalled`. */
  | { readonly type: 'recall' }
  /** Look up which of these cars' batteries are known, and answer with `batteries-looked-up`. */
  | { readonly type: 'look-up-batteries'; readonly vins: readonly string[] }
  | { readonly type: 'approve'; readonly permissions: readonly Permission[] }
  | { readonly type: 'deny' };

export interface Transition {
  readonly session: FlowSession;
  readonly outcome: Outcome;
}
