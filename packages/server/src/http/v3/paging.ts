import Type from 'typebox';

/** Page numbers as v3 counts them, from one. */
export interface Page {
  readonly number: number;
  readonly size: number;
  readonly offset: number;
}

export interface PageQuery {
  readonly 'page[number]': number;
  readonly 'page[size]': number;
}

/** Beyond it a client should filter: no list is read that deep. */
export const LAST_PAGE = 100_000;

/** Query parameters of a list that comes in pages. */
export const pageParameters = (size: { default: number; maximum: number }) => ({
  'page[number]': Type.Integer({ minimum: 1, maximum: LAST_PAGE, default: 1 }),
  'page[size]': Type.Integer({ minimum: 1, ...size }),
});

export const pageOf = (query: PageQuery): Page => {
  const [number, size] = [query['page[number]'], query['page[size]']];
  return { number, size, offset: (number - 1) * size };
};

/** Page numbers of the neighbours; null where there is none. */
export const neighbours = (page: Page, totalCount: number) => {
  const last = Math.max(1, Math.ceil(totalCount / page.size));
  return {
    first: 1,
    last,
    previous: page.number > 1 ? Math.min(page.number - 1, last) : null,
    next: page.number < last ? page.number + 1 : null,
  };
};

export interface ListLinks {
  readonly self: string;
  readonly first: string;
  readonly prev: string | null;
  readonly next: string | null;
  readonly last: string;
}

/** Links of a list; other parameters of the request, such as filters, are carried along. */
export const listLinks = (
  url: string,
  query: Readonly<Record<string, unknown>>,
  page: Page,
  totalCount: number,
): ListLinks => {
  const { first, last, previous, next } = neighbours(page, totalCount);
  const at = (number: number): string => {
    const kept = { ...query, 'page[number]': number, 'page[size]': page.size };
    const pairs = Object.entries(kept)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)]);
    return `${url}?${new URLSearchParams(pairs)}`;
  };
  return {
    self: at(page.number),
    first: at(first),
    prev: previous === null ? null : at(previous),
    next: next === null ? null : at(next),
    last: at(last),
  };
};
