import {
  CONNECT_ERRORS,
  type ConnectErrorRow,
  docPath,
  ENDPOINTS,
  ERRORS,
  type ErrorRow,
  errorInV3,
  errorRowOf,
  findSignalRow,
  OAUTH_ERRORS,
  placesOf,
  READ_ENDPOINTS,
  type ReadEndpointRow,
  SIGNALS,
  type SignalRow,
  V3_COMMANDS,
} from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import { createHttp } from '../../src/http/app.js';
import {
  createTestApplication,
  TEST_REDIRECT_URI,
  type TestPlatform,
} from '../support/platform.js';
import { anonymous } from './facts.js';
import type { Served } from './rows.js';

/** What the platform has to show for a row, as it stands in the table; null when it has nothing. */
export type ShowServed = (served: Served) => Promise<string | null>;

/** Looks at a server that is put together like the real one: its routes, its pages and its consents. */
export const createShowServed = async (platform: TestPlatform): Promise<ShowServed> => {
  const operations = new Map<string, string>();
  const http = createHttp(platform.platform);
  http.addHook('onRoute', ({ method, url, schema }) => {
    const id = (schema as { operationId?: string } | undefined)?.operationId;
    if (id === undefined) return;
    for (const one of [method].flat()) operations.set(anonymous(`${one} ${url}`), id);
  });
  const app = await http;
  const { application } = await createTestApplication(platform);
  const hasSection = createPageReader(app);

  const onPage = async (path: string, page: string, id: string): Promise<string | null> =>
    (await hasSection(page, id)) ? `\`${path}\`` : null;

  const error = (row: ErrorRow | undefined, status: number | null): Promise<string | null> => {
    if (!row || (status !== null && row.status !== status)) return NOTHING;
    const path = docPath(row);
    const [page = '', id = ''] = path.split('#');
    return onPage(path, page, id);
  };

  return async (served) => {
    switch (served.kind) {
      case 'endpoint': {
        const id = operations.get(served.route);
        return id === undefined ? null : `\`${id}\``;
      }
      case 'signal': {
        const row = findSignalRow(served.code);
        if (!row || !(await hasSection('/docs/signals', served.code))) return null;
        return ['v3, webhooks', ...readsOf(row)].join('; ');
      }
      case 'permission': {
        const isAsked = await canAsk(app, application.id, served.name);
        return isAsked ? ['Connect', ...openedBy(served.name)].join('; ') : null;
      }
      case 'error':
        return error(errorRowOf(served.error), served.status);
      case 'v3-error':
        return error(
          ROWS.find((row) => nameInV3(row) === served.error),
          served.status,
        );
      case 'token-error': {
        const row = OAUTH_ERRORS.find((one) => one.error === served.error);
        if (row?.status !== served.status) return null;
        return onProtocolPage(onPage, '/docs/errors/oauth-errors', served.error);
      }
      case 'connect-error': {
        const row: ConnectErrorRow | undefined = CONNECT_ERRORS.find(
          (one) => one.error === served.error,
        );
        if (row === undefined) return null;
        return onProtocolPage(onPage, '/docs/errors/connect-errors', served.error);
      }
    }
  };
};

const NOTHING = Promise.resolve(null);
const ROWS: readonly ErrorRow[] = ERRORS;

const nameInV3 = (row: ErrorRow): string => {
  const { type, code } = errorInV3(row);
  return `${type}:${code}`;
};

/** Whether a page of the documentation has a section of this id; each page is fetched once. */
const createPageReader = (app: FastifyInstance) => {
  const pages = new Map<string, Promise<string>>();
  const read = async (path: string): Promise<string> => {
    const { statusCode, body } = await app.inject(path);
    return statusCode === 200 ? body : '';
  };
  return async (path: string, id: string): Promise<boolean> => {
    const page = pages.get(path) ?? read(path);
    pages.set(path, page);
    return (await page).includes(` id="${id}"`);
  };
};

const onProtocolPage = (
  onPage: (path: string, page: string, id: string) => Promise<string | null>,
  page: string,
  error: string,
): Promise<string | null> => {
  const id = error.replaceAll('_', '-');
  return onPage(`${page}#${id}`, page, id);
};

/** Whether a consent begins when an app asks for it, as it does not for a word that is no permission. */
const canAsk = async (app: FastifyInstance, clientId: string, scope: string): Promise<boolean> => {
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: clientId, redirect_uri: TEST_REDIRECT_URI },
    ...{ mode: 'simulated', scope },
  });
  const { headers } = await app.inject(`/oauth/authorize?${query}`);
  return String(headers.location).startsWith('/connect/');
};

const PUBLISHED: readonly SignalRow[] = SIGNALS;

/** The endpoints of v2.0 that tell a signal. */
const readsOf = ({ code }: SignalRow): readonly string[] => {
  const places = READ_ENDPOINTS.filter((row) => signalsOf(row).has(code)).flatMap(placesOf);
  return places.length === 0 ? [] : [`v2.0: ${places.map(({ path }) => `\`${path}\``).join(', ')}`];
};

const signalsOf = ({ required, optional = [], project }: ReadEndpointRow): ReadonlySet<string> =>
  new Set<string>([
    ...required,
    ...optional,
    ...(typeof project === 'string' ? [] : Object.values(project).map(({ signal }) => signal)),
  ]);

/** What a permission opens beside the consent itself. */
const openedBy = (name: string): readonly string[] => {
  const endpoints = ENDPOINTS.filter(({ permission }) => permission === name).flatMap(placesOf);
  const signals = PUBLISHED.filter(({ permission }) => permission === name);
  const commands = V3_COMMANDS.filter(({ permission }) => permission === name);
  return [
    counted(endpoints.length, 'endpoint', ' of v2.0'),
    counted(signals.length, 'signal', ''),
    counted(commands.length, 'command', ' of v3'),
  ].flat();
};

const counted = (count: number, what: string, of: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}${of}`];
