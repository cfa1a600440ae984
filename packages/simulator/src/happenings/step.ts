import type { CarEventId } from '@carport/catalog';
import type { Checkpoint } from '../checkpoint.js';
import type { Refused, Scene } from '../commands/scene.js';
import { endOf } from '../phases.js';
import { turned } from '../transitions.js';

export interface Happened {
  readonly checkpoint: Checkpoint;
  /** The car's own time after it. */
  readonly at: number;
}

export type Result = Happened | Refused;

export interface Step {
  readonly name: string;
  readonly make: (scene: Scene) => Result;
}

/** The steps of one event, in order. */
export type Course = readonly Step[];

export type Courses<Id extends CarEventId> = { readonly [I in Id]: Course };

/** An event of one step that takes no time. */
export const atOnce = (name: string, change: (scene: Scene) => Checkpoint): Course => [
  { name, make: (scene) => ({ checkpoint: change(scene), at: scene.at }) },
];

/** Far more activities than a car goes through before it has been everywhere. */
const MOST_TURNS = 5_000;

/** Lives on until the car is as wanted; undefined when it never is. */
export const livedUntil = (
  { world, car, at }: Pick<Scene, 'world' | 'car' | 'at'>,
  wanted: (car: Checkpoint) => boolean,
): Happened | undefined => {
  let present = car;
  let moment = at;
  for (let turn = 0; !wanted(present); turn += 1) {
    if (turn === MOST_TURNS) return undefined;
    moment = Math.max(moment, endOf(world, present));
    present = turned(world, present, moment);
  }
  return { checkpoint: present, at: moment };
};

export const stands = ({ activity: { kind } }: Checkpoint): boolean =>
  kind === 'parked' || kind === 'charging';

/** A car on its way arrives first. */
export const standing = (scene: Scene): Scene => {
  const arrived = livedUntil(scene, stands);
  return arrived ? { ...scene, car: arrived.checkpoint, at: arrived.at } : scene;
};

/** The same car at home; whoever is out comes back first. */
export const atHome = (scene: Scene): Scene => {
  const back = livedUntil(
    scene,
    (car) => stands(car) && 'at' in car.activity && car.activity.at === 'home',
  );
  return back ? { ...scene, car: back.checkpoint, at: back.at } : scene;
};
