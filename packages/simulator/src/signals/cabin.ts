import { type Producers, rounded, type View } from './view.js';

const FROST = 2;
const CHILLY = 5;

const isDriving = ({ state }: View): boolean => state.activity === 'driving';

const defrosts = (view: View): boolean =>
  view.state.settings.defroster ?? (isDriving(view) && view.state.outsideCelsius < FROST);

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
  'hvac-cabintargettemperature': ({ state }) => ({
    unit: 'celsius',
    value: rounded(state.settings.cabinCelsius, 0.5),
  }),
  'hvac-iscabinhvacactive': (view) => ({
    value: view.state.settings.cabin?.on ?? isDriving(view),
  }),
  'hvac-isfrontdefrosteractive': (view) => ({ value: defrosts(view) }),
  'hvac-isreardefrosteractive': (view) => ({ value: defrosts(view) }),
  'hvac-issteeringheateractive': (view) => ({
    value:
      view.state.settings.steeringHeater ?? (isDriving(view) && view.state.outsideCelsius < CHILLY),
  }),
};
