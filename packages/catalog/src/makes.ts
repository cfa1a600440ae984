import type { Powertrain, Region } from './vocabulary.js';

export interface MakeRow {
  /** Upper case with underscores: `ALFA_ROMEO`. The value of Connect's `make` parameter and the brand button's id. */
  readonly id: string;
  /** As people write it. */
  readonly name: string;
  /** What people type in the search: "VW", "Chevy", "Merc". */
  readonly aliases: readonly string[];
  readonly regions: readonly Region[];
  /** The carmaker's connected-service name, shown on the sign-in page. */
  readonly connectedService: string;
  /** What the owner signs in with. */
  readonly signIn: 'email' | 'username' | 'phone';
  /** Models the simulator can stand in for. */
  readonly models: readonly ModelRow[];
}

export interface ModelRow {
  readonly model: string;
  readonly powertrain: Powertrain;
  /** Usable battery capacity in kWh; 0 without a plug. */
  readonly batteryKwh: number;
  /** Fuel tank in litres; 0 for BEV. */
  readonly tankLiters: number;
  readonly years: readonly [number, number];
}
