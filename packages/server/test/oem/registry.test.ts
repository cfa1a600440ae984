import { findMake, type MakeRow } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import { createOemRegistry } from '../../src/oem/registry.js';
import { createSimulatedAdapter } from '../../src/oem/simulated/simulated-adapter.js';
import { createManualClock } from '../../src/platform/clock.js';

const clock = createManualClock(0);
const simulated = createSimulatedAdapter({ clock, liveToo: false });
const real = {
  ...simulated,
  id: 'real-ford',
  serves: (make: MakeRow, mode: string) => make.id === 'FORD' && mode === 'live',
};
const make = (id: string): MakeRow => {
  const row = findMake(id);
  if (!row) throw new Error(`${id} is not in the catalogue.`);
  return row;
};

describe('the registry of carmakers', () => {
  const registry = createOemRegistry([real, simulated]);

  test('finds the first adapter that serves a make in a mode', () => {
    expect(registry.find(make('FORD'), 'live')?.id).toBe('real-ford');
    expect(registry.find(make('FORD'), 'simulated')?.id).toBe('simulated');
    expect(registry.find(make('TESLA'), 'test')?.id).toBe('simulated');
    expect(registry.find(make('TESLA'), 'live')).toBeUndefined();
  });

  test('gives an adapter by its id, and says so when it is gone', () => {
    expect(registry.get('real-ford')).toBe(real);
    expect(() => registry.get('gone')).toThrow('"gone"');
    expect(registry.adapters.map(({ id }) => id)).toEqual(['real-ford', 'simulated']);
  });

  test('does not take two adapters of one name', () => {
    expect(() => createOemRegistry([simulated, simulated])).toThrow('same id');
  });
});

test('simulated cars serve live mode only when told to, and makes that have models', () => {
  const everywhere = createSimulatedAdapter({ clock, liveToo: true });
  expect(everywhere.serves(make('TESLA'), 'live')).toBe(true);
  expect(everywhere.serves({ ...make('TESLA'), models: [] }, 'live')).toBe(false);
  expect(everywhere.freshForMilliseconds).toBe(1000);
  expect(everywhere.pollEveryMilliseconds).toBe(5000);
});
