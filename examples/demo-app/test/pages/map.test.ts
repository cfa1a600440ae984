import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../src/pages/map.js';

const HOME = { latitude: 40.0176, longitude: -105.2534 };

const pointsOf = (text: string): number[][] =>
  (/class="map-trace" points="([^"]*)"/.exec(text)?.[1] ?? '')
    .split(' ')
    .map((point) => point.split(',').map(Number));

describe('the map', () => {
  it('says in words where the car is', () => {
    expect(map(HOME, [HOME]).text).toContain(
      'aria-label="Latitude 40.0176, longitude -105.2534. The car has not moved since you opened this page."',
    );
  });

  it('says where it is heading', () => {
    const { text } = map({ ...HOME, latitude: 40.03 }, [HOME, { ...HOME, latitude: 40.03 }]);
    expect(text).toContain('last heading north, with a trace of 2 recent positions.');
    expect(text).toContain('rotate(0)');
  });

  it('has north at the top and east on the right', () => {
    const [from = [], to = []] = pointsOf(
      map(HOME, [HOME, { latitude: 40.03, longitude: -105.2 }]).text,
    );
    expect(to[0]).toBeGreaterThan(from[0] ?? 0);
    expect(to[1]).toBeLessThan(from[1] ?? 0);
  });

  it('is drawn to a round scale', () => {
    expect(map(HOME, [HOME]).text).toContain('>100 m</text>');
    const far = map(HOME, [HOME, { latitude: 40.2, longitude: -105.2534 }]).text;
    expect(far).toMatch(/>(5|10|20) km<\/text>/);
  });

  it('keeps the whole trace in sight, wherever on Earth', () => {
    const place = fc.record({
      latitude: fc.double({ min: -70, max: 70, noNaN: true }),
      longitude: fc.double({ min: -170, max: 170, noNaN: true }),
    });
    const step = fc.double({ min: -0.4, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(place, fc.array(fc.tuple(step, step), { maxLength: 30 }), (start, steps) => {
        const trace = [start];
        for (const [north, east] of steps) {
          trace.push({ latitude: start.latitude + north, longitude: start.longitude + east });
        }
        const { text } = map(trace.at(-1) ?? start, trace);
        expect(text).not.toMatch(/NaN|Infinity/);
        for (const [x = -1, y = -1] of pointsOf(text)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(640);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(460);
        }
      }),
    );
  });
});
