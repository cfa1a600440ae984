import type { Powertrain, Region } from '../vocabulary.js';

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
  /** Regions where the service has another name. */
  readonly connectedServiceIn?: Readonly<Partial<Record<Region, string>>>;
  /** What the owner signs in with. */
  readonly signIn: 'email' | 'username' | 'phone';
  /** World manufacturer identifier: the first three characters of the VINs of simulated cars. */
  readonly wmi: string;
  /** Models the simulator can stand in for. */
  readonly models: readonly ModelRow[];
}

export interface ModelRow {
  readonly model: string;
  readonly powertrain: Powertrain;
  /** Usable battery capacity in kWh; 0 without a plug. */
  readonly batteryKwh: number;
  /** Fuel tank in liters; 0 for BEV. */
  readonly tankLiters: number;
  /** First and last model year. */
  readonly years: readonly [number, number];
  /** Where it is sold with several: all of them, that of `batteryKwh` included. */
  readonly batteries?: readonly BatteryRow[];
}

export interface BatteryRow {
  readonly kwh: number;
  /** As the carmaker calls the trim that has it. */
  readonly trim: string;
}

type Years = readonly [number, number];

export const bev = (
  model: string,
  batteryKwh: number,
  years: Years,
  trims?: Readonly<Record<string, number>>,
): ModelRow => ({
  model,
  powertrain: 'BEV',
  batteryKwh,
  tankLiters: 0,
  years,
  ...(trims && { batteries: Object.entries(trims).map(([trim, kwh]) => ({ trim, kwh })) }),
});

export const phev = (
  model: string,
  batteryKwh: number,
  tankLiters: number,
  years: Years,
): ModelRow => ({ model, powertrain: 'PHEV', batteryKwh, tankLiters, years });

export const hev = (model: string, tankLiters: number, years: Years): ModelRow => ({
  model,
  powertrain: 'HEV',
  batteryKwh: 0,
  tankLiters,
  years,
});

export const ice = (model: string, tankLiters: number, years: Years): ModelRow => ({
  model,
  powertrain: 'ICE',
  batteryKwh: 0,
  tankLiters,
  years,
});
