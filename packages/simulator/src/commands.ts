import { type CommandId, commandRow } from '@carport/catalog';
import type { Checkpoint } from './checkpoint.js';
import { BODY_COMMANDS } from './commands/body.js';
import { CABIN_COMMANDS } from './commands/cabin.js';
import { CHARGE_COMMANDS } from './commands/charge.js';
import { PLACE_SCHEDULE_COMMANDS } from './commands/place-schedules.js';
import { type Command, type Handler, NOT_CAPABLE, type Outcome } from './commands/scene.js';
import { SCHEDULE_COMMANDS } from './commands/schedules.js';
import { advanceIn } from './life.js';
import { unlockedByNow } from './unlocking.js';
import { createWorld } from './world.js';

export type { Command, Outcome, Refusal } from './commands/scene.js';

const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  ...CHARGE_COMMANDS,
  ...SCHEDULE_COMMANDS,
  ...PLACE_SCHEDULE_COMMANDS,
  ...BODY_COMMANDS,
  ...CABIN_COMMANDS,
};

/** Gives a car a command. A refused command leaves the car as it was. */
export const apply = (checkpoint: Checkpoint, moment: number, command: Command): Outcome => {
  const world = createWorld(checkpoint);
  const car = unlockedByNow(advanceIn(world, checkpoint, moment), moment);
  if (!commandRow(command.id).powertrains.includes(car.car.powertrain)) {
    return NOT_CAPABLE;
  }
  const at = Math.max(moment, car.since);
  const outcome = HANDLERS[command.id]({ world, car, at, parameters: command.parameters ?? {} });
  return 'refusal' in outcome ? outcome : { checkpoint: { ...outcome.checkpoint, usedAt: at } };
};
