import { fitsSignal, isReportedCode, type SignalCode } from '@carport/catalog';
import { NOT_CAPABLE, type Scene, WRONG_PARAMETER } from '../commands/scene.js';
import { signalsOf } from '../signals/index.js';
import { stagedIn, withStaged } from '../staged.js';
import type { Courses, Result } from './step.js';

const told = (
  { car, at }: Scene,
  code: SignalCode,
): Readonly<Record<string, unknown>> | undefined =>
  signalsOf(car, at).find((sample) => sample.code === code)?.body;

/** The whole body that is given, or the present one with another value. */
const wanted = (present: object, { body, value }: Scene['parameters']): unknown => {
  if (body !== undefined) return body;
  return value === undefined ? undefined : { ...present, value };
};

const set = (scene: Scene): Result => {
  const code = String(scene.parameters.code);
  if (!isReportedCode(code)) return WRONG_PARAMETER;
  const present = told(scene, code);
  if (!present) return NOT_CAPABLE;
  const body = wanted(present, scene.parameters);
  if (body === undefined || !fitsSignal(code, body)) return WRONG_PARAMETER;
  const overrides = { ...stagedIn(scene.car).overrides, [code]: body };
  return { checkpoint: withStaged(scene.car, { overrides }), at: scene.at };
};

const released = ({ car, at, parameters: { code } }: Scene): Result => {
  if (code === undefined) return { checkpoint: withStaged(car, { overrides: {} }), at };
  if (!isReportedCode(String(code))) return WRONG_PARAMETER;
  const { [code as SignalCode]: _ended, ...overrides } = stagedIn(car).overrides;
  return { checkpoint: withStaged(car, { overrides }), at };
};

export const VALUES: Courses<'signal-set' | 'signal-released'> = {
  'signal-set': [{ name: 'signal set', make: set }],
  'signal-released': [{ name: 'signal released', make: released }],
};
