import { COMFORTABLE } from '../observe.js';
import { type Producers, rounded, type View } from './view.js';

const FROST = 2;
const CHILLY = 5;

const isDriving = ({ state }: View): boolean => state.activity === 'driving';

export const CLIMATE: Producers<'climate'> = {
  'climate-externaltemperature': ({ state }) => ({
    unit: 'celsius',
    value: rounded(state.outsideCelsius, 0.5),
  }),
  'climate-internaltemperature': ({ state }) => ({
    unit: 'celsius',
    value: rounded(state.insideCelsius, 0.5),
  }),
};

export const HVAC: Producers<'hvac'> = {
  'hvac-cabintargettemperature': () => ({ unit: 'celsius', value: COMFORTABLE }),
  'hvac-iscabinhvacactive': (view) => ({ value: isDriving(view) }),
  'hvac-isfrontdefrosteractive': (view) => ({
    value: isDriving(view) && view.state.outsideCelsius < FROST,
  }),
  'hvac-isreardefrosteractive': (view) => ({
    value: isDriving(view) && view.state.outsideCelsius < FROST,
  }),
  'hvac-issteeringheateractive': (view) => ({
    value: isDriving(view) && view.state.outsideCelsius < CHILLY,
  }),
};
