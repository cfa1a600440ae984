import { V2_RETIREMENT } from '@carport/catalog';
import type { ComponentChildren } from 'preact';
import { type Site, SitePage } from '../design/site.js';
import { ERROR_PAGES } from './error-pages.js';
import { MAKES_PATH } from './makes-path.js';
import { WEBHOOK_EVENTS_PATH } from './webhook-events-path.js';

interface DocsPageProps {
  readonly site: Site;
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

export const DocsPage = ({ site, path, title, lead, children }: DocsPageProps) => (
  <SitePage site={site} title={title} path={path}>
    <div class="docs">
      <article class="docs__body">
        <header>
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
        </header>
        {children}
      </article>
      <nav class="docs__side" aria-label="Documentation">
        <details open>
          <summary>Errors</summary>
          <ul>
            {ERROR_PAGES.map((page) => (
              <SideLink path={path} href={page.path} title={page.title} />
            ))}
          </ul>
        </details>
        <details open>
          <summary>Catalogue</summary>
          <ul>
            <SideLink path={path} href="/docs/permissions" title="Permissions" />
            <SideLink path={path} href="/docs/signals" title="Signals" />
            <SideLink path={path} href={MAKES_PATH} title="Makes" />
          </ul>
        </details>
        <details open>
          <summary>API</summary>
          <ul>
            <SideLink path={path} href={WEBHOOK_EVENTS_PATH} title="Webhook events" />
            <SideLink path={path} href={V2_RETIREMENT.docPath} title="Versions" />
          </ul>
        </details>
      </nav>
    </div>
  </SitePage>
);

const SideLink = ({ path, href, title }: { path: string; href: string; title: string }) => (
  <li>
    <a href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
      {title}
    </a>
  </li>
);
