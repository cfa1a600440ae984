import type { ComponentChildren } from 'preact';
import { type Site, SitePage } from '../../pages/design/site.js';
import { type Group, REFERENCE_PATH } from './read-document.js';

interface ReferencePageProps {
  readonly site: Site;
  readonly groups: readonly Group[];
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** The frame of the API reference: its groups, and under the open one its operations. */
export const ReferencePage = ({
  site,
  groups,
  path,
  title,
  lead,
  children,
}: ReferencePageProps) => (
  <SitePage site={site} title={title} path={path}>
    <div class="docs">
      <article class="docs__body">
        <header>
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
        </header>
        {children}
      </article>
      <nav class="docs__side" aria-label="API reference">
        <details open>
          <summary>API reference</summary>
          <ul>
            <SideLink href={REFERENCE_PATH} path={path}>
              Overview
            </SideLink>
            {groups.map((group) => (
              <SideLink href={group.path} path={path}>
                {group.name}
              </SideLink>
            ))}
          </ul>
        </details>
      </nav>
    </div>
  </SitePage>
);

const SideLink = ({
  href,
  path,
  children,
}: {
  href: string;
  path: string;
  children: ComponentChildren;
}) => (
  <li>
    <a href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </a>
  </li>
);

/** The HTTP method, told apart by colour and by its letters. */
export const Verb = ({ method }: { method: string }) => (
  <span class={`verb verb--${method.toLowerCase()}`}>{method}</span>
);
