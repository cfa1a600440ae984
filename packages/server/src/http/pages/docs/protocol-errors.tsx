import { CONNECT_ERRORS, type ConnectErrorRow, OAUTH_ERRORS } from '@carport/catalog';
import { Example, json } from '../design/example.js';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Entry } from './entry.js';
import { CONNECT_ERRORS_PATH, OAUTH_ERRORS_PATH } from './error-pages.js';
import { Prose } from './prose.js';

const anchor = (error: string): string => error.replaceAll('_', '-');

/** How Connect ends without a code. */
export const ConnectErrors = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path={CONNECT_ERRORS_PATH}
    title="Connect errors"
    lead="When a consent ends without a code, Connect sends the owner back to your redirect URI with these parameters and your state, unchanged."
  >
    {CONNECT_ERRORS.map((row: ConnectErrorRow) => (
      <Entry
        id={anchor(row.error)}
        name={row.error}
        facts={[
          ['error_description', row.description],
          [
            'May come along',
            row.parameters.length > 0 ? row.parameters.join(', ') : 'nothing more',
          ],
        ]}
      >
        <p>
          <Prose text={row.guidance} />
        </p>
      </Entry>
    ))}
  </DocsPage>
);

/** What the token endpoints answer with. */
export const OAuthErrors = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path={OAUTH_ERRORS_PATH}
    title="Token endpoint errors"
    lead="The token endpoints answer in the words of RFC 6749: error, and a sentence in error_description."
  >
    {OAUTH_ERRORS.map((row) => (
      <Entry id={anchor(row.error)} name={row.error} badge={`HTTP ${row.status}`} facts={[]}>
        <p>
          <Prose text={row.guidance} />
        </p>
        <Example
          label={`Example of ${row.error}`}
          text={json({ error: row.error, error_description: row.description })}
        />
      </Entry>
    ))}
  </DocsPage>
);
