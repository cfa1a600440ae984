import {
  connectedServiceOf,
  docPath,
  findErrorRow,
  howToMeet,
  type MakeRow,
  type ModelRow,
  QUIRK_TITLES,
  type Quirk,
  type QuirkEffect,
  quirksOf,
  type SubscriptionRow,
  subscriptionsOf,
  UNTOLD_BATTERY,
  updateFrequencyOf,
  vehicleRateLimitOf,
} from '@carport/catalog';
import type { Site } from '../design/site.js';
import { DocsPage } from './docs-page.js';
import { Entry, type Fact } from './entry.js';
import { REGION_NAMES } from './makes.js';
import { makePath } from './makes-path.js';
import { Prose } from './prose.js';
import { Table } from './table.js';

/** All that the catalogue knows of one make. */
export const MakePage = ({ site, make }: { site: Site; make: MakeRow }) => {
  const quirks = quirksOf(make.id);
  const subscriptions = subscriptionsOf(make.id);
  return (
    <DocsPage
      site={site}
      path={makePath(make)}
      title={make.name}
      lead={`What to know about cars of ${make.name} before you connect the first one.`}
    >
      <section class="stack" id="service" aria-labelledby="service-name">
        <h2 id="service-name">Regions and connected service</h2>
        <Table columns={['Region', 'Owners sign in to', 'New data']}>
          {make.regions.map((region) => (
            <tr>
              <th scope="row">{REGION_NAMES[region]}</th>
              <td>{connectedServiceOf(make, region)}</td>
              <td>{updateFrequencyOf(make.id, region)?.note ?? 'not known'}</td>
            </tr>
          ))}
        </Table>
        <p>
          <Prose text={`${SIGN_INS[make.signIn]} ${limitSentence(make)}`} />
        </p>
      </section>
      {subscriptions.length === 0 ? null : (
        <section class="stack" id="subscriptions" aria-labelledby="subscriptions-name">
          <h2 id="subscriptions-name">Subscriptions</h2>
          <Table columns={['Region', 'Service', 'Packages', 'Needed for', 'Good to know']}>
            {subscriptions.map((row) => (
              <SubscriptionLine row={row} />
            ))}
          </Table>
        </section>
      )}
      {quirks.length === 0 ? (
        <p id="quirks">No quirk of this make is known.</p>
      ) : (
        <section class="stack" id="quirks" aria-labelledby="quirks-name">
          <h2 id="quirks-name">Quirks</h2>
          <p>
            Each can be met with a simulated car: connect with <code>mode=simulated</code> and any
            password. How a car’s time is moved and events are made to happen is in the{' '}
            <a href={site.links.reference}>API reference</a> under Simulator.
          </p>
          {quirks.map((quirk, index) => (
            <QuirkEntry quirk={quirk} isSecond={isRepeated(quirks, index)} />
          ))}
        </section>
      )}
      <section class="stack" id="models" aria-labelledby="models-name">
        <h2 id="models-name">Simulated cars</h2>
        <p>
          An account has one of these, by its name: another name is another car. Where a model is
          sold with several batteries, one of <code>owner+{UNTOLD_BATTERY}@example.com</code> does
          not tell which it has.
        </p>
        <Table columns={['Model', 'Powertrain', 'Years', 'Battery', 'Tank']}>
          {make.models.map((model) => (
            <tr>
              <th scope="row">{model.model}</th>
              <td>{model.powertrain}</td>
              <td>{model.years.join('–')}</td>
              <td>{batteriesOf(model)}</td>
              <td>{model.tankLiters === 0 ? '–' : `${model.tankLiters} l`}</td>
            </tr>
          ))}
        </Table>
      </section>
    </DocsPage>
  );
};

const batteriesOf = ({ batteryKwh, batteries }: ModelRow): string => {
  if (batteries) return batteries.map(({ kwh, trim }) => `${kwh} kWh (${trim})`).join(', ');
  return batteryKwh === 0 ? '–' : `${batteryKwh} kWh`;
};

const SIGN_INS: Readonly<Record<MakeRow['signIn'], string>> = {
  email: 'Owners sign in with an e-mail address.',
  username: 'Owners sign in with a user name.',
  phone: 'Owners sign in with a telephone number or an e-mail address.',
};

const limitSentence = ({ id }: MakeRow): string => {
  const { burst, refillMinutes, note } = vehicleRateLimitOf(id);
  const first = burst === 1 ? 'One request' : `${burst} requests`;
  const pace = refillMinutes === 1 ? 'minute' : `${refillMinutes} minutes`;
  return `${first} of one car pass at once, and one more every ${pace}; beyond that the answer is \`RATE_LIMIT\` / \`VEHICLE\`. ${note}`;
};

const SubscriptionLine = ({ row }: { row: SubscriptionRow }) => (
  <tr>
    <td>{row.regions.map((region) => REGION_NAMES[region]).join(', ')}</td>
    <th scope="row">{row.cars === undefined ? row.service : `${row.service} (${row.cars})`}</th>
    <td>{row.packages.length === 0 ? 'none' : row.packages.join(', ')}</td>
    <td>{row.neededFor === 'commands' ? 'Commands' : 'Everything'}</td>
    <td>{subscriptionFacts(row).join(' ') || '–'}</td>
  </tr>
);

const subscriptionFacts = ({ trial, price, note }: SubscriptionRow): string[] => [
  ...(trial === undefined ? [] : [`Trial: ${trial}.`]),
  ...(price === undefined ? [] : [`Price: ${price}.`]),
  ...(note === undefined ? [] : [note]),
];

/** A kind that a make has twice gets a number, so that each has an address of its own. */
const isRepeated = (quirks: readonly Quirk[], index: number): boolean =>
  quirks.findIndex(({ kind }) => kind === quirks[index]?.kind) < index;

const QuirkEntry = ({ quirk, isSecond }: { quirk: Quirk; isSecond: boolean }) => {
  const provoke = howToMeet(quirk);
  const facts: readonly Fact[] = [
    ...(quirk.effect ? [['Effect', <Effect effect={quirk.effect} />] as const] : []),
    ['Try it', provoke === null ? 'Advice alone: no answer differs.' : <Prose text={provoke} />],
  ];
  return (
    <Entry
      id={isSecond ? `${quirk.kind}-2` : quirk.kind}
      name={QUIRK_TITLES[quirk.kind]}
      {...(quirk.region ? { badge: REGION_NAMES[quirk.region] } : {})}
      facts={facts}
      inWords
    >
      <p>{quirk.note}</p>
    </Entry>
  );
};

const Effect = ({ effect: { error, on } }: { effect: QuirkEffect }) => {
  const row = findErrorRow(error.type, error.code);
  const name = `${error.type} / ${String(error.code)}`;
  return (
    <>
      <Prose text={refusedWords(on)} /> {on === 'signing-in' ? 'stops at' : 'answers'}{' '}
      {row === undefined ? (
        <code>{name}</code>
      ) : (
        <a href={docPath(row)}>
          <code>{name}</code>
        </a>
      )}
      .
    </>
  );
};

const refusedWords = (on: QuirkEffect['on']): string => {
  switch (on) {
    case 'signing-in':
      return 'The sign-in';
    case 'everything':
      return 'Every request';
    case 'reading':
      return 'Every reading';
    case 'commands':
      return 'Every command';
    default: {
      const names = [...(on.permissions ?? []), ...(on.signals ?? []), ...(on.commands ?? [])];
      return `What has to do with ${names.map((name) => `\`${name}\``).join(', ')}`;
    }
  }
};
