import { between } from '../chance.js';
import { onCorners, type Producers, rounded, type View } from './view.js';

const COLD_TIRE_CELSIUS = 20;
const KPA_PER_CELSIUS = 1.1;
const KPA_FROM_DRIVING = 14;

/** Tyres lose and gain with the weather, and gain while they roll. */
const tirePressure = ({ state, profile }: View, corner: number): number => {
  const staged = state.staged.tiresKpa[corner];
  if (staged !== undefined) return staged;
  const cold = between(236, 250, profile.chance('tires')) + 4 * profile.chance('tire', corner);
  const weather = (state.outsideCelsius - COLD_TIRE_CELSIUS) * KPA_PER_CELSIUS;
  return rounded(cold + weather + state.tireWarmth * KPA_FROM_DRIVING);
};

const lid = (isOpen: boolean, locked: boolean) => ({ isOpen, isLocked: locked && !isOpen });

export const CLOSURE: Producers<'closure'> = {
  'closure-doors': ({ state }) =>
    onCorners((corner) => ({
      isOpen: state.staged.doorsOpen.includes(corner) || (corner === 0 && state.driverDoorOpen),
      isLocked: state.settings.locked,
    })),
  'closure-enginecover': () => ({ isOpen: false }),
  'closure-fronttrunk': ({ state: { settings } }) => lid(settings.frontTrunkOpen, settings.locked),
  'closure-islocked': ({ state }) => ({ value: state.settings.locked }),
  'closure-reartrunk': ({ state: { settings } }) => lid(settings.trunkOpen, settings.locked),
  'closure-sunroof': () => ({ isOpen: false }),
  'closure-tailgate': ({ state: { settings } }) => lid(settings.trunkOpen, settings.locked),
  'closure-windows': ({ state }) =>
    onCorners((corner) => ({ isOpen: state.staged.windowsOpen.includes(corner) })),
};

export const WHEEL: Producers<'wheel'> = {
  'wheel-style': ({ car }) => ({ value: car.powertrain === 'BEV' ? 'Aero 19' : 'Alloy 18' }),
  'wheel-tires': (view) => ({
    ...onCorners((corner) => ({ tirePressure: tirePressure(view, corner) })),
    unit: 'kPa',
  }),
};
