/** The words that every other table uses: powertrains, modes, regions and unit systems. */

export const POWERTRAINS = ['BEV', 'PHEV', 'HEV', 'ICE'] as const;
/** Battery electric, plug-in hybrid, hybrid, or internal combustion engine only. */
export type Powertrain = (typeof POWERTRAINS)[number];

export const EVERY_CAR: readonly Powertrain[] = POWERTRAINS;
export const WITH_PLUG: readonly Powertrain[] = ['BEV', 'PHEV'];
export const WITH_TRACTION_BATTERY: readonly Powertrain[] = ['BEV', 'PHEV', 'HEV'];
export const WITH_ENGINE: readonly Powertrain[] = ['PHEV', 'HEV', 'ICE'];

export const MODES = ['live', 'simulated', 'test'] as const;
/** `test` is the older spelling of `simulated`; both reach the simulator. */
export type Mode = (typeof MODES)[number];

/** Who asks for simulated cars means those of the older spelling as well. */
export const modesMeant = (mode: Mode): readonly Mode[] =>
  mode === 'simulated' ? MODES.filter((known) => known !== 'live') : [mode];

export const REGIONS = ['US', 'CA', 'EUROPE'] as const;
export type Region = (typeof REGIONS)[number];

export const UNIT_SYSTEMS = ['metric', 'imperial'] as const;
/** Chosen by a client with the `sc-unit-system` request header; metric when absent. */
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

export const hasPlug = (powertrain: Powertrain): boolean =>
  powertrain === 'BEV' || powertrain === 'PHEV';

export const hasEngine = (powertrain: Powertrain): boolean => powertrain !== 'BEV';
