import { ENDPOINT_GROUPS, type EndpointGroup } from './endpoints.js';
import {
  API_ERRORS,
  CONNECT_ERRORS,
  SIGNAL_ERRORS,
  TOKEN_ERRORS,
  V3_ERRORS,
  WEBHOOK_ERRORS,
  WEBHOOK_ERRORS_PAGE,
} from './errors.js';
import { anonymous, facts } from './facts.js';
import { DOCUMENTED_PERMISSIONS, PERMISSIONS_PAGE } from './permissions.js';
import { DOCUMENTED_SIGNALS } from './signals.js';

/** One thing that the documents promise. */
export interface DocumentedRow {
  /** As it stands in the first column of the table. */
  readonly what: string;
  readonly page: string;
  /** What has to be shown of the platform: looked up by kind, see served.ts. */
  readonly serves: Served;
  /** What the tests have to have seen. */
  readonly needs: readonly string[];
  /** Whose tests are named first: the beginning of their paths under packages/server/test. */
  readonly home: string;
}

export type Served =
  | { readonly kind: 'endpoint'; readonly route: string }
  | { readonly kind: 'signal'; readonly code: string }
  | { readonly kind: 'permission'; readonly name: string }
  | { readonly kind: 'error'; readonly error: string; readonly status: number | null }
  | { readonly kind: 'v3-error'; readonly error: string; readonly status: number }
  | { readonly kind: 'token-error'; readonly error: string; readonly status: number }
  | { readonly kind: 'connect-error'; readonly error: string };

export interface DocumentedSection {
  readonly title: string;
  readonly rows: readonly DocumentedRow[];
}

/** Everything that the documents name, in the order of the table. */
export const documentedSections = (): readonly DocumentedSection[] => [
  ...ENDPOINT_GROUPS.map(endpointSection),
  { title: 'Signals', rows: signalRows() },
  { title: 'Permissions', rows: permissionRows() },
  { title: 'Errors of v2.0', rows: apiErrorRows() },
  { title: 'Errors that v3 names in its own way', rows: v3ErrorRows() },
  { title: 'Errors of one signal among others', rows: signalErrorRows() },
  { title: 'Errors that webhooks are told of', rows: webhookErrorRows() },
  { title: 'Errors of the token endpoints', rows: tokenErrorRows() },
  { title: 'Errors of Connect', rows: connectErrorRows() },
];

const endpointSection = ({ title, base, home, form, endpoints }: EndpointGroup) => ({
  title,
  rows: endpoints.map(([endpoint, page]): DocumentedRow => {
    const what = endpoint.replace(' ', ` ${base}`);
    const route = anonymous(what);
    const answered = form ? facts.answeredIn(form, route) : facts.answered(route);
    return {
      ...{ what, page, home },
      serves: { kind: 'endpoint', route },
      needs: [answered, facts.refused(route)],
    };
  }),
});

const signalRows = (): DocumentedRow[] =>
  DOCUMENTED_SIGNALS.flatMap(({ page, group, names }) =>
    names.map((name) => {
      const code = `${group}-${name}`;
      const serves = { kind: 'signal', code } as const;
      return { what: code, page, serves, needs: [facts.signal(code)], home: 'http/v3/signals' };
    }),
  );

const permissionRows = (): DocumentedRow[] =>
  DOCUMENTED_PERMISSIONS.map((name) => ({
    what: name,
    page: PERMISSIONS_PAGE,
    serves: { kind: 'permission', name },
    needs: [facts.permissionAsked(name), facts.permissionGranted(name)],
    home: 'http/connect/',
  }));

const apiErrorRows = (): DocumentedRow[] =>
  API_ERRORS.flatMap(({ type, status, page, codes }) =>
    codes.map((code) => {
      const error = `${type}:${code}`;
      return {
        ...{ what: error, page, home: 'http/triggers' },
        serves: { kind: 'error', error, status } as const,
        needs: [facts.v2Error(error, status)],
      };
    }),
  );

const v3ErrorRows = (): DocumentedRow[] =>
  V3_ERRORS.map(([error, status, page]) => ({
    ...{ what: error, page, home: 'http/v3/' },
    serves: { kind: 'v3-error', error, status },
    needs: [facts.v3Error(error, status)],
  }));

const signalErrorRows = (): DocumentedRow[] =>
  SIGNAL_ERRORS.map(({ surface, error, page }) => {
    const isV3 = surface === 'v3';
    return {
      what: `${error} on ${surface}`,
      page,
      serves: { kind: 'error', error, status: null },
      needs: [isV3 ? facts.signalError(error) : facts.webhookSignalError(error)],
      home: isV3 ? 'http/v3/' : 'webhooks/',
    };
  });

const webhookErrorRows = (): DocumentedRow[] =>
  WEBHOOK_ERRORS.map((error) => ({
    ...{ what: error, page: WEBHOOK_ERRORS_PAGE, home: 'webhooks/' },
    serves: { kind: 'error', error, status: null },
    needs: [facts.webhookError(error)],
  }));

const tokenErrorRows = (): DocumentedRow[] =>
  TOKEN_ERRORS.map(([error, status, page]) => ({
    ...{ what: error, page, home: 'http/oauth/' },
    serves: { kind: 'token-error', error, status },
    needs: [facts.tokenError(error, status)],
  }));

const connectErrorRows = (): DocumentedRow[] =>
  CONNECT_ERRORS.map(([error, page]) => ({
    ...{ what: error, page, home: 'http/connect/' },
    serves: { kind: 'connect-error', error },
    needs: [facts.connectError(error)],
  }));
