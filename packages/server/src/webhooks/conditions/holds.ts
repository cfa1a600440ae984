import type { TriggerCondition } from '@carport/catalog';
import { metersBetween } from './distance.js';
import type { Observation, Place } from './observe.js';

/** Whether what was known and what is known now are what the condition waits for. */
export const holds = (
  condition: TriggerCondition,
  before: Observation,
  now: Observation,
): boolean => {
  switch (condition.type) {
    case 'crossesAbove':
      return Number(before) <= condition.value && Number(now) > condition.value;
    case 'crossesBelow':
      return Number(before) >= condition.value && Number(now) < condition.value;
    case 'changesBy':
      return Math.abs(Number(now) - Number(before)) >= condition.value;
    case 'movesBy':
      return metersBetween(before as Place, now as Place) >= condition.value;
    case 'becomes':
      return before !== condition.value && now === condition.value;
    case 'leaves':
      return before === condition.value && now !== condition.value;
    case 'opens':
      return hasMore(now as readonly string[], before as readonly string[]);
    case 'closes':
      return hasMore(before as readonly string[], now as readonly string[]);
  }
};

const hasMore = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((part) => !others.includes(part));

/**
 * Distances are measured from where the condition last held: a car that creeps along arrives in the end. All
 * others look at the step from one report to the next.
 */
export const keepsReference = ({ type }: TriggerCondition): boolean =>
  type === 'changesBy' || type === 'movesBy';
