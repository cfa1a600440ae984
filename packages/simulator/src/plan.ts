import { between, pick } from './chance.js';
import type { Place, Profile } from './profile.js';
import { planRoute, type Route, reversed } from './route.js';
import { DAY, HOUR, isWeekend, MINUTE } from './time.js';

/** A drive somewhere and back on the same day; times are story time. */
export interface Outing {
  readonly to: Place;
  readonly leaveAt: number;
  readonly returnAt: number;
  readonly fastCharger: boolean;
}

const COMMUTE_SHARE = 0.93;
const EVENING_ERRAND_SHARE = 0.22;
const SUNDAY_DAYTRIP_SHARE = 0.35;
const FAST_CHARGER_SHARE = 0.5;

/** What the owner does on a day, in order, with time enough between for the drives. */
export const outingsOn = (profile: Profile, day: number): readonly Outing[] => {
  const { chance, work, shops, daytrips } = profile;
  const between24 = (name: string, low: number, high: number) =>
    day * DAY + Math.round((between(low, high, chance(name, day)) * HOUR) / MINUTE) * MINUTE;
  const outing = (
    to: Place,
    name: string,
    leave: [number, number],
    stay: [number, number],
  ): Outing => {
    const leaveAt = between24(`${name} leave`, ...leave);
    const stayed = between(...stay, chance(`${name} stay`, day)) * HOUR;
    const returnAt = leaveAt + Math.round(stayed / MINUTE) * MINUTE;
    const fastCharger = to !== work && chance(`${name} charger`, day) < FAST_CHARGER_SHARE;
    return { to, leaveAt, returnAt, fastCharger };
  };
  const shop = (name: string) => pick(shops, chance(`${name} shop`, day));
  const happens = (name: string, share: number) => chance(name, day) < share;

  if (!isWeekend(day)) {
    const outings: Outing[] = [];
    if (happens('commute', COMMUTE_SHARE)) outings.push(outing(work, 'work', [7, 8.2], [9, 9.7]));
    if (happens('errand', EVENING_ERRAND_SHARE))
      outings.push(outing(shop('errand'), 'errand', [19.3, 20], [0.9, 1.4]));
    return outings;
  }
  if (happens('daytrip', SUNDAY_DAYTRIP_SHARE))
    return [outing(pick(daytrips, chance('where to', day)), 'daytrip', [8.8, 10.5], [4.5, 7])];
  return [
    outing(shop('morning'), 'morning', [9.2, 10.5], [1, 2.2]),
    outing(shop('afternoon'), 'afternoon', [14, 16], [1, 2.5]),
  ];
};

/** Routes by place, made when they are first driven. */
export interface Roads {
  out(place: Place): Route;
  back(place: Place): Route;
}

export const createRoads = (profile: Profile): Roads => {
  const known = new Map<string, { out: Route; back: Route }>();
  const road = (place: Place) => {
    const found = known.get(place.id);
    if (found) return found;
    const out = planRoute(profile.home, place, profile.chance, place.id);
    const made = { out, back: reversed(out) };
    known.set(place.id, made);
    return made;
  };
  return { out: (place) => road(place).out, back: (place) => road(place).back };
};
