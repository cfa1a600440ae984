import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listLinks, neighbours, pageOf } from '../../../src/http/v3/paging.js';

const page = (number: number, size = 10) => pageOf({ 'page[number]': number, 'page[size]': size });

test('pages count from one', () => {
  expect(page(1)).toEqual({ number: 1, size: 10, offset: 0 });
  expect(page(3, 25)).toEqual({ number: 3, size: 25, offset: 50 });
});

test.each([
  [1, 0, { first: 1, last: 1, previous: null, next: null }],
  [1, 10, { first: 1, last: 1, previous: null, next: null }],
  [1, 11, { first: 1, last: 2, previous: null, next: 2 }],
  [2, 25, { first: 1, last: 3, previous: 1, next: 3 }],
  [3, 25, { first: 1, last: 3, previous: 2, next: null }],
  [9, 25, { first: 1, last: 3, previous: 3, next: null }],
])('page %i of %i elements', (number, total, expected) => {
  expect(neighbours(page(number), total)).toEqual(expected);
});

test('links carry the filters along, encoded', () => {
  const query = { 'filter[name]': 'a & b', 'page[number]': 1, 'page[size]': 10, other: undefined };
  const links = listLinks('https://carport.test/v3/webhooks', query, page(1), 11);
  expect(links.prev).toBeNull();
  const next = new URL(links.next ?? '');
  expect(Object.fromEntries(next.searchParams)).toEqual({
    'filter[name]': 'a & b',
    'page[number]': '2',
    'page[size]': '10',
  });
});

test('following next from the first page passes every page once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 60 }),
      (total, size) => {
        const seen: number[] = [];
        let number: number | null = 1;
        while (number !== null) {
          seen.push(number);
          number = neighbours(page(number, size), total).next;
        }
        expect(seen).toHaveLength(Math.max(1, Math.ceil(total / size)));
      },
    ),
  );
});
