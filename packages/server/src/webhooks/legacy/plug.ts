import type { VehicleSnapshot } from '../../signals/report.js';

/** Whether the car said last that its charging cable is connected. */
export const isPluggedIn = ({ signals }: VehicleSnapshot): boolean => {
  const cable = signals['charge-ischargingcableconnected']?.body;
  return (cable as { readonly value?: unknown } | undefined)?.value === true;
};
