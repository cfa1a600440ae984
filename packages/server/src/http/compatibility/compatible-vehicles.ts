import { createHash } from 'node:crypto';
import {
  type CompatibleModel,
  type CompatibleVehicle,
  type CompatibleVehiclesFilter,
  compatibleVehicles,
} from '@carport/catalog';
import { listLinks, type Page } from '../v3/paging.js';

/** A page of the list as it is sent. */
export interface WrittenList {
  readonly text: string;
  readonly etag: string;
}

/** Filters by query parameters; each has few values, so every list is made once. */
export interface CompatibleVehiclesBook {
  /** Without a page, the whole list is one. */
  written(filter: CompatibleVehiclesFilter, page: Page | undefined): WrittenList;
}

export const createCompatibleVehiclesBook = (
  url: string,
  models: readonly CompatibleModel[],
): CompatibleVehiclesBook => {
  const lists = new Map<string, readonly CompatibleVehicle[]>();
  const wholes = new Map<string, WrittenList>();

  const listOf = (key: string, filter: CompatibleVehiclesFilter): readonly CompatibleVehicle[] => {
    const known = lists.get(key);
    if (known) return known;
    const made = compatibleVehicles(filter, models);
    // Makes that there are not would fill the memory with empty lists.
    if (made.length > 0) lists.set(key, made);
    return made;
  };

  const write = (
    all: readonly CompatibleVehicle[],
    filter: CompatibleVehiclesFilter,
    page: Page,
  ): WrittenList => {
    const links = listLinks(url, parametersOf(filter), page, all.length);
    const text = JSON.stringify({
      data: all.slice(page.offset, page.offset + page.size),
      meta: { page: page.number, pageSize: page.size, totalCount: all.length },
      links: { self: links.self, next: links.next, prev: links.prev },
    });
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  };

  return {
    written: (filter, page) => {
      const known = keyOf(filter);
      const all = listOf(known, filter);
      if (page) return write(all, filter, page);
      const whole = wholes.get(known);
      if (whole) return whole;
      const size = Math.max(1, all.length);
      const made = write(all, filter, { number: 1, offset: 0, size });
      if (all.length > 0) wholes.set(known, made);
      return made;
    },
  };
};

const keyOf = ({ region, make, powertrainType }: CompatibleVehiclesFilter): string =>
  [region, make?.toUpperCase().replaceAll(/[ -]/g, '_'), powertrainType].join(' ');

const parametersOf = ({ region, make, powertrainType }: CompatibleVehiclesFilter) => ({
  'filter[region]': region,
  'filter[make]': make,
  'filter[powertrainType]': powertrainType,
});
