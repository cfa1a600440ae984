import type { Language } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import type { VehicleSummary } from './consent-request.js';
import type { Told } from './refusal.js';

/**
 * The page on which an owner says which of its model's batteries their car has. It stands for itself: whoever has
 * the link may say it, there is no session, and the link can be opened again.
 */
export interface BatteryPage {
  link(access: VehicleAccess): string;
  visit(query: string, languages: string): Promise<BatteryVisit>;
  act(query: string, answer: BatteryAnswer): Promise<BatteryReaction>;
}

/** The batteries of connected cars, whoever keeps them. */
export interface Batteries {
  /** Undefined for a car without one; throws a Fault when nothing is known and the car cannot be asked. */
  battery(vehicle: Vehicle): Promise<Battery | undefined>;
  /** As far as it has been told already: the car is not asked. */
  knownBattery(vehicle: Vehicle): Promise<Battery | undefined>;
  /** False where it is not for the owner to say, or no candidate. */
  chooseBattery(vehicle: Vehicle, capacity: number): Promise<boolean>;
  /** The same without asking the car, for which the carmaker has named these at sign-in. */
  chooseOfferedBattery(
    vehicle: Vehicle,
    capacity: number,
    offered: readonly BatteryCandidate[],
  ): Promise<boolean>;
}

export interface Battery {
  readonly capacity: number | null;
  readonly candidates: readonly BatteryCandidate[];
  readonly isOpen: boolean;
}

export interface BatteryCandidate {
  /** In kWh. */
  readonly capacity: number;
  /** `BEV:Long Range` */
  readonly description: string | null;
}

/** `kwh` is null for an owner who does not know; undefined for one who has chosen nothing. */
export interface BatteryAnswer {
  readonly kwh: number | null | undefined;
}

/** What there is to see: a question, or what became of it. */
export type BatteryState = 'asked' | 'unanswered' | 'saved' | 'unsure' | 'known' | 'unreachable';

export interface BatteryView {
  readonly state: BatteryState;
  readonly applicationName: string;
  readonly language: Language;
  readonly car: VehicleSummary;
  readonly simulated: boolean;
  readonly candidates: readonly BatteryCandidate[];
  readonly chosen: number | null;
  /** Back to the app without a choice; null where there is no app to go back to. */
  readonly exitUrl: string | null;
}

export type BatteryVisit = Told | { readonly kind: 'page'; readonly view: BatteryView };
export type BatteryReaction =
  | Told
  /** To this page again, which then says what became of the answer. */
  | { readonly kind: 'stay'; readonly state: BatteryState };
