import { findPlan } from '@carport/catalog';
import type { Application, ApplicationEntry, ApplicationTerms } from '../applications/contract.js';
import type { Desk } from './surroundings.js';

/** A figure of a limit, and who set it; null is without a ceiling. */
interface Figure {
  readonly value: number | null;
  readonly from: 'application' | 'plan' | 'server';
}

/** What an operator sees of an application. */
export interface Portrait {
  readonly id: string;
  readonly name: string;
  readonly apiClientId: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
  readonly plan: string;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<Limit, Figure>>;
  readonly redirectUris: readonly string[];
  readonly defaultPermissions: readonly string[];
}

type Limit = 'burst' | 'perMinute' | 'vehicles' | 'monthlyRequests';

export const portraitOf = (
  entry: ApplicationEntry,
  application: Application,
  terms: ApplicationTerms,
  defaults: Desk['defaults'],
): Portrait => {
  const plan = findPlan(terms.plan);
  const own = (value: number | null, otherwise: Figure): Figure =>
    value === null ? otherwise : { value, from: 'application' };
  return {
    id: entry.id,
    name: entry.name,
    apiClientId: application.apiClientId,
    createdAt: entry.createdAt,
    suspendedAt: terms.suspendedAt,
    plan: terms.plan,
    features: plan?.features ?? [],
    limits: {
      burst: own(terms.rateLimitBurst, { value: defaults.burst, from: 'server' }),
      perMinute: own(terms.rateLimitPerMinute, { value: defaults.perMinute, from: 'server' }),
      vehicles: own(terms.vehicleLimit, { value: plan?.vehicles ?? null, from: 'plan' }),
      monthlyRequests: own(terms.vehicleRequestLimit, {
        value: plan?.monthlyRequestsPerVehicle ?? null,
        from: 'plan',
      }),
    },
    redirectUris: application.redirectUris,
    defaultPermissions: application.defaultPermissions,
  };
};

const ORIGINS = { application: 'its own', plan: "the plan's", server: "the server's setting" };

const figure = ({ value, from }: Figure): string => `${value ?? 'no ceiling'} (${ORIGINS[from]})`;

const standing = ({ suspendedAt }: Pick<Portrait, 'suspendedAt'>): string =>
  suspendedAt ? `suspended since ${suspendedAt.toISOString()}` : 'good';

export const portraitLines = (portrait: Portrait): string[] => {
  const { limits } = portrait;
  return pairs([
    ['Name', portrait.name],
    ['Client id', portrait.id],
    ['API client id', portrait.apiClientId],
    ['Made', portrait.createdAt.toISOString()],
    ['Standing', standing(portrait)],
    ['Plan', portrait.plan],
    ['Features', portrait.features.join(', ') || 'none'],
    ['Requests at once', figure(limits.burst)],
    ['Back every minute', figure(limits.perMinute)],
    ['Vehicles', figure(limits.vehicles)],
    ['Requests to a car', `${figure(limits.monthlyRequests)}, in a month`],
    ['Redirect URIs', portrait.redirectUris.join(' ') || 'none'],
    ['Permissions', portrait.defaultPermissions.join(' ') || 'those that the app asks for'],
  ]);
};

export const pairs = (entries: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
};

const LONGEST_PLAN = 'ENTERPRISE'.length;

export const entryLine = (entry: ApplicationEntry): string =>
  [
    entry.id,
    entry.plan.padEnd(LONGEST_PLAN),
    entry.suspendedAt ? 'suspended' : 'good     ',
    entry.name,
  ].join('  ');
