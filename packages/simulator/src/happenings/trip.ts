import type { Checkpoint } from '../checkpoint.js';
import { refused, type Scene } from '../commands/scene.js';
import { advanceIn } from '../life.js';
import { roadOf } from '../phases.js';
import { type Courses, livedUntil, type Result, standing, stands } from './step.js';

const drives = ({ activity }: Checkpoint): boolean => activity.kind === 'driving';
const leaves = ({ activity }: Checkpoint): boolean => activity.kind === 'leaving';

/** A car that is on its way already arrives before it leaves again; one that cannot get far stays. */
const leaving = (scene: Scene): Result =>
  livedUntil(standing(scene), leaves) ?? refused('LOW_BATTERY');

/** A share of the present road has been driven; a car that has left takes to the road first. */
const drivenFor = (scene: Scene, share: number): Result => {
  const { world } = scene;
  const begun = leaves(scene.car)
    ? livedUntil(scene, drives)
    : { checkpoint: scene.car, at: scene.at };
  const { activity, since } = begun?.checkpoint ?? scene.car;
  if (!begun || activity.kind !== 'driving') return { checkpoint: scene.car, at: scene.at };
  const { duration } = roadOf(world, begun.checkpoint, activity);
  const at = Math.max(begun.at, Math.round(since + duration * share));
  return { checkpoint: advanceIn(world, begun.checkpoint, at), at };
};

const arrived = (scene: Scene): Result => livedUntil(scene, stands) ?? refused('IN_MOTION');

export const TRIP: Courses<'trip'> = {
  trip: [
    { name: 'leaving', make: leaving },
    { name: 'on the road', make: (scene) => drivenFor(scene, 0.3) },
    { name: 'further on', make: (scene) => drivenFor(scene, 0.7) },
    { name: 'arrived', make: arrived },
  ],
};
