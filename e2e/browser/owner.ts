import type { Page } from 'playwright-core';

export type Place =
  | 'preamble'
  | 'brand'
  | 'sign-in'
  | 'vehicles'
  | 'permissions'
  | 'battery'
  | 'virtual-key'
  | 'stopped'
  | 'returning'
  | 'done';

/** Waits until the browser shows a step of Connect, at its address. */
export const arriveAt = (page: Page, place: Place): Promise<void> =>
  page.waitForURL((url) => url.pathname.endsWith(`/${place}`));

export interface OwnerWishes {
  readonly make?: string;
  readonly username?: string;
}

/** Somebody who has never been here. */
const stranger = (): string => `${crypto.randomUUID()}@example.com`;

/** What an owner does on a page to leave it for the next one. */
const MOVES: Readonly<
  Partial<Record<Place, (page: Page, wishes: OwnerWishes) => Promise<unknown>>>
> = {
  preamble: (page) => page.click('#continue-button'),
  brand: (page, { make = 'FORD' }) => page.click(`#${make}`),
  'sign-in': (page, { username = stranger() }) => signIn(page, username),
  vehicles: (page) => page.click('#vehicles-button'),
  permissions: (page) => page.click('#approval-button'),
};

export const signIn = async (page: Page, username: string, password = 'password') => {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('#sign-in-button');
};

const placeOf = (page: Page): Place => new URL(page.url()).pathname.split('/').at(-1) as Place;

/** Goes through Connect with the mouse until the given step is on the screen. */
export const goTo = async (
  page: Page,
  authorizeUrl: string,
  destination: Place,
  wishes: OwnerWishes = {},
): Promise<void> => {
  await page.goto(authorizeUrl);
  for (let place = placeOf(page); place !== destination; place = placeOf(page)) {
    const move = MOVES[place];
    if (!move) throw new Error(`there is no way from ${place} to ${destination}`);
    await move(page, wishes);
    await page.waitForURL((url) => !url.pathname.endsWith(`/${place}`));
  }
};
