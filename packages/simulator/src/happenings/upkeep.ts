import { DIAGNOSTIC_SYSTEMS } from '@carport/catalog';
import { type Scene, WRONG_PARAMETER } from '../commands/scene.js';
import { stagedIn, withStaged } from '../staged.js';
import { rebased } from '../transitions.js';
import { cornerOf } from './closures.js';
import { atOnce, type Courses, type Result, standing } from './step.js';

const lowFuel = (given: Scene): Result => {
  const { world, car, at, parameters } = standing(given);
  const { percent = 7 } = parameters;
  const still = rebased(world, car, at);
  const fuelLiters = (Number(percent) / 100) * still.car.tankLiters;
  return { checkpoint: { ...still, quantities: { ...still.quantities, fuelLiters } }, at };
};

/** The signal of the system that the parameters name; undefined when there is none of that name. */
const systemIn = ({ system }: Scene['parameters']): string | undefined => {
  const name = String(system).toLowerCase();
  return DIAGNOSTIC_SYSTEMS.find(({ signal }) => [signal, signal.split('-')[1]].includes(name))
    ?.signal;
};

const alerted = ({ car, at, parameters }: Scene): Result => {
  const signal = systemIn(parameters);
  if (!signal) return WRONG_PARAMETER;
  const { description = 'Service required' } = parameters;
  const alerts = { ...stagedIn(car).alerts, [signal]: String(description) };
  return { checkpoint: withStaged(car, { alerts }), at };
};

const restored = ({ car, at, parameters }: Scene): Result => {
  const signal = systemIn(parameters);
  if (!signal) return WRONG_PARAMETER;
  const { [signal]: _ended, ...alerts } = stagedIn(car).alerts;
  return { checkpoint: withStaged(car, { alerts }), at };
};

const raised = ({ car, at, parameters }: Scene) => {
  const { code = 'P0A80' } = parameters;
  const others = stagedIn(car).troubleCodes.filter((known) => known.code !== code);
  return withStaged(car, { troubleCodes: [...others, { code: String(code), at }] });
};

const softened = ({ car, parameters }: Scene) => {
  const { kilopascals = 160 } = parameters;
  const tiresKpa = { ...stagedIn(car).tiresKpa, [cornerOf(parameters)]: Number(kilopascals) };
  return withStaged(car, { tiresKpa });
};

export const UPKEEP: Courses<
  | 'low-fuel'
  | 'low-12v-battery'
  | 'tire-pressure-low'
  | 'tire-pressure-restored'
  | 'system-alert'
  | 'system-restored'
  | 'dtc-raised'
  | 'dtc-cleared'
> = {
  'low-fuel': [{ name: 'fuel low', make: lowFuel }],
  'low-12v-battery': atOnce('12 V battery low', ({ car, parameters: { percent = 31 } }) =>
    withStaged(car, { smallBatteryPercent: Number(percent) }),
  ),
  'tire-pressure-low': atOnce('tire pressure low', softened),
  'tire-pressure-restored': atOnce('tire pressure restored', ({ car }) =>
    withStaged(car, { tiresKpa: {} }),
  ),
  'system-alert': [{ name: 'system alert', make: alerted }],
  'system-restored': [{ name: 'system restored', make: restored }],
  'dtc-raised': atOnce('trouble code raised', raised),
  'dtc-cleared': atOnce('trouble codes cleared', ({ car }) =>
    withStaged(car, { troubleCodes: [] }),
  ),
};
