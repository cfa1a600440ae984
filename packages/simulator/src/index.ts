export type { CarIdentity, ChargeSession, Checkpoint } from './checkpoint.js';
export { isCheckpoint } from './checkpoint.js';
export { apply, type Command, type Outcome, type Refusal } from './commands.js';
export { type Happening, happen, stepsOf } from './happenings.js';
export { advance, createCar, type NewCar } from './life.js';
export { type CarState, observe } from './observe.js';
export { untoldBatteries } from './signals/energy.js';
export { type SignalSample, signalsOf } from './signals/index.js';
