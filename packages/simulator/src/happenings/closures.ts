import { CAR_CORNERS } from '@carport/catalog';
import type { Scene } from '../commands/scene.js';
import { withSettings } from '../settings.js';
import { stagedIn, withStaged } from '../staged.js';
import { atOnce, type Courses, type Step, standing } from './step.js';

/** The corner that the parameters name; front left when they name none. */
export const cornerOf = ({ position }: Scene['parameters']): number =>
  Math.max(0, CAR_CORNERS.indexOf(String(position ?? CAR_CORNERS[0])));

const opened = (open: readonly number[], { parameters }: Scene): readonly number[] =>
  [...new Set([...open, cornerOf(parameters)])].sort();

/** Nobody opens a car that drives: it arrives first. */
const whileStanding = (name: string, change: (scene: Scene) => Scene['car']): readonly Step[] => [
  {
    name,
    make: (scene) => {
      const still = standing(scene);
      return { checkpoint: change(still), at: still.at };
    },
  },
];

const SHUT = { trunkOpen: false, frontTrunkOpen: false };

export const CLOSURES: Courses<
  `${'door' | 'window' | 'trunk' | 'front-trunk'}-${'opened' | 'closed'}` | 'locked' | 'unlocked'
> = {
  'door-opened': whileStanding('door opened', (scene) =>
    withStaged(withSettings(scene.car, { locked: false }), {
      doorsOpen: opened(stagedIn(scene.car).doorsOpen, scene),
    }),
  ),
  'door-closed': atOnce('doors closed', ({ car }) => withStaged(car, { doorsOpen: [] })),
  'window-opened': atOnce('window opened', (scene) =>
    withStaged(scene.car, { windowsOpen: opened(stagedIn(scene.car).windowsOpen, scene) }),
  ),
  'window-closed': atOnce('windows closed', ({ car }) => withStaged(car, { windowsOpen: [] })),
  'trunk-opened': whileStanding('trunk opened', ({ car }) =>
    withSettings(car, { trunkOpen: true }),
  ),
  'trunk-closed': atOnce('trunk closed', ({ car }) => withSettings(car, { trunkOpen: false })),
  'front-trunk-opened': whileStanding('front trunk opened', ({ car }) =>
    withSettings(car, { frontTrunkOpen: true }),
  ),
  'front-trunk-closed': atOnce('front trunk closed', ({ car }) =>
    withSettings(car, { frontTrunkOpen: false }),
  ),
  locked: whileStanding('locked', ({ car }) =>
    withStaged(withSettings(car, { ...SHUT, locked: true }), { doorsOpen: [], windowsOpen: [] }),
  ),
  unlocked: whileStanding('unlocked', ({ car }) => withSettings(car, { locked: false })),
};
