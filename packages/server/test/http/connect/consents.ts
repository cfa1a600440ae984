import type { Browser, Page } from './browser.js';

export interface Asking {
  readonly clientId: string;
  readonly [parameter: string]: string;
}

/** An authorize URL; everything can be changed, and left out by giving the empty text. */
export const authorizeUrl = ({ clientId, ...changes }: Asking): string => {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: 'https://example.com/auth',
    mode: 'test',
    scope: 'required:read_vehicle_info read_odometer control_security',
    state: 's-1',
    ...changes,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return `/oauth/authorize?${new URLSearchParams(given)}`;
};

export const credentials = (username: string) => ({ username, password: 'password' });

/** Goes as far as the page after the sign-in. */
export const signInAs = async (
  browser: Browser,
  asking: Asking,
  username = 'owner@example.com',
  make = 'FORD',
): Promise<Page> => {
  const preamble = await browser.open(authorizeUrl(asking));
  const next = await browser.submit(preamble, { country: 'US' });
  const signIn = asking.make === undefined ? await browser.submit(next, { make }) : next;
  return browser.submit(signIn, credentials(username));
};

export const ALLOW = { decision: 'allow', permission: ['read_odometer', 'control_security'] };
