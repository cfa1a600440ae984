import {
  CONNECT_ENDINGS,
  CONNECT_TRIGGERS,
  docPath,
  ERROR_TRIGGERS,
  type ErrorTrigger,
  errorRowOf,
  V3_ERROR_REQUESTS,
} from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { CONNECT_ERRORS_PATH, TESTING_ERRORS_PATH } from './error-pages.js';
import { Prose } from './prose.js';
import { Table } from './table.js';

/** How to meet every error on purpose, so that an app's handling of it can be tried. */
export const TestingErrors = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path={TESTING_ERRORS_PATH}
    title="Testing errors"
    lead="Every error can be met on purpose with simulated cars: connect with mode=simulated, and sign in with a name from this page and any password."
  >
    <section class="stack" id="vehicle-errors" aria-labelledby="vehicle-errors-name">
      <h2 id="vehicle-errors-name">Errors of the vehicle API</h2>
      <p>
        These accounts connect like any other. Whatever asks their car fails afterwards, on v2.0 and
        v3, in batches and in webhooks; what Carport knows by itself, such as make and model, is
        answered all the same. Any brand will do. With <code>single_select=true</code> and the VIN
        in <code>single_select_vin</code>, any name will do.
      </p>
      <p>
        Where signing in again is the remedy, it works: an owner who follows{' '}
        <code>resolution.url</code> and signs in with the same name has a car without the error, and
        webhooks get its end.
      </p>
      <Table columns={['Error', 'Status', 'Sign in as', 'VIN']}>
        {ERROR_TRIGGERS.map((trigger) => (
          <TriggerLine trigger={trigger} />
        ))}
      </Table>
    </section>
    <section class="stack" id="connect-endings" aria-labelledby="connect-endings-name">
      <h2 id="connect-endings-name">How Connect ends</h2>
      <p>
        What your redirect URI gets then is told on the page about{' '}
        <a href={CONNECT_ERRORS_PATH}>Connect’s errors</a>.
      </p>
      <Table columns={['Error', 'What to do', 'VIN (Audi)']}>
        {CONNECT_ENDINGS.map(({ error, provoke }) => (
          <tr id={error.replaceAll('_', '-')}>
            <th scope="row">
              <a href={`${CONNECT_ERRORS_PATH}#${error.replaceAll('_', '-')}`}>
                <code>{error}</code>
              </a>
            </th>
            <td>
              <Prose text={provoke} />
            </td>
            <td>
              <Vin vin={CONNECT_TRIGGERS.find((trigger) => trigger.error === error)?.vin ?? null} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
    <section class="stack" id="v3-only" aria-labelledby="v3-only-name">
      <h2 id="v3-only-name">Errors that only v3 has</h2>
      <Table columns={['Error', 'Status', 'What to do']}>
        {Object.entries(V3_ERROR_REQUESTS).map(([key, request]) => (
          <RequestLine name={key} request={request} />
        ))}
      </Table>
    </section>
  </DocsPage>
);

const TriggerLine = ({ trigger: { row, username, vin } }: { trigger: ErrorTrigger }) => (
  <tr id={username.split('@')[0]}>
    <th scope="row">
      <a href={docPath(row)}>
        <code>
          {row.type} / {String(row.code)}
        </code>
      </a>
    </th>
    <td>{row.status}</td>
    <td>
      <code>{username}</code>
    </td>
    <td>
      <Vin vin={vin} />
    </td>
  </tr>
);

const RequestLine = ({ name, request }: { name: string; request: string }) => {
  const row = errorRowOf(name);
  return row === undefined ? null : (
    <tr id={name.replace(':', '.')}>
      <th scope="row">
        <a href={docPath(row)}>
          <code>
            {row.type} / {String(row.code)}
          </code>
        </a>
      </th>
      <td>{row.status}</td>
      <td>
        <Prose text={request} />
      </td>
    </tr>
  );
};

const Vin = ({ vin }: { vin: string | null }) => (vin === null ? <>none</> : <code>{vin}</code>);
