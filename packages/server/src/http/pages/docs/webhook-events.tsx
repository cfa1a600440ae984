import { CONDITION_MEANINGS, docPath, ERRORS, type ErrorRow } from '@carport/catalog';
import type { ComponentChildren } from 'preact';
import type { SignedRequest } from '../../../webhooks/delivery/signed-request.js';
import { type ExampleEvents, exampleEvents } from '../../../webhooks/example-events.js';
import {
  OPERATIONAL_EVENTS,
  type OperationalEventType,
} from '../../../webhooks/operational-events.js';
import { createSampler } from '../../v2/endpoint-reader.js';
import { Example, json } from '../design/example.js';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Entry, type Fact } from './entry.js';
import { Prose } from './prose.js';
import { Table } from './table.js';
import { WEBHOOK_EVENTS_PATH } from './webhook-events-path.js';

const AT = Date.UTC(2026, 5, 1, 12);
const TOKEN = 'a-management-token';
const REPORTED = ['/battery', '/odometer'];

/** What the examples of this page are made from. */
export const documentedEvents = (publicUrl: string): ExampleEvents => {
  const sample = createSampler({ clock: { now: () => AT }, batteryLink: () => publicUrl });
  const answers = sample({ paths: REPORTED, units: 'metric' });
  return exampleEvents({ publicUrl, at: AT, managementToken: TOKEN, answers });
};

/** Every kind of event that a webhook sends, each with an example. */
export const WebhookEvents = ({ site, examples }: Examples & { site: Site }) => (
  <DocsPage
    site={site}
    path={WEBHOOK_EVENTS_PATH}
    title="Webhook events"
    lead="What a receiver is sent: every kind of event with an example, made by the code that sends the real ones."
  >
    <Requests site={site} examples={examples} />
    <Version4 examples={examples} />
    <Operational examples={examples} />
    <Version2 examples={examples} />
  </DocsPage>
);

interface Examples {
  readonly examples: ExampleEvents;
}

const Part = ({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ComponentChildren;
}) => (
  <section class="stack" id={id} aria-labelledby={`${id}-name`}>
    <h2 id={`${id}-name`}>{title}</h2>
    {children}
  </section>
);

const textOf = ({ body }: SignedRequest): string => body.toString('utf8');
const shown = (request: SignedRequest): string => json(JSON.parse(textOf(request)));

const Requests = ({ site, examples: { verify } }: Examples & { site: Site }) => (
  <Part id="requests" title="Requests and answers">
    <p>
      Each event is one <code>POST</code> of at most 50 KB to the webhook’s callback URI. Any 2xx
      answer within 15 seconds is a success, and redirects are not. What fails is sent again after
      25, 50 and 100 seconds: with the same <code>eventId</code>, and with a <code>deliveryId</code>
      , a time and so a signature of its own. An event may come twice, and events may come in any
      order.
    </p>
    <Table columns={['Header', 'Value']}>
      {Object.entries({
        ...verify.headers,
        'content-length': 'the number of bytes',
        'SC-Signature': 'HMAC-SHA256 of the body’s bytes with the application management token',
      }).map(([name, value]) => (
        <tr>
          <th scope="row">
            <code>{name}</code>
          </th>
          <td>{value}</td>
        </tr>
      ))}
    </Table>
    <p>
      Bodies are compact JSON; below they are spread out to be read. To try your own check of the
      signature: with the token <code>{TOKEN}</code>, this body
    </p>
    <Example label="A body as it is sent" text={textOf(verify)} />
    <p>has this signature, in lower-case hex:</p>
    <Example label="Its signature" text={verify.headers['SC-Signature'] ?? ''} />
    <p>
      A receiver can be tried with <code>POST /v3/webhooks/{'{webhookId}'}/test</code>, which sends
      a test event, and with <code>npm run carport -- trigger</code>, which makes things happen to a
      simulated car. How webhooks are made and what became of each delivery is in the{' '}
      <a href={site.links.reference}>API reference</a>.
    </p>
  </Part>
);

const EventEntry = ({
  id,
  name,
  badge,
  facts,
  examples,
  children,
}: {
  id: string;
  name: string;
  badge?: string;
  facts: readonly Fact[];
  examples: readonly (readonly [label: string, request: SignedRequest])[];
  children: ComponentChildren;
}) => (
  <Entry id={id} name={name} {...(badge === undefined ? {} : { badge })} facts={facts}>
    {children}
    {examples.map(([label, request]) => (
      <div class="stack">
        <p>{label}:</p>
        <Example label={label} text={shown(request)} />
      </div>
    ))}
  </Entry>
);

