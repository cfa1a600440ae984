import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const USUAL = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The one that is named, the one in its usual place, or the first on the path. */
const findChromium = (): string | undefined => {
  const named = process.env.CARPORT_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...USUAL, ...onPath].find(isProgram);
};

const executable = findChromium();

/** Like `describe`; where there is no Chromium, everything in it is skipped. */
export const describeInBrowser = describe.skipIf(executable === undefined);

if (executable === undefined) {
  console.warn(
    'Browser tests are skipped: no Chromium was found. Install one, or name it in CARPORT_CHROMIUM.',
  );
}

export interface Chromium {
  /** A page with cookies of its own; closed after the test. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** No page should ever need longer; without this, a failing test waits for the whole test's time. */
const PATIENCE = 8_000;
const AGAINST_THE_RULES = /Content Security Policy|Refused to|violates the following/;

/** One Chromium for the file. Whatever a page's script breaks, or the page's own policy stops, fails the test. */
export const useChromium = (): Chromium => {
  let browser: Browser | undefined;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable ?? '' });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  return {
    open: async (options = {}) => {
      if (!browser) throw new Error('Chromium has not been started');
      const context = await browser.newContext({ locale: 'en-US', ...options });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (AGAINST_THE_RULES.test(message.text())) complaints.push(message.text());
      });
      return page;
    },
  };
};
