import type { Checkpoint } from '../checkpoint.js';
import { observeIn } from '../observe.js';
import { withSettings } from '../settings.js';
import {
  type Handler,
  type Handlers,
  isDriving,
  type Outcome,
  type Scene,
  WRONG_PARAMETER,
} from './scene.js';

const COLDEST = 15;
const WARMEST = 28;

/** Leaves the climate control on or off (undefined: as it is), at another temperature if one is given. */
const leftCabin = (scene: Scene, on: boolean | undefined): Outcome => {
  const { world, car, at, parameters } = scene;
  const { temperature: cabinCelsius = car.settings.cabinCelsius } = parameters;
  if (typeof cabinCelsius !== 'number' || !(cabinCelsius >= COLDEST && cabinCelsius <= WARMEST)) {
    return WRONG_PARAMETER;
  }
  const fromCelsius = observeIn(world, car, at).insideCelsius;
  const cabin = { on: on ?? isClimateOn(car), at, fromCelsius };
  return { checkpoint: withSettings(car, { cabinCelsius, cabin }) };
};

const isClimateOn = (car: Checkpoint): boolean => car.settings.cabin?.on ?? isDriving(car);

const startClimate: Handler = (scene) => leftCabin(scene, true);
const stopClimate: Handler = (scene) => leftCabin(scene, false);
const setClimate: Handler = (scene) =>
  scene.parameters.temperature === undefined ? WRONG_PARAMETER : leftCabin(scene, undefined);

const switched =
  (part: 'defroster' | 'steeringHeater', on: boolean): Handler =>
  ({ car }) => ({ checkpoint: withSettings(car, { [part]: on }) });

export const CABIN_COMMANDS: Handlers<'climate' | 'defroster' | 'steering-heater'> = {
  'climate-start': startClimate,
  'climate-stop': stopClimate,
  'climate-set': setClimate,
  'defroster-start': switched('defroster', true),
  'defroster-stop': switched('defroster', false),
  'steering-heater-start': switched('steeringHeater', true),
  'steering-heater-stop': switched('steeringHeater', false),
};
