import type { SignalCode } from '@carport/catalog';
import type { Vehicle } from '../access/access.js';
import type { Audience } from './audience.store.js';
import type { Marks, States } from './conditions/conditions.js';
import type { NewEvent } from './outbox.store.js';

/** What changed, and whom it may concern. */
export interface News {
  readonly vehicle: Vehicle;
  readonly changed: readonly SignalCode[];
  readonly states: States;
  readonly audiences: readonly Audience[];
}

/** What becomes of news: events, and what subscriptions remember from now on. */
export interface Told {
  readonly events: readonly NewEvent[];
  readonly marks: ReadonlyMap<string, Marks>;
}
