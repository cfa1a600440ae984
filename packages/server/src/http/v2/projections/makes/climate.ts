import type { Projection } from '../../signal-view.js';

type Flag = { readonly value: boolean | null } | undefined;

const onOff = (flag: Flag): 'ON' | 'OFF' | null => {
  if (flag === undefined || flag.value === null) return null;
  return flag.value ? 'ON' : 'OFF';
};

export const climateCabin: Projection = (view) => ({
  status: onOff(view.body('hvac-iscabinhvacactive')),
  temperature: view.body('hvac-cabintargettemperature')?.value ?? null,
});

export const defroster: Projection = (view) => ({
  frontStatus: onOff(view.body('hvac-isfrontdefrosteractive')),
  rearStatus: onOff(view.body('hvac-isreardefrosteractive')),
});

export const steeringWheel: Projection = (view) => ({
  status: onOff(view.body('hvac-issteeringheateractive')) ?? 'UNAVAILABLE',
});