const Version4 = ({ examples }: Examples) => (
  <Part id="version-4" title="Version 4.0">
    <EventEntry
      id="verify"
      name="VERIFY"
      facts={[
        ['Sent', 'When verification is asked for; until then a callback URI gets nothing else.'],
        [
          'Answer',
          <Prose text='200, `application/json` and `{"challenge":"…"}`: HMAC-SHA256 of the challenge with the application management token, in hex.' />,
        ],
      ]}
      examples={[['The challenge is another each time', examples.verify]]}
    >
      <p>
        Answer a challenge only if it can be no event, for instance if it has letters, digits and
        hyphens alone: events are signed with the same key in the same way.
      </p>
    </EventEntry>
    <EventEntry
      id="vehicle-state"
      name="VEHICLE_STATE"
      facts={[['Sent', 'When a trigger fires, and first of all with what is known.']]}
      examples={[
        ['The first delivery', examples.firstDelivery],
        ['Charging has begun', examples.change],
      ]}
    >
      <p>
        All signals of the webhook are in every event, whichever of them changed. One that the owner
        did not grant, or that the car did not tell, has the status <code>ERROR</code> and no body.
        Several changes in one report of the car are one event with several triggers.
      </p>
      <Table columns={['Trigger', 'When']}>
        <tr>
          <th scope="row">
            <code>FIRST_DELIVERY</code>
          </th>
          <td>
            The car was subscribed, again or for the first time, or the webhook was enabled again.
            It has neither name nor group.
          </td>
        </tr>
        <tr>
          <th scope="row">a signal</th>
          <td>Its value changed, where the webhook names it without a condition.</td>
        </tr>
        {Object.entries(CONDITION_MEANINGS).map(([type, meaning]) => (
          <tr>
            <th scope="row">
              a signal with <code>{type}</code>
            </th>
            <td>
              <Prose text={meaning} />
            </td>
          </tr>
        ))}
      </Table>
    </EventEntry>
    <EventEntry
      id="vehicle-error"
      name="VEHICLE_ERROR"
      facts={[
        ['Sent', 'Once when an error begins and once when it is over.'],
        ['To', 'The error URI, where the webhook has one.'],
      ]}
      examples={[
        ['The owner has to sign in again', examples.error],
        ['The owner has signed in again', examples.resolved],
      ]}
    >
      <p>These errors are told; each is explained on its own page.</p>
      <ul>
        {ERRORS.filter(isTold).map((row: ErrorRow) => (
          <li>
            <a href={docPath(row)}>
              <code>{row.code === null ? row.type : `${row.type} / ${row.code}`}</code>
            </a>
          </li>
        ))}
      </ul>
    </EventEntry>
  </Part>
);

const TOLD_TYPES = new Set([
  ...['CONNECTED_SERVICES_ACCOUNT', 'VEHICLE_STATE', 'COMPATIBILITY', 'PERMISSION'],
]);
const isTold = ({ type }: ErrorRow): boolean => TOLD_TYPES.has(type);

const Operational = ({ examples }: Examples) => (
  <Part id="operational" title="Events about webhooks">
    <p>
      Carport’s own, for webhooks of the type <code>operational</code>: they are told about the
      other webhooks of the application, in the form and with the signature of version 4.0.
    </p>
    {(Object.keys(OPERATIONAL_EVENTS) as OperationalEventType[]).map((type) => (
      <EventEntry
        id={type.toLowerCase().replaceAll('_', '-')}
        name={type}
        badge="operational"
        facts={[]}
        examples={[[`An example of ${type}`, examples.operational[type]]]}
      >
        <p>
          <Prose text={OPERATIONAL_EVENTS[type]} />
        </p>
      </EventEntry>
    ))}
  </Part>
);

const Version2 = ({ examples }: Examples) => (
  <Part id="version-2" title="Version 2.0">
    <p>
      The older form. It says what it is in <code>eventName</code>, and sends the very same bytes at
      every attempt.
    </p>
    <EventEntry
      id="v2-verify"
      name="verify"
      badge="2.0"
      facts={[['Answer', 'As to VERIFY; any 2xx will do.']]}
      examples={[['The challenge is another each time', examples.legacyVerify]]}
    >
      <p>Sent as VERIFY is.</p>
    </EventEntry>
    <EventEntry
      id="v2-scheduled"
      name="scheduled"
      badge="2.0"
      facts={[['Sent', 'Every so many hours, days, weeks or months.']]}
      examples={[['A report of two endpoints', examples.scheduled]]}
    >
      <p>
        What the endpoints of a car answer, as in a batch: one that fails has its error in its
        place.
      </p>
    </EventEntry>
    <EventEntry
      id="v2-dynamic"
      name="dynamic"
      badge="2.0"
      facts={[['Sent', 'Hourly, and every half hour while the car is plugged in.']]}
      examples={[['A report of two endpoints', examples.dynamic]]}
    >
      <p>As scheduled, at a pace that follows the car.</p>
    </EventEntry>
    <EventEntry
      id="v2-event-based"
      name="eventBased"
      badge="2.0"
      facts={[
        [
          'Needs',
          <Prose text="The permission `read_charge_events`; without it the owner’s car charges unnoticed." />,
        ],
      ]}
      examples={Object.entries(examples.charging).map(
        ([type, request]) => [type, request] as const,
      )}
    >
      <p>Charging has begun, was stopped or is complete.</p>
    </EventEntry>
  </Part>
);
