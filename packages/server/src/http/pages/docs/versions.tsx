import { V2_RETIREMENT } from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';

const inWords = (date: string): string =>
  new Date(date).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });

const { id, successor, deprecatedOn, sunsetOn, docPath } = V2_RETIREMENT;

/** What to call in place of what; the left column as v2.0 names it. */
const MOVES: readonly (readonly [before: string, after: string])[] = [
  ['POST /oauth/token, one token for each consent', 'POST /oauth2/token, one for the application'],
  ['the token says whose car it is', 'the header sc-user-id says it'],
  ['GET /v2.0/vehicles', 'GET /v3/connections'],
  ['GET /v2.0/vehicles/{id}/battery and its kind', 'GET /v3/vehicles/{id}/signals/{code}'],
  ['POST /v2.0/vehicles/{id}/batch', 'GET /v3/vehicles/{id}/signals'],
  ['POST /v2.0/vehicles/{id}/security', 'POST /v3/vehicles/{id}/commands/security/lock'],
  ['fractions from 0 to 1', 'percentages from 0 to 100'],
  ['DELETE /v2.0/vehicles/{id}/application', 'DELETE /v3/connections/{id}'],
  ['GET /v2.0/compatibility/matrix', 'GET /v3/compatible-vehicles'],
];

/** Where the `Link` header of every v2.0 answer leads. */
export const Versions = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path={docPath}
    title="Versions of the API"
    lead={`${id} is deprecated since ${inWords(deprecatedOn)}. Plan to be on ${successor} by ${inWords(sunsetOn)}.`}
  >
    <p>
      Every answer of {id} says so in three headers: <code>Deprecation</code> (RFC 9745) with the
      day since when, <code>Sunset</code> (RFC 8594) with the day until when it is promised, and{' '}
      <code>Link</code> with the address of this page. A client library can log them. This server
      does not switch {id} off by itself on that day.
    </p>
    <div class="table-frame">
      <table class="table">
        <caption>What replaces what</caption>
        <thead>
          <tr>
            <th scope="col">{id}</th>
            <th scope="col">{successor}</th>
          </tr>
        </thead>
        <tbody>
          {MOVES.map(([before, after]) => (
            <tr>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </DocsPage>
);
