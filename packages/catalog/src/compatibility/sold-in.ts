import type { Region } from '../vocabulary.js';

const AMERICA: readonly Region[] = ['US', 'CA'];

/** Models that are sold in fewer regions than their make. */
export const SOLD_IN: Readonly<Record<string, Readonly<Record<string, readonly Region[]>>>> = {
  FIAT: { '600 Hybrid': ['EUROPE'] },
  FORD: {
    'F-150 Lightning': AMERICA,
    'Escape Plug-in Hybrid': AMERICA,
    'Maverick Hybrid': AMERICA,
    Explorer: AMERICA,
  },
  HYUNDAI: { ELANTRA: AMERICA },
  KIA: { Forte: AMERICA },
  MAZDA: { 'CX-90 PHEV': ['US'] },
  MERCEDES_BENZ: { 'C 300 e': ['EUROPE'] },
  NISSAN: { 'Qashqai e-POWER': ['EUROPE'], Rogue: ['US'] },
  VOLKSWAGEN: { 'ID.3': ['EUROPE'], 'Golf GTE': ['EUROPE'] },
};
