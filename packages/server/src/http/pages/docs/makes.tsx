import { MAKES, type MakeRow, quirksOf } from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { MAKES_PATH, makeAnchor, makePath } from './makes-path.js';
import { Prose } from './prose.js';
import { Table } from './table.js';

export const REGION_NAMES = { US: 'United States', CA: 'Canada', EUROPE: 'Europe' } as const;

/** Every make, with what leads further. */
export const MakeIndex = ({ site }: { site: Site }) => (
  <DocsPage
    site={site}
    path={MAKES_PATH}
    title="Makes"
    lead="Where each make can be connected, what its owners sign in to, and the ways in which it is unlike the others."
  >
    <p>
      <Prose text="A make’s identifier goes into `make` of the authorize URL; in lower case it begins the paths of its own endpoints." />
    </p>
    <Table columns={['Make', 'Identifier', 'Regions', 'Connected service', 'Quirks']}>
      {MAKES.map((make) => (
        <tr id={makeAnchor(make)}>
          <th scope="row">
            <a href={makePath(make)}>{make.name}</a>
          </th>
          <td>
            <code>{make.id}</code>
          </td>
          <td>{make.regions.map((region) => REGION_NAMES[region]).join(', ')}</td>
          <td>{serviceNames(make).join(', ')}</td>
          <td>{quirkCount(make)}</td>
        </tr>
      ))}
    </Table>
  </DocsPage>
);

const quirkCount = ({ id }: MakeRow): string => {
  const { length } = quirksOf(id);
  if (length === 0) return 'none';
  return length === 1 ? '1 quirk' : `${length} quirks`;
};

/** The service's names, each once. */
const serviceNames = ({ connectedService, connectedServiceIn = {} }: MakeRow): string[] => [
  ...new Set([connectedService, ...Object.values(connectedServiceIn)]),
];
