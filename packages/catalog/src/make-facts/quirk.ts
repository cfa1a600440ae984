import type { CommandId } from '../commands.js';
import type { Permission } from '../permissions.js';
import type { SignalCode } from '../signals.js';
import type { Region } from '../vocabulary.js';
import type { QuirkEffect } from './effect.js';

interface QuirkFacts {
  readonly makes: readonly string[];
  /** Only cars that are used there. */
  readonly region?: Region;
  /** For the documentation page of the make. */
  readonly note: string;
  /** Absent where it is advice, or shows in what the car does alone. */
  readonly effect?: QuirkEffect;
}

/** Models that a quirk is about, by the beginning of their names; no list is every model. */
export interface ModelScope {
  readonly models?: readonly string[];
  readonly except?: readonly string[];
  /** First and last model year it holds for. */
  readonly fromYear?: number;
  readonly toYear?: number;
}

/** How a make's remote charging differs from the rule. */
export type ChargingQuirk =
  | { readonly kind: 'minimum-charge-for-remote-charge'; readonly percent: number }
  | { readonly kind: 'start-only' }
  | { readonly kind: 'stop-refused-below'; readonly percent: number }
  | { readonly kind: 'schedule-overrides-limit'; readonly limitPercent: number }
  | {
      /** The carmaker slows consecutive charge commands down; nobody says how many are too many. */
      readonly kind: 'charge-command-throttling';
      readonly restoredBy: 'driving';
      /** How many simulated cars take. */
      readonly simulatedMost: number;
    }
  | {
      readonly kind: 'charge-schedules';
      readonly types: readonly ('daily' | 'weekly' | 'workweek')[];
    }
  | { readonly kind: 'charging-events' }
  | {
      readonly kind: 'energy-integration';
      readonly countries: readonly string[];
      readonly geofenceMeters: number;
      readonly mostStops: { readonly count: number; readonly days: number };
      readonly current: 'AC';
      readonly signals: readonly SignalCode[];
      readonly commands: readonly CommandId[];
    };

/** What an account must be, have or go through before it can do everything. */
export type AccountQuirk =
  | { readonly kind: 'primary-user'; readonly title: string }
  | { readonly kind: 'subscription-error-when-older-than'; readonly days: number }
  | { readonly kind: 'subscription-review' }
  | { readonly kind: 'single-session' }
  | { readonly kind: 'pin-for'; readonly permission: Permission; readonly secondFactor: boolean }
  | {
      readonly kind: 'reauthorization-every';
      readonly days: number;
      readonly when: 'second-factor';
    }
  | { readonly kind: 'identity-check-for'; readonly permission: Permission }
  | { readonly kind: 'account-owner-for'; readonly permission: Permission }
  | { readonly kind: 'email-sign-in-only' }
  | { readonly kind: 'tenant-change-reauthorizes' }
  | { readonly kind: 'remote-access-delay'; readonly hours: number };

/** When a car sends nothing, sends it late, or tells its owner. */
export type TelemetryQuirk =
  | {
      readonly kind: 'deep-sleep';
      readonly afterDays: number;
      readonly wokenBy: 'ignition' | null;
    }
  | { readonly kind: 'no-data-with-ignition-on' }
  | { readonly kind: 'upstream-limit'; readonly minutesBetween: number }
  | {
      readonly kind: 'updates-on-events';
      readonly scope: ModelScope;
      readonly chargeStepPercent: number;
    }
  | { readonly kind: 'owner-notified-of'; readonly permission: Permission };

/** What a car needs before it can be connected or obeys. */
export type CarQuirk =
  | { readonly kind: 'virtual-key'; readonly scopes: readonly ModelScope[] }
  | { readonly kind: 'bluetooth-pairing-for-commands' }
  | { readonly kind: 'unlock-needs-trunk'; readonly afterSeconds: number }
  | {
      readonly kind: 'software-needed';
      readonly software: string;
      readonly version: number;
      readonly permissions: readonly Permission[];
      readonly scope: ModelScope;
    }
  | { readonly kind: 'not-connectable'; readonly scopes: readonly ModelScope[] };

export type Quirk = QuirkFacts & (ChargingQuirk | AccountQuirk | TelemetryQuirk | CarQuirk);

export type QuirkKind = Quirk['kind'];
export type QuirkOfKind<K extends QuirkKind> = Extract<Quirk, { readonly kind: K }>;

/** A quirk's row with its own kind's fields, so that a list of mixed kinds stays typed. */
export type QuirkRow<Q> = Q extends { readonly kind: QuirkKind } ? QuirkFacts & Q : never;
