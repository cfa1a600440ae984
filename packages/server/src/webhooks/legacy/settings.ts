import { placesOf, READ_ENDPOINTS } from '@carport/catalog';
import type { WebhookType } from '../contract.js';
import { CHARGING_EVENTS, LEGACY_TYPES, type LegacySettings, type LegacyType } from './contract.js';

/** The longest intervals; nobody plans reports of a car further ahead than a year. */
const LONGEST = { hourly: 24, daily: 31, weekly: 52, monthly: 12 } as const;

/** All that a dynamic webhook can tell. */
export const DYNAMIC_ENDPOINTS: readonly string[] = ['/battery', '/charge', '/location'];

const READABLE = new Set(READ_ENDPOINTS.flatMap(placesOf).map(({ path }) => path));

/** The settings with their defaults, and only those that the type has. */
export const fullSettings = (type: LegacyType, settings: LegacySettings): LegacySettings => {
  const { endpoints, units = 'metric' } = settings;
  if (type === 'eventBased') return { events: unique(settings.events ?? CHARGING_EVENTS) };
  if (type === 'dynamic') return { endpoints: unique(endpoints ?? DYNAMIC_ENDPOINTS), units };
  const { frequency = 'daily', interval = 1 } = settings;
  return { frequency, interval, endpoints: unique(endpoints ?? []), units };
};

/** What is wrong with them, in the words of a list of complaints. */
export const settingsProblems = (type: LegacyType, settings: LegacySettings): string[] => [
  ...foreignFields(type, settings),
  ...(type === 'eventBased' ? [] : endpointProblems(type, settings)),
  ...(type === 'scheduled' ? intervalProblems(settings) : []),
  ...(settings.events?.length === 0 ? ['must name an event'] : []),
];

const FIELDS: Readonly<Record<LegacyType, readonly (keyof LegacySettings)[]>> = {
  scheduled: ['frequency', 'interval', 'endpoints', 'units'],
  eventBased: ['events'],
  dynamic: ['endpoints', 'units'],
};

const foreignFields = (type: LegacyType, settings: LegacySettings): string[] =>
  Object.keys(settings)
    .filter((field) => !(FIELDS[type] as readonly string[]).includes(field))
    .map((field) => `"${field}" is not for a webhook of type "${type}"`);

const endpointProblems = (type: LegacyType, settings: LegacySettings): string[] => {
  const { endpoints = [] } = fullSettings(type, settings);
  if (endpoints.length === 0) return ['must name an endpoint'];
  if (type === 'dynamic') {
    return endpoints
      .filter((path) => !DYNAMIC_ENDPOINTS.includes(path))
      .map((path) => `"${path}" must be one of: ${DYNAMIC_ENDPOINTS.join(', ')}`);
  }
  return endpoints
    .filter((path) => !READABLE.has(path))
    .map((path) => `"${path}" is no endpoint that reads`);
};

const intervalProblems = (settings: LegacySettings): string[] => {
  const { frequency = 'daily', interval = 1 } = settings;
  const longest = LONGEST[frequency];
  return Number.isInteger(interval) && interval >= 1 && interval <= longest
    ? []
    : [`an interval of "${frequency}" is a whole number from 1 to ${longest}`];
};

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

export const isLegacy = (type: WebhookType): type is LegacyType =>
  (LEGACY_TYPES as readonly string[]).includes(type);

/** The signals whose changes such a webhook has to look at. */
export const legacyTriggers = (type: LegacyType) =>
  ({
    scheduled: [],
    eventBased: ['charge-detailedchargingstatus', 'charge-ischarging'],
    dynamic: ['charge-ischargingcableconnected'],
  })[type];
