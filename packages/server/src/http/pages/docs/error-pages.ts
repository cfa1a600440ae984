import { docPage, ERRORS, type ErrorRow } from '@carport/catalog';

/** A documentation page: all errors of one type. */
export interface ErrorPage {
  readonly type: string;
  readonly path: string;
  readonly title: string;
  readonly rows: readonly ErrorRow[];
}

const sentence = (type: string): string => {
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const API_ERROR_PAGES: readonly ErrorPage[] = [
  ...new Set(ERRORS.map(({ type }) => type)),
].map((type) => ({
  type,
  path: docPage(type),
  title: sentence(type),
  rows: ERRORS.filter((row) => row.type === type),
}));

export const OAUTH_ERRORS_PATH = '/docs/errors/oauth-errors';
export const CONNECT_ERRORS_PATH = '/docs/errors/connect-errors';
/** How to meet errors on purpose. */
export const TESTING_ERRORS_PATH = '/docs/testing-errors';

/** Every page about errors, for the navigation. */
export const ERROR_PAGES: readonly { readonly path: string; readonly title: string }[] = [
  { path: '/docs/errors', title: 'Overview' },
  ...API_ERROR_PAGES,
  { path: OAUTH_ERRORS_PATH, title: 'Token endpoint' },
  { path: CONNECT_ERRORS_PATH, title: 'Connect' },
  { path: TESTING_ERRORS_PATH, title: 'Testing errors' },
];
