import { isAppOrigin } from '../applications/redirect-uri.js';

/*
 * Apps of the JavaScript SDK open Connect in a window of its own, which ends on a page that tells the window that
 * opened it how it went.
 */

export const OPENERS_PAGE = '/v2/redirect';

/** The address of that page for an app at this origin. */
export const openersPage = (publicUrl: string, origin: string): string =>
  `${publicUrl}${OPENERS_PAGE}?app_origin=${origin}`;

/** The host of the app that a redirect URI tells; null for one that does not lead to that page. */
export const hostOfOpener = (publicUrl: string, redirectUri: string): string | null => {
  const [address, query] = redirectUri.split('?');
  const origin = new URLSearchParams(query).get('app_origin') ?? '';
  return address === publicUrl + OPENERS_PAGE && isAppOrigin(origin) ? new URL(origin).host : null;
};
