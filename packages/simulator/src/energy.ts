import type { Quantities } from './checkpoint.js';
import type { Profile } from './profile.js';
import type { Leg, Route } from './route.js';
import { weatherFactor } from './weather.js';

/** Air grows thick with speed. */
const paceFactor = (kph: number): number => 0.72 + 0.28 * (kph / 85) ** 2;

/** What the first kilometres of a road take, in kilowatt-hours at the wheels' side. */
export const needOf = (profile: Profile, route: Route, km: number, celsius: number): number => {
  const perKm = profile.kwhPerKm * weatherFactor(celsius);
  const upTo = (leg: Leg) => Math.max(0, Math.min(leg.lengthKm, km - leg.startKm));
  return route.legs.reduce((sum, leg) => sum + upTo(leg) * paceFactor(leg.cruiseKph), 0) * perKm;
};

/** A battery gives first; what it cannot give, the engine does. */
export const drained = (
  profile: Profile,
  before: Quantities,
  needKwh: number,
  km: number,
): Quantities => {
  const offered = Math.max(0, before.batteryKwh - profile.reserveKwh);
  const fromBattery = Math.min(needKwh, offered);
  const liters = (needKwh - fromBattery) * profile.litersPerKwh;
  return {
    ...before,
    odometerKm: before.odometerKm + km,
    batteryKwh: before.batteryKwh - fromBattery,
    usedKwh: before.usedKwh + fromBattery,
    fuelLiters: before.fuelLiters - liters,
    burntLiters: before.burntLiters + liters,
  };
};
