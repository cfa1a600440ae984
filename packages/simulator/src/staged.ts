import type { Checkpoint, Staged } from './checkpoint.js';

export const NOTHING_STAGED: Staged = {
  doorsOpen: [],
  windowsOpen: [],
  smallBatteryPercent: null,
  tiresKpa: {},
  alerts: {},
  troubleCodes: [],
  overrides: {},
};

export const stagedIn = ({ staged }: Pick<Checkpoint, 'staged'>): Staged =>
  staged ?? NOTHING_STAGED;

export const withStaged = (car: Checkpoint, staged: Partial<Staged>): Checkpoint => ({
  ...car,
  staged: { ...stagedIn(car), ...staged },
});

/** Who drives off has shut everything, and driving charges the small battery. */
export const stagedAfterDeparture = ({
  staged,
}: Pick<Checkpoint, 'staged'>): Pick<Checkpoint, 'staged'> =>
  staged
    ? { staged: { ...staged, doorsOpen: [], windowsOpen: [], smallBatteryPercent: null } }
    : {};
