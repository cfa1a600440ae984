import { Example } from '../../pages/design/example.js';
import type { Site } from '../../pages/design/site.js';
import { Prose } from '../../pages/docs/prose.js';
import type { SecurityScheme } from './document.js';
import { type Group, REFERENCE_PATH } from './read-document.js';
import { ReferencePage, Verb } from './reference-page.js';

interface OverviewProps {
  readonly site: Site;
  readonly groups: readonly Group[];
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
}

/** How to authenticate, and every operation in one list. */
export const Overview = ({ site, groups, schemes }: OverviewProps) => (
  <ReferencePage
    site={site}
    groups={groups}
    path={REFERENCE_PATH}
    title="API reference"
    lead="Every operation of this server, made from the routes that serve it."
  >
    <p>
      The same as a machine reads it: <a href={site.links.openApi}>the OpenAPI 3.1 document</a>.
      Everything is under one origin; official SDKs take it from their environment variables.
    </p>
    <Example label="Origin" text={site.publicUrl} />
    <section class="stack" aria-labelledby="credentials">
      <h2 id="credentials">Credentials</h2>
      <dl class="facts">
        {Object.entries(schemes).map(([name, { scheme, description = '' }]) => (
          <>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {scheme === 'basic' ? 'Basic: ' : 'Bearer: '}
              <Prose text={description} />
            </dd>
          </>
        ))}
      </dl>
    </section>
    {groups.map((group, index) => (
      <section class="stack" aria-labelledby={`group-${index}`}>
        <h2 id={`group-${index}`}>
          <a href={group.path}>{group.name}</a>
        </h2>
        <p>{group.description}</p>
        <ul class="operations">
          {group.operations.map((operation) => (
            <li>
              <a href={`${group.path}#${operation.id}`}>
                <Verb method={operation.method} />
                <code>{operation.path}</code>
                <span>{operation.summary}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </ReferencePage>
);
