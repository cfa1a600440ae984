import { listLinks, type PageQuery, pageOf } from '../v3/paging.js';

/** A page of a list that is whole in memory, as v3 writes lists. */
export const pageOfAll = <T>(
  url: string,
  query: PageQuery & Readonly<Record<string, unknown>>,
  all: readonly T[],
  resource: (element: T) => object,
) => {
  const page = pageOf(query);
  return {
    data: all.slice(page.offset, page.offset + page.size).map(resource),
    meta: { pageNumber: page.number, pageSize: page.size, totalCount: all.length },
    links: listLinks(url, query, page, all.length),
  };
};
