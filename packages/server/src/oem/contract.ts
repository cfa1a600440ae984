import type { CommandId, MakeRow, Mode, Permission, SimulationEventId } from '@carport/catalog';
import type { SignalReport } from '../signals/report.js';

/**
 * What a carmaker's integration is. An adapter turns a sign-in into vehicles, a car into signals and a
 * command into an effect; it knows nothing of applications, tokens or wire formats.
 * Failures are thrown as `AdapterFailure` with a type and code from the catalogue.
 */
export interface OemAdapter {
  readonly id: string;
  /** Whether this adapter serves the make in this mode. */
  serves(make: MakeRow, mode: Mode): boolean;
  /** How long a report stays fresh; reads within it do not ask the car again. */
  readonly freshForMilliseconds: number;
  /** How often a car with a webhook is asked. */
  readonly pollEveryMilliseconds: number;
  authorize(login: OemLogin): Promise<OemAuthorization>;
  /** Present when the carmaker may want more than a name and a password. */
  readonly secondStep?: SecondStep;
  read(car: OemCar): Promise<SignalReport>;
  /** Answers with what the command changed, so that it can be ingested at once. */
  command(car: OemCar, call: CommandCall): Promise<SignalReport>;
  /** Present when the car's time can be moved: simulated cars only. */
  readonly timeTravel?: TimeTravel;
  /** Present when things can be made to happen to the car: simulated cars only. */
  readonly staging?: Staging;
}

export interface TimeTravel {
  /** Moves the car's own time forward and answers with the signals after it. */
  advance(car: OemCar, milliseconds: number): Promise<SignalReport>;
}

/** What a developer makes happen to a car; reading it then tells what became of it. */
export interface Staging {
  /** The names of what happens one after another. */
  steps(event: SimulationEventId): readonly string[];
  /** Makes one step happen. */
  perform(car: OemCar, call: SimulationCall, step: number): Promise<void>;
}

export interface SimulationCall {
  readonly id: SimulationEventId;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface OemLogin {
  readonly make: MakeRow;
  readonly username: string;
  readonly password: string;
  /** ISO-3166 alpha-2. */
  readonly country: string;
  readonly mode: Mode;
  /** The car that the app asked for; absent when it takes any. */
  readonly wantedVin?: string;
  /** The owner has connected before, and signs in again because the carmaker asked for it. */
  readonly again?: boolean;
  /** What the app asks for: for some of it carmakers ask more of the owner. */
  readonly permissions?: readonly Permission[];
}

/** A sign-in that goes on after the password. */
export interface SecondStep {
  /** What else the carmaker wants to know; null when `authorize` will do. Fails as that does. */
  ask(login: OemLogin): Promise<OemChallenge | null>;
  /** Takes the place of `authorize`. An answer that is wrong fails with AUTHENTICATION_FAILED. */
  answer(state: string, answers: OemAnswers): Promise<OemAuthorization>;
}

export const CHALLENGES = ['pin', 'code'] as const;
/** A PIN that the owner has set up with the carmaker; a code that is good once. */
export type ChallengeKind = (typeof CHALLENGES)[number];

export type OemAnswers = Readonly<Partial<Record<ChallengeKind, string>>>;

export interface OemChallenge {
  readonly asks: readonly ChallengeKind[];
  /** Finds the sign-in again; sealed by the platform while the owner looks for the answer. No password is in it. */
  readonly state: string;
}

export interface OemAuthorization {
  /** Names the account at the carmaker; the same owner gets the same subject. */
  readonly subject: string;
  /** Sealed by the platform before it is kept. */
  readonly credentials: string;
  readonly vehicles: readonly OemVehicle[];
}

export interface OemVehicle {
  readonly vin: string;
  readonly make: string;
  readonly model: string;
  readonly year: number;
  readonly powertrain: 'BEV' | 'PHEV' | 'HEV' | 'ICE';
  /** JSON that finds the car again; kept with the vehicle and given back in `OemCar`. */
  readonly reference: unknown;
  /** Where it is used, ISO 3166-1 alpha-2; absent where the carmaker does not say it. */
  readonly country?: string;
  /** It takes no commands before its owner has let the app's key in. */
  readonly lacksVirtualKey?: boolean;
  /** Those that it may have; absent where the carmaker tells which, and where it has none. */
  readonly batteries?: readonly OemBattery[];
}

export interface OemBattery {
  /** In kWh. */
  readonly capacity: number;
  /** `BEV:Long Range` */
  readonly description: string | null;
}

/** A connected car as an adapter sees it. */
export interface OemCar {
  readonly vehicleId: string;
  readonly vin: string;
  readonly reference: unknown;
  readonly document: AdapterDocument;
  /** Opens the sealed credentials, for adapters that need them. */
  credentials(): Promise<string>;
}

/** A JSON document that an adapter keeps for one car, safe against lost updates. */
export interface AdapterDocument {
  load(): Promise<{ readonly value: unknown; readonly revision: number } | null>;
  /** False when somebody else saved since `revision` (null: no document existed). */
  save(value: unknown, revision: number | null): Promise<boolean>;
}

export interface CommandCall {
  readonly id: CommandId;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a carmaker says of a car that it does not let anyone connect. */
export type RefusedVehicle = Partial<Pick<OemVehicle, 'vin' | 'make' | 'model' | 'year'>>;

export interface AdapterFailureOptions extends ErrorOptions {
  /** The car that a sign-in failed over. */
  readonly vehicle?: RefusedVehicle;
  /** When the carmaker says how long to wait. */
  readonly retryAfterSeconds?: number;
  /** Facts that go with the error, for example the battery capacities to choose from. */
  readonly detail?: readonly Record<string, unknown>[];
}

/** Thrown by an adapter: an error of the catalogue as the carmaker caused it. */
export class AdapterFailure extends Error {
  override readonly name = 'AdapterFailure';
  readonly type: string;
  readonly code: string | null;
  readonly vehicle: RefusedVehicle | undefined;
  readonly facts: Pick<AdapterFailureOptions, 'retryAfterSeconds' | 'detail'>;
  constructor(type: string, code: string | null, options: AdapterFailureOptions = {}) {
    const { retryAfterSeconds, detail, vehicle, ...rest } = options;
    super(`${type}:${code}`, rest);
    this.type = type;
    this.code = code;
    this.vehicle = vehicle;
    this.facts = {
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(detail === undefined ? {} : { detail }),
    };
  }
}
