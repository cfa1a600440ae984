import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCycle, ROOT, readImportGraph, roomArrows, roomOf } from './import-graph.js';

const graph = readImportGraph([
  'packages/catalog/src',
  'packages/simulator/src',
  'packages/server/src',
]);
const arrows = roomArrows(graph);

/** Rooms that everything above them may use; arrows to them are not drawn. */
const GROUND = new Set(['catalog', 'platform', 'store', 'access']);

/** The arrows of the picture in ARCHITECTURE.md, headed "The rooms". */
const drawnArrows = (): Set<string> => {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const picture = /## The rooms[\s\S]*?```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  return new Set(
    [...picture.matchAll(/^\s*([a-z]+)\s*-->\s*([a-z]+)\s*$/gm)].map(
      ([, from, to]) => `${from} -> ${to}`,
    ),
  );
};

test('the graph is read: every package is in it and knows its imports', () => {
  expect(graph.size).toBeGreaterThan(60);
  expect(arrows).toContain('simulator -> catalog');
  expect(arrows).toContain('http -> connect');
});

test('no file imports itself by any way round', () => {
  expect(findCycle(graph)).toBeUndefined();
});

test('a cycle would be found', () => {
  const circle = new Map([
    ['a.ts', ['b.ts']],
    ['b.ts', ['c.ts']],
    ['c.ts', ['b.ts']],
  ]);
  expect(findCycle(circle)).toEqual(['b.ts', 'c.ts', 'b.ts']);
});

test('no two rooms import each other', () => {
  const rooms = new Map<string, string[]>();
  for (const arrow of arrows) {
    const [from = '', to = ''] = arrow.split(' -> ');
    rooms.set(from, [...(rooms.get(from) ?? []), to]);
  }
  expect(findCycle(rooms)).toBeUndefined();
});

describe('the rules between the rooms', () => {
  const into = (room: string) =>
    [...arrows]
      .filter((arrow) => arrow.endsWith(` -> ${room}`))
      .map((arrow) => arrow.split(' ')[0]);
  const outOf = (room: string) =>
    [...arrows]
      .filter((arrow) => arrow.startsWith(`${room} -> `))
      .map((arrow) => arrow.split(' ')[2]);

  test('the catalogue depends on nothing, the simulator on the catalogue only', () => {
    expect(outOf('catalog')).toEqual([]);
    expect(outOf('simulator')).toEqual(['catalog']);
  });

  test('only the composition root imports http', () => {
    expect(into('http')).toEqual(['server']);
  });

  test('an adapter imports the contract, the catalogue and, where it simulates, the simulator', () => {
    for (const [file, imports] of graph) {
      const adapter = /packages\/server\/src\/oem\/([a-z-]+)\//.exec(file)?.[1];
      if (!adapter) continue;
      const outside = imports.filter((imported) => !imported.includes(`/oem/${adapter}/`));
      for (const imported of outside) {
        expect([
          'packages/catalog/src/index.ts',
          'packages/simulator/src/index.ts',
          'packages/server/src/oem/contract.ts',
          'packages/server/src/platform/clock.ts',
          'packages/server/src/signals/report.ts',
        ]).toContain(imported);
      }
    }
  });

  test('the simulator is used by its adapter only', () => {
    expect(into('simulator')).toEqual(['oem']);
  });

  test('only the composition root reads the environment', () => {
    const readers = [...graph.keys()].filter((file) =>
      readFileSync(join(ROOT, file), 'utf8').includes('process.env'),
    );
    // The database's own process gets the environment as it is.
    const inherits = 'packages/server/src/store/embedded/account.ts';
    expect(readers.filter((file) => roomOf(file) !== 'server')).toEqual([inherits]);
  });
});

test("ARCHITECTURE.md's picture is the code", () => {
  const real = [...arrows].filter((arrow) => !GROUND.has(arrow.split(' ')[2] ?? ''));
  expect([...drawnArrows()].sort()).toEqual(real.sort());
});
