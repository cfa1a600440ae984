import { docPath } from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import {
  API_ERROR_PAGES,
  CONNECT_ERRORS_PATH,
  OAUTH_ERRORS_PATH,
  TESTING_ERRORS_PATH,
} from './error-pages.js';
import { Prose } from './prose.js';

export const ErrorIndex = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path="/docs/errors"
    title="Errors"
    lead="Every error of the vehicle API has a type, mostly a code, and a docURL that leads to its place here."
  >
    <p>
      Elsewhere, errors have forms of their own: see <a href={CONNECT_ERRORS_PATH}>Connect</a> and{' '}
      <a href={OAUTH_ERRORS_PATH}>the token endpoint</a>. To see what your app makes of an error,{' '}
      <a href={TESTING_ERRORS_PATH}>meet it on purpose</a>.
    </p>
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Type and code</th>
            <th scope="col">Status</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {API_ERROR_PAGES.flatMap(({ rows }) => rows).map((row) => (
            <tr>
              <th scope="row">
                <code class="small">{row.type}</code>
                <br />
                <a href={docPath(row)}>
                  <code>{row.code ?? 'null'}</code>
                </a>
              </th>
              <td>{row.status}</td>
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
