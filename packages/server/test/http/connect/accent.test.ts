import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accentTokens, contrast } from '../../../src/http/connect/accent.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { createBrowser } from './browser.js';
import { authorizeUrl } from './consents.js';

const rgb = (hex: string): [number, number, number] =>
  [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];

/** The whole cube in steps, its corners and the documented colour. */
const CHANNEL = ['00', '33', '66', '80', '99', 'cc', 'ff'];
const COLORS = [
  '00819d',
  ...CHANNEL.flatMap((red) =>
    CHANNEL.flatMap((green) => CHANNEL.map((blue) => red + green + blue)),
  ),
];
const GROUNDS = { light: ['ffffff', 'f3f6f4'], dark: ['141c19', '0b110f', '0f1613'] } as const;

describe.each(['light', 'dark'] as const)('any colour, %s', (look) => {
  const far = (one: string, other: string) => contrast(rgb(one), rgb(other));

  test('fills as it is, and is readable wherever something is written', () => {
    for (const color of COLORS) {
      const tokens = accentTokens(color, look);
      expect(tokens.accent).toBe(color);
      expect(far(tokens['on-accent'], tokens.accent), color).toBeGreaterThanOrEqual(4.5);
      expect(far(tokens['on-accent'], tokens['accent-strong']), color).toBeGreaterThanOrEqual(4.5);
      for (const ground of [...GROUNDS[look], tokens['accent-soft']]) {
        expect(far(tokens['accent-ink'], ground), color).toBeGreaterThanOrEqual(4.5);
        expect(far(tokens['accent-mark'], ground), color).toBeGreaterThanOrEqual(3);
        expect(far(tokens['accent-edge'], ground), color).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

test('contrast is what WCAG says it is', () => {
  expect(contrast(rgb('000000'), rgb('ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(rgb('767676'), rgb('ffffff'))).toBeCloseTo(4.54, 2);
});

describe('flags=color', () => {
  let platform: TestPlatform;
  let clientId: string;
  beforeAll(async () => {
    platform = await createTestPlatform();
    clientId = (await createTestApplication(platform)).application.id;
  });
  afterAll(() => platform.close());

  const sheetFor = async (flags: string): Promise<string | undefined> => {
    const { html } = await createBrowser(platform.app).open(authorizeUrl({ clientId, flags }));
    expect(html).toContain('id="continue-button"');
    return /href="(\/connect-accent\/[^"]+)"/.exec(html)?.[1];
  };

  test.each([
    ['color:00819D', '00819d'],
    ['country:DE color:00819D', '00819d'],
    ['color:#ffCC00 country:DE', 'ffcc00'],
    ['color:red', undefined],
    ['color:00819', undefined],
    ['color:00819D0', undefined],
    ['color:00819D;}body{display:none', undefined],
    ['discolor:00819D', undefined],
    ['country:DE', undefined],
  ])('%s', async (flags, color) => {
    expect(await sheetFor(flags)).toBe(color && `/connect-accent/${color}.css`);
  });

  test('is a stylesheet for day and night that the page may load', async () => {
    const { statusCode, headers, body } = await platform.app.inject({
      url: (await sheetFor('color:00819D')) ?? '',
    });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/css');
    expect(body).toMatch(
      /^:root\{--accent:#00819d;.*@media \(prefers-color-scheme:dark\)\{:root\{/,
    );
  });

  test.each(['x', '00819', 'zzzzzz', '00819d}'])('is nothing for %s', async (color) => {
    const { statusCode } = await platform.app.inject({ url: `/connect-accent/${color}.css` });
    expect(statusCode).toBe(404);
  });
});
