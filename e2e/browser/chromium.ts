import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, describe, expect } from 'vitest';

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

if (executable === undefined) {
  console.warn(
    'Browser tests are skipped: no Chromium was found. Install one, or name it in CARPORT_CHROMIUM.',
  );
}

/** A browser beside a busy test run takes its time. */
const WHOLE_TEST = 120_000;
const ONE_STEP = 20_000;

/** Like `describe`; where there is no Chromium, everything in it is skipped. */
export const describeInBrowser = (name: string, tests: () => void): void => {
  describe.skipIf(executable === undefined)(name, { timeout: WHOLE_TEST }, tests);
};

let launched: Promise<Browser> | undefined;
afterAll(async () => (await launched)?.close());

/** One for the test file. */
const browser = (): Promise<Browser> => {
  launched ??= chromium.launch({ executablePath: executable ?? '' });
  return launched;
};

export interface Chromium {
  /** A page with cookies of its own; closed after the test. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

const AGAINST_THE_RULES = /Content Security Policy|Refused to|violates the following/;

/** Whatever a page's script breaks, or the page's own policy stops, fails the test. */
export const useChromium = (): Chromium => {
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  return {
    open: async (options = {}) => {
      const context = await (await browser()).newContext({ locale: 'en-US', ...options });
      contexts.push(context);
      context.setDefaultTimeout(ONE_STEP);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (AGAINST_THE_RULES.test(message.text())) complaints.push(message.text());
      });
      return page;
    },
  };
};
