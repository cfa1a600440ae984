import { PERMISSIONS, type PermissionRow } from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Prose } from './prose.js';

const KINDS = { read: 'See', control: 'Control' } as const;

export const PermissionIndex = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path="/docs/permissions"
    title="Permissions"
    lead="Ask for these in scope. Put required: before a name if your app is of no use without it; the owner can untick all others."
  >
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Permission</th>
            <th scope="col">Kind</th>
            <th scope="col">What the owner reads</th>
            <th scope="col">What it covers</th>
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((row: PermissionRow) => (
            <tr id={row.name}>
              <th scope="row">
                <code>{row.name}</code>
              </th>
              <td>{KINDS[row.kind]}</td>
              <td>{row.consent}</td>
              <td>
                <Prose text={row.description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </DocsPage>
);
