import {
  docAnchor,
  docPath,
  ERROR_TRIGGERS,
  type ErrorRow,
  errorInV3,
  type Resolution,
} from '@carport/catalog';
import { resolutionOf } from '../../../platform/error-words.js';
import { Example, json } from '../design/example.js';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Entry, type Fact } from './entry.js';
import { type ErrorPage, TESTING_ERRORS_PATH } from './error-pages.js';
import { Prose } from './prose.js';

const RESOLUTIONS: Readonly<Record<Resolution, string>> = {
  RETRY_LATER: 'try again later',
  REAUTHENTICATE: 'send the owner through Connect again',
  CONTACT_SUPPORT: 'ask whoever runs this server',
  ACTION_REQUIRED: 'the owner has to do something first',
  FINANCE: 'settle what is due',
};

export const ApiErrors = ({ site, page }: { site: Site; page: ErrorPage }) => (
  <DocsPage
    site={site}
    path={page.path}
    title={`${page.title} errors`}
    lead={`What it means when an answer has the type ${page.type}, and what to do about it.`}
  >
    {page.rows.map((row) => (
      <ErrorEntry site={site} row={row} />
    ))}
  </DocsPage>
);

const ErrorEntry = ({ site, row }: { site: Site; row: ErrorRow }) => (
  <Entry
    id={docAnchor(row)}
    name={row.code ?? row.type}
    badge={`HTTP ${row.status}`}
    facts={factsOf(row)}
  >
    <p>
      <Prose text={row.guidance} />
    </p>
    <Example
      label={`Example of ${row.type} ${row.code ?? ''}`}
      text={json(sampleBody(row, site.publicUrl))}
    />
  </Entry>
);

const factsOf = (row: ErrorRow): readonly Fact[] => {
  const v3 = errorInV3(row);
  const trigger = ERROR_TRIGGERS.find((one) => one.row === row);
  return [
    [
      'Resolution',
      row.resolution === null ? (
        'none'
      ) : (
        <>
          <code>{row.resolution}</code>: {RESOLUTIONS[row.resolution]}
        </>
      ),
    ],
    ['Passes by itself', row.temporary ? 'yes' : 'no'],
    ...(row.mayHaveSucceeded
      ? [
          [
            'After a command',
            'the car may have acted all the same: read before you repeat it',
          ] as const,
        ]
      : []),
    [
      'On the v3 surface',
      <>
        <code>
          {v3.type} / {v3.code}
        </code>
        {row.v3.statusOfCommand && `, as the answer to a command HTTP ${row.v3.statusOfCommand}`}
      </>,
    ],
    ...(trigger
      ? [['To meet it on purpose', <TriggerLink username={trigger.username} />] as const]
      : []),
  ];
};

const TriggerLink = ({ username }: { username: string }) => (
  <>
    <a href={`${TESTING_ERRORS_PATH}#${username.split('@')[0]}`}>sign in</a> as{' '}
    <code>{username}</code>
  </>
);

const SAMPLE_REQUEST_ID = '6d3f9f52-0c1e-4b7a-9a55-2f3f0c9b7e10';
const SAMPLE = {
  applicationName: 'Your app',
  applicationId: '8f1f2c5e-6a0b-4a8e-9d3c-1b7e2f90a4c6',
  vehicleId: 'c0a8f7d2-53b1-4a64-8c39-7de5b0a1f284',
} as const;

/** The v2.0 body as an app gets it. */
export const sampleBody = (row: ErrorRow, publicUrl: string): Record<string, unknown> => ({
  type: row.type,
  code: row.code,
  description: row.description,
  docURL: `${publicUrl}${docPath(row)}`,
  statusCode: row.status,
  requestId: SAMPLE_REQUEST_ID,
  resolution: resolutionOf(row, { publicUrl, ...SAMPLE }),
  ...(row.userMessage === undefined
    ? {}
    : { suggestedUserMessage: row.userMessage.replaceAll('{app}', SAMPLE.applicationName) }),
});
