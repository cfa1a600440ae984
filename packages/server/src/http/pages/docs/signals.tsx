import { SIGNALS, type SignalRow } from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Prose } from './prose.js';

const ROWS: readonly SignalRow[] = SIGNALS;
const GROUPS = [...new Set(ROWS.map(({ group }) => group))];

export const SignalIndex = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path="/docs/signals"
    title="Signals"
    lead="What cars report. Each signal is read with one permission; a car has those that fit its powertrain and make."
  >
    {GROUPS.map((group) => (
      <section class="stack" id={group.toLowerCase()} aria-labelledby={`${group}-name`}>
        <h2 id={`${group}-name`}>{group}</h2>
        <div class="table-frame">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Signal</th>
                <th scope="col">What it says</th>
                <th scope="col">Permission</th>
                <th scope="col">Cars</th>
              </tr>
            </thead>
            <tbody>
              {ROWS.filter((row) => row.group === group).map((row) => (
                <tr id={row.code}>
                  <th scope="row">
                    <code>{row.code}</code>
                  </th>
                  <td>
                    <Prose text={row.description} />
                  </td>
                  <td>
                    <a href={`/docs/permissions#${row.permission}`}>
                      <code>{row.permission}</code>
                    </a>
                  </td>
                  <td>{row.powertrains.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    ))}
  </DocsPage>
);
