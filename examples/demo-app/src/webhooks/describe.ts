import { compassLetters } from '../car/trace.js';
import type { Fields, Signal } from './event.js';

const LABELS: Readonly<Record<string, string>> = {
  'tractionbattery-stateofcharge': 'Battery',
  'tractionbattery-range': 'Electric range',
  'charge-ischarging': 'Charging',
  'charge-ischargingcableconnected': 'Cable',
  'charge-detailedchargingstatus': 'Charging',
  'closure-islocked': 'Locks',
  'closure-doors': 'Doors',
  'closure-windows': 'Windows',
  'location-preciselocation': 'Position',
  'odometer-traveleddistance': 'Odometer',
  'internalcombustionengine-fuellevel': 'Fuel',
  'internalcombustionengine-amountremaining': 'Fuel',
  'internalcombustionengine-range': 'Fuel range',
  'wheel-tires': 'Tyres',
  FIRST_DELIVERY: 'First delivery',
};

/** "TraveledDistance" and "traveled-distance" as words. */
const words = (name: string): string => {
  const spaced = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

export const signalLabel = (code: string, name: string): string => LABELS[code] ?? words(name);

const YES_NO: Readonly<Record<string, readonly [string, string]>> = {
  'charge-ischarging': ['started', 'stopped'],
  'charge-ischargingcableconnected': ['plugged in', 'unplugged'],
  'closure-islocked': ['locked', 'unlocked'],
};

const UNITS: Readonly<Record<string, string>> = {
  percent: '%',
  percentage: '%',
  kilometers: 'km',
  liters: 'l',
  ampere: 'A',
  volts: 'V',
  watts: 'W',
};

const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** What a signal says, in a few words; empty when it has no short form. */
export const signalValue = (signal: Pick<Signal, 'code' | 'body'>): string => {
  const { value, unit, latitude, longitude } = signal.body;
  if (typeof latitude === 'number' && typeof longitude === 'number') return place(signal.body);
  if (typeof value === 'boolean') {
    const [yes, no] = YES_NO[signal.code] ?? ['yes', 'no'];
    return value ? yes : no;
  }
  if (typeof value === 'number') return `${decimals.format(value)}${unitText(unit)}`;
  return typeof value === 'string' ? words(value) : '';
};

const unitText = (unit: unknown): string => {
  if (typeof unit !== 'string') return '';
  const short = UNITS[unit] ?? unit;
  return short === '%' ? ' %' : ` ${short}`;
};

const place = ({ latitude, longitude, heading }: Fields): string => {
  const where = `${Number(latitude).toFixed(4)}, ${Number(longitude).toFixed(4)}`;
  return typeof heading === 'number' ? `${where} ${compassLetters(heading)}` : where;
};
