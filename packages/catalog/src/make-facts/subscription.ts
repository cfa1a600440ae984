import type { Region } from '../vocabulary.js';

/** What an owner must have subscribed to with the carmaker before a car can be connected. */
export interface SubscriptionRow {
  readonly makes: readonly string[];
  readonly regions: readonly Region[];
  /** The carmaker's name for its connected service. */
  readonly service: string;
  /** Which cars, where one service is not for all of them: "Solterra". */
  readonly cars?: string;
  /** Packages of the service that are needed; empty when the service itself is enough. */
  readonly packages: readonly string[];
  /** What does not work without the packages. */
  readonly neededFor: 'everything' | 'commands';
  readonly trial?: string;
  readonly price?: string;
  readonly note?: string;
}

export const NORTH_AMERICA: readonly Region[] = ['US', 'CA'];
export const EUROPE: readonly Region[] = ['EUROPE'];
export const US: readonly Region[] = ['US'];
export const ATLANTIC: readonly Region[] = ['US', 'EUROPE'];
export const EVERYWHERE: readonly Region[] = ['US', 'CA', 'EUROPE'];
