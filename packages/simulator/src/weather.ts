import { between } from './chance.js';
import type { Profile } from './profile.js';
import { DAY, dayOf, yearFraction } from './time.js';

const COLDEST_DAY = 0.05;
const WARMEST_HOUR = 15 / 24;
const DAILY_SWING = 5;

/** Degrees Celsius outside, without jumps: season, time of day, and each day's own weather. */
export const outsideTemperature = (profile: Profile, story: number): number => {
  const { town, chance } = profile;
  const season = -town.swing * Math.cos(2 * Math.PI * (yearFraction(story) - COLDEST_DAY));
  const noon = story / DAY - dayOf(story);
  const daily = DAILY_SWING * Math.cos(2 * Math.PI * (noon - WARMEST_HOUR));
  const whim = (day: number) => between(-4, 4, chance('weather', day));
  const today = whim(dayOf(story));
  return town.mean + season + daily + today + (whim(dayOf(story) + 1) - today) * noon;
};

/** What cold and heat add to the energy that a kilometre takes. */
export const weatherFactor = (celsius: number): number => {
  if (celsius < 18) return 1 + Math.min(0.35, (18 - celsius) * 0.011);
  return celsius > 27 ? 1 + Math.min(0.12, (celsius - 27) * 0.01) : 1;
};
