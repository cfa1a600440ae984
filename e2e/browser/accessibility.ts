import axe from 'axe-core';
import type { Page } from 'playwright-core';

export const WIDTHS = [390, 1280] as const;
export const SCHEMES = ['light', 'dark'] as const;

export type Look = {
  readonly width: (typeof WIDTHS)[number];
  readonly scheme: (typeof SCHEMES)[number];
};

/** Every size in every colour scheme. */
export const LOOKS: readonly Look[] = WIDTHS.flatMap((width) =>
  SCHEMES.map((scheme) => ({ width, scheme })),
);

const HEIGHTS = { 390: 844, 1280: 800 };

export const putOn = async (page: Page, { width, scheme }: Look): Promise<void> => {
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
};

/** Serious and critical violations of the page as it is now, one line for each element. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const results = await page.evaluate<axe.AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
};

/** Whether the page can be pushed sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
