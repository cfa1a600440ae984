import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

const LOOKS: readonly Look[] = [
  { width: 390, height: 844, scheme: 'light' },
  { width: 390, height: 844, scheme: 'dark' },
  { width: 1280, height: 800, scheme: 'dark' },
  { width: 1280, height: 800, scheme: 'light' },
];

/**
 * Holds the page as it is now against axe's rules, on a phone and on a desk, by day and at night; nothing
 * may be serious, and nothing so wide that the page can be pushed sideways. With CARPORT_SCREENSHOTS=1 it is
 * photographed each time, into e2e/screenshots.
 */
export const expectAccessible = async (page: Page, name: string): Promise<void> => {
  for (const look of LOOKS) {
    await page.setViewportSize(look);
    await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' });
    await photograph(page, `${name}-${look.width}-${look.scheme}`, look);
    const found = { violations: await violationsOf(page, look), tooWide: await tooWide(page) };
    expect(found, `${name} at ${look.width} px, ${look.scheme}`).toEqual({
      violations: [],
      tooWide: [],
    });
  }
};

/** Serious and critical ones, a line for each element. */
const violationsOf = async (page: Page, { scheme }: Look): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // Night changes nothing but colours.
  const options = {
    resultTypes: ['violations'],
    ...(scheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}),
  };
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
};

/** What stands out of the page to the right, unless something around it scrolls by itself. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 100))
      .slice(0, 5);
  });

const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** As it is seen at first, and the whole of it where there is more. */
const photograph = async (page: Page, name: string, look: Look): Promise<void> => {
  if (process.env.CARPORT_SCREENSHOTS !== '1') return;
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height <= look.height) return;
  // In a window as tall as the page, so that what sticks to the window's edges is in its own place.
  await page.setViewportSize({ width: look.width, height });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}-whole.png`) });
  await page.setViewportSize(look);
};
