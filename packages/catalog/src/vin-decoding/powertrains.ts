import type { Powertrain } from '../vocabulary.js';

interface PowertrainPattern {
  readonly make: string;
  readonly model: string;
  readonly powertrain: Powertrain;
  /** Beginnings of the number; a full stop stands for any character. */
  readonly vins: string;
}

/** Cars sold in North America whose number gives their powertrain away. */
export const POWERTRAIN_PATTERNS: readonly PowertrainPattern[] = [
  { make: 'ACURA', model: 'ZDX', powertrain: 'BEV', vins: '4W5K' },
  { make: 'AUDI', model: 'e-tron', powertrain: 'BEV', vins: 'WA1.A.GE' },
  { make: 'BMW', model: 'i4', powertrain: 'BEV', vins: 'WBY.3AW' },
  { make: 'BMW', model: 'iX', powertrain: 'BEV', vins: 'WB523CF' },
  { make: 'CADILLAC', model: 'LYRIQ', powertrain: 'BEV', vins: '1GYKP.RL' },
  {
    make: 'CHEVROLET',
    model: 'Bolt EV',
    powertrain: 'BEV',
    vins: '1G1FW6 1G1FX6 1G1FY6 1G1FZ6',
  },
  { make: 'CHEVROLET', model: 'Equinox EV', powertrain: 'BEV', vins: '3GN7D' },
  {
    make: 'CHEVROLET',
    model: 'Volt',
    powertrain: 'PHEV',
    vins: '1G1RA6 1G1RB6 1G1RC6 1G1RD6',
  },
  {
    make: 'CHRYSLER',
    model: 'Pacifica Hybrid',
    powertrain: 'PHEV',
    vins: '2C4RC1H7 2C4RC1L7 2C4RC1N7 2C4RC1S7',
  },
  { make: 'FORD', model: 'Mustang Mach-E', powertrain: 'BEV', vins: '3FMTK' },
  { make: 'FORD', model: 'F-150 Lightning', powertrain: 'BEV', vins: '1FTVW1E 1FT6W1E' },
  { make: 'HONDA', model: 'Prologue', powertrain: 'BEV', vins: '3GPK' },
  { make: 'JAGUAR', model: 'I-PACE', powertrain: 'BEV', vins: 'SADH' },
  { make: 'JEEP', model: 'Wrangler 4xe', powertrain: 'PHEV', vins: '1C4JJX.6 1C4RJX.6' },
  { make: 'JEEP', model: 'Grand Cherokee 4xe', powertrain: 'PHEV', vins: '1C4RJY.6' },
  { make: 'KIA', model: 'EV6', powertrain: 'BEV', vins: 'KNDC3 KNDC4 KNDC5' },
  { make: 'KIA', model: 'Niro EV', powertrain: 'BEV', vins: 'KNDCC3L KNDCE3L KNDCR3L' },
  { make: 'MINI', model: 'Cooper SE', powertrain: 'BEV', vins: 'WMWXP3C' },
  {
    make: 'NISSAN',
    model: 'LEAF',
    powertrain: 'BEV',
    vins: '1N4AZ 1N4BZ 1N4CZ JN1AZ0',
  },
  { make: 'PORSCHE', model: 'Taycan', powertrain: 'BEV', vins: 'WP0...Y1' },
  { make: 'TOYOTA', model: 'RAV4 Prime', powertrain: 'PHEV', vins: 'JTM.B3FV' },
  { make: 'VOLKSWAGEN', model: 'ID.4', powertrain: 'BEV', vins: 'WVG..PE 1V2..PE' },
];
