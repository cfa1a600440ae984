import { MAKES, V2_RETIREMENT } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Assets } from './assets.js';
import type { Site, SiteLinks } from './design/site.js';
import { ApiErrors } from './docs/api-errors.js';
import { ErrorIndex } from './docs/error-index.js';
import {
  API_ERROR_PAGES,
  CONNECT_ERRORS_PATH,
  OAUTH_ERRORS_PATH,
  TESTING_ERRORS_PATH,
} from './docs/error-pages.js';
import { MakePage } from './docs/make-page.js';
import { MakeIndex } from './docs/makes.js';
import { MAKES_PATH, makePath } from './docs/makes-path.js';
import { NotFound } from './docs/not-found.js';
import { PermissionIndex } from './docs/permissions.js';
import { ConnectErrors, OAuthErrors } from './docs/protocol-errors.js';
import { SignalIndex } from './docs/signals.js';
import { TestingErrors } from './docs/testing-errors.js';
import { Versions } from './docs/versions.js';
import { documentedEvents, WebhookEvents } from './docs/webhook-events.js';
import { WEBHOOK_EVENTS_PATH } from './docs/webhook-events-path.js';
import type { DemoApplication } from './landing/demo-application.js';
import { Landing } from './landing/landing.js';
import { sendPage } from './send-page.js';
import { UNDOCUMENTED } from './undocumented.js';

export interface PageRoutesDeps {
  readonly assets: Assets;
  readonly publicUrl: string;
  /** Null when the server has no demo application. */
  readonly demo: DemoApplication | null;
  readonly links: SiteLinks;
}

/** Smartcar's own documentation spells this page's address in two ways, and links to both. */
const RESOURCE_ALIAS = '/docs/errors/api-errors/resource-errors';

/** The landing page and the documentation that is made from the catalogue. */
export const pageRoutes =
  ({ demo, ...site }: PageRoutesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    // It shows credentials, so it is never kept.
    app.get('/', UNDOCUMENTED, async (_request, reply) =>
      sendPage(reply, <Landing site={site} demo={demo} />),
    );
    await app.register(documentation(site));
  };

const documentation =
  (site: Site) =>
  async (app: FastifyInstance): Promise<void> => {
    const publish = (path: string, page: () => VNode): void => {
      app.get(path, UNDOCUMENTED, async (_request, reply) =>
        sendPage(reply, page(), { cache: 'public' }),
      );
    };
    publish('/docs/errors', () => <ErrorIndex site={site} />);
    publish(CONNECT_ERRORS_PATH, () => <ConnectErrors site={site} />);
    publish(OAUTH_ERRORS_PATH, () => <OAuthErrors site={site} />);
    publish(TESTING_ERRORS_PATH, () => <TestingErrors site={site} />);
    publish('/docs/permissions', () => <PermissionIndex site={site} />);
    publish('/docs/signals', () => <SignalIndex site={site} />);
    const events = documentedEvents(site.publicUrl);
    publish(WEBHOOK_EVENTS_PATH, () => <WebhookEvents site={site} examples={events} />);
    publish(MAKES_PATH, () => <MakeIndex site={site} />);
    for (const make of MAKES) publish(makePath(make), () => <MakePage site={site} make={make} />);
    publish(V2_RETIREMENT.docPath, () => <Versions site={site} />);
    for (const page of API_ERROR_PAGES) {
      publish(page.path, () => <ApiErrors site={site} page={page} />);
      if (page.type === 'RESOURCE_NOT_FOUND') {
        publish(RESOURCE_ALIAS, () => <ApiErrors site={site} page={page} />);
      }
    }
    app.get('/docs', UNDOCUMENTED, async (_request, reply) =>
      reply.redirect(site.links.reference, 303),
    );
    app.get('/docs/*', UNDOCUMENTED, async (_request, reply) =>
      sendPage(reply, <NotFound site={site} />, { status: 404 }),
    );
  };
