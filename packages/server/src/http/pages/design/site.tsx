import type { ComponentChildren } from 'preact';
import type { Assets } from '../assets.js';
import { Brandmark } from './brandmark.js';
import { Document } from './document.js';

/** Where the pages lead; the API description's addresses belong to another plugin. */
export interface SiteLinks {
  /** The browsable API reference. */
  readonly reference: string;
  /** The OpenAPI document as JSON. */
  readonly openApi: string;
}

export interface Site {
  readonly assets: Assets;
  readonly links: SiteLinks;
  readonly publicUrl: string;
}

interface SitePageProps {
  readonly site: Site;
  readonly title: string;
  /** Path of the page, to mark it in the navigation. */
  readonly path: string;
  readonly children: ComponentChildren;
}

export const SitePage = ({ site, title, path, children }: SitePageProps) => (
  <Document title={`${title} · Carport`} assets={site.assets}>
    <header class="site-bar">
      <div class="site-bar__inner">
        <Brandmark href="/" />
        <nav class="site-nav" aria-label="Site">
          <NavLink href={site.links.reference} path={path}>
            API reference
          </NavLink>
          <NavLink href="/docs/errors" path={path}>
            Errors
          </NavLink>
          <NavLink href="/docs/permissions" path={path}>
            Permissions
          </NavLink>
          <NavLink href="/docs/signals" path={path}>
            Signals
          </NavLink>
        </nav>
      </div>
    </header>
    <main class="site-main" id="content">
      {children}
    </main>
    <footer class="site-foot">
      <p>
        Carport is an independent, self-hosted connected-car platform with a Smartcar-compatible
        API. It is not affiliated with Smartcar, Inc. or any carmaker.
      </p>
    </footer>
  </Document>
);

const NavLink = ({
  href,
  path,
  children,
}: {
  href: string;
  path: string;
  children: ComponentChildren;
}) => (
  <a href={href} {...(path.startsWith(href) ? { 'aria-current': 'page' as const } : {})}>
    {children}
  </a>
);
