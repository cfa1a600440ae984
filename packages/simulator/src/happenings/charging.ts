import type { Checkpoint } from '../checkpoint.js';
import type { Scene } from '../commands/scene.js';
import { advanceIn } from '../life.js';
import { chargedAt, chargeFraction, chargeTarget, LEAVING, quantitiesAt } from '../phases.js';
import { withSettings } from '../settings.js';
import { HOUR } from '../time.js';
import { chargingBegun, chargingEnded, rebased } from '../transitions.js';
import { following, outingAt } from '../world.js';
import { atHome, atOnce, type Courses, type Happened, standing } from './step.js';

/** What a session adds at least, as a share of the battery, so that it can be watched. */
const WORTH_WATCHING = 0.2;
const FARTHEST_PLAN = 1_000;

const charges = ({ activity }: Checkpoint): boolean => activity.kind === 'charging';

/** The car as it is now, from where something new can begin; charging has ended. */
const atRest = ({ world, car, at }: Scene): Checkpoint =>
  charges(car) ? chargingEnded(world, car, at) : rebased(world, car, at);

const unpluggedCar = (scene: Scene): Checkpoint => {
  if (scene.car.plug === 'none') return scene.car;
  const settings = { portOpen: false, chargingHeld: false };
  return { ...withSettings(atRest(scene), settings), plug: 'none' };
};

const pluggedCar = (scene: Scene): Happened => {
  if (scene.car.plug !== 'none') return { checkpoint: scene.car, at: scene.at };
  const home = atHome(scene);
  if (home.car.plug !== 'none') return { checkpoint: home.car, at: home.at };
  const settings = { portOpen: true, chargingHeld: true };
  return { checkpoint: { ...withSettings(atRest(home), settings), plug: 'home' }, at: home.at };
};

/** The owner lets the car stand at home until the moment has passed. */
const keptHome = ({ world }: Scene, car: Checkpoint, until: number): Checkpoint => {
  let { outing } = car;
  for (let skipped = 0; skipped < FARTHEST_PLAN; skipped += 1) {
    const leaves = outingAt(world, outing).leaveAt - LEAVING - world.profile.storyShift;
    if (leaves > until) break;
    outing = following(world, outing);
  }
  return { ...car, outing };
};

/** A battery that is nearly full has less, as if the car had been driven. */
const withRoom = (car: Checkpoint): Checkpoint => {
  const most = Math.max(0, chargeTarget(car) - WORTH_WATCHING);
  if (chargeFraction(car) <= most) return car;
  return { ...car, quantities: { ...car.quantities, batteryKwh: most * car.car.batteryKwh } };
};

const chargingCar = (scene: Scene): Happened => {
  if (charges(scene.car)) return { checkpoint: scene.car, at: scene.at };
  const { checkpoint, at } = pluggedCar(atHome(scene));
  if (charges(checkpoint)) return { checkpoint, at };
  const ready = withRoom(rebased(scene.world, checkpoint, at));
  const begun = withSettings(chargingBegun(ready), { chargingHeld: false });
  return { checkpoint: keptHome(scene, begun, chargedAt(scene.world, begun) + HOUR), at };
};

/** A share of what is left of the session passes. */
const chargedFurther = (scene: Scene, share: number): Happened => {
  const { world, car, at } = scene;
  if (!charges(car)) return { checkpoint: car, at };
  const kept = keptHome(scene, car, chargedAt(world, car) + HOUR);
  const later = at + Math.ceil((chargedAt(world, car) - at) * share);
  return { checkpoint: advanceIn(world, kept, later), at: Math.max(at, later) };
};

const chargedFull = (scene: Scene): Happened => {
  const home = charges(scene.car) ? atHome(scene) : scene;
  const { checkpoint, at } = chargingCar(home);
  return chargedFurther({ ...home, car: checkpoint, at }, 1);
};

const stoppedCar = ({ world, car, at }: Scene): Checkpoint =>
  charges(car) ? withSettings(chargingEnded(world, car, at), { chargingHeld: true }) : car;

const lowBattery = (given: Scene): Happened => {
  const scene = standing(given);
  const { percent = 9 } = scene.parameters;
  const still = rebased(scene.world, stoppedCar(scene), scene.at);
  const batteryKwh = (Number(percent) / 100) * still.car.batteryKwh;
  const empty = {
    ...still,
    quantities: { ...quantitiesAt(scene.world, still, scene.at), batteryKwh },
  };
  return { checkpoint: withSettings(empty, { chargingHeld: true }), at: scene.at };
};

export const CHARGING: Courses<
  | 'charging-session'
  | 'plugged-in'
  | 'unplugged'
  | 'charging-started'
  | 'charging-stopped'
  | 'charging-completed'
  | 'low-battery'
> = {
  'charging-session': [
    {
      name: 'standing at home, unplugged',
      make: (scene) => {
        const home = atHome(scene);
        return { checkpoint: withRoom(unpluggedCar(home)), at: home.at };
      },
    },
    { name: 'plugged in', make: pluggedCar },
    { name: 'charging started', make: chargingCar },
    { name: 'a third charged', make: (scene) => chargedFurther(scene, 1 / 3) },
    { name: 'two thirds charged', make: (scene) => chargedFurther(scene, 1 / 2) },
    { name: 'charging completed', make: (scene) => chargedFurther(scene, 1) },
    {
      name: 'unplugged',
      make: (scene) => ({ checkpoint: unpluggedCar(scene), at: scene.at }),
    },
  ],
  'plugged-in': [{ name: 'plugged in', make: pluggedCar }],
  unplugged: atOnce('unplugged', unpluggedCar),
  'charging-started': [{ name: 'charging started', make: chargingCar }],
  'charging-stopped': atOnce('charging stopped', stoppedCar),
  'charging-completed': [{ name: 'charging completed', make: chargedFull }],
  'low-battery': [{ name: 'battery low', make: lowBattery }],
};
