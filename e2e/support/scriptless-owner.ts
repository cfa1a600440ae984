import { type Browser, createBrowser, type Departure, type Page } from './scriptless-browser.js';

export interface Wishes {
  /** The id of a brand's button; not asked for when the app has chosen the brand. */
  readonly make?: string;
  readonly username?: string;
  readonly password?: string;
  readonly decision?: 'allow' | 'deny';
  /** Of an account with several cars; all of them otherwise. */
  readonly vins?: readonly string[];
  /** The optional permissions that stay ticked; all of them otherwise. */
  readonly permissions?: readonly string[];
  /** Told of every page on the way. */
  readonly onPage?: (page: Page) => void;
}

type StepsTaken = (browser: Browser, page: Page, wishes: Wishes) => Promise<Page | Departure>;

/** What a vehicle owner does on each page of Connect, found by what can be pressed there. */
const STEPS: readonly (readonly [button: string, take: StepsTaken])[] = [
  ['button#continue-button', (browser, page) => browser.press(page, 'button#continue-button')],
  [
    'button.brand-list-item',
    (browser, page, { make = 'TESLA' }) => browser.press(page, `button#${make}.brand-list-item`),
  ],
  [
    'button#sign-in-button',
    (browser, page, { username = 'bev@example.com', password = 'password' }) =>
      browser.press(page, 'button#sign-in-button', { username, password }),
  ],
  [
    'button#vehicles-button',
    (browser, page, { vins }) =>
      browser.press(page, 'button#vehicles-button', vins ? { vin: vins } : {}),
  ],
  [
    'button#approval-button',
    (browser, page, { decision = 'allow', permissions }) =>
      browser.press(
        page,
        decision === 'allow' ? 'button#approval-button' : 'button#deny-button',
        permissions ? { permission: permissions } : {},
      ),
  ],
  ['a#return-link', (browser, page) => browser.press(page, 'a#return-link')],
];

const MOST_PAGES = 12;

/** Goes through Connect from one of its pages on; ends where there is nothing of Connect to press. */
export const goOnThroughConnect = async (
  browser: Browser,
  start: Page | Departure,
  wishes: Wishes = {},
): Promise<Page | Departure> => {
  let place = start;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    if ('left' in place) return place;
    const page = place;
    const step = STEPS.find(([button]) => page.document.querySelector(button));
    if (!step) return page;
    wishes.onPage?.(page);
    place = await step[1](browser, page, wishes);
  }
  throw new Error('Connect does not come to an end');
};

/** Goes through Connect from an authorize URL to the address that the app gets the owner back at. */
export const goThroughConnect = async (authorizeUrl: string, wishes: Wishes = {}): Promise<URL> => {
  const browser = createBrowser(new URL(authorizeUrl).origin);
  const end = await goOnThroughConnect(browser, await browser.open(authorizeUrl), wishes);
  if ('left' in end) return end.left;
  throw new Error(`nothing to press on ${end.url.pathname}: ${end.document.text}`);
};
