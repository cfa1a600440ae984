import { type Site, SitePage } from '../design/site.js';
import { Credentials } from './credentials.js';
import type { DemoApplication } from './demo-application.js';
import { PointAnSdk } from './point-an-sdk.js';

export const Landing = ({ site, demo }: { site: Site; demo: DemoApplication | null }) => {
  const appUrl = demo?.appUrl ?? null;
  return (
    <SitePage site={site} title="Connected cars, on your own server" path="/">
      <section class="hero">
        <h1>Connected cars, on your own server.</h1>
        <p class="lead">
          Carport asks car owners for consent, reads what their cars report, sends commands and
          calls your webhooks when something changes. It speaks the Smartcar-compatible wire
          protocol, so the apps and SDKs you have keep working.
        </p>
        <div class="hero__actions">
          {appUrl === null ? null : (
            <a class="button" id="open-demo" href={appUrl}>
              Open the demo app
            </a>
          )}
          <a
            class={appUrl === null ? 'button' : 'button button--quiet'}
            href={site.links.reference}
          >
            API reference
          </a>
        </div>
      </section>
      <div class="panels">
        <div class="panels panels--single">
          {demo === null ? (
            <PointAnSdk site={site} demo={demo} />
          ) : (
            <>
              {appUrl === null ? null : <TryIt />}
              <Credentials demo={demo} />
            </>
          )}
        </div>
        <div class="panels panels--single">
          <Explore site={site} />
          {demo === null ? null : <PointAnSdk site={site} demo={demo} />}
        </div>
      </div>
    </SitePage>
  );
};

const TryIt = () => (
  <section class="panel">
    <h2>From here to a live car in a minute</h2>
    <ol class="steps">
      <li>
        <div>
          <h3>Open the demo app and press “Connect your car”</h3>
          <p class="lead">It is an ordinary customer’s app, running beside this server.</p>
        </div>
      </li>
      <li>
        <div>
          <h3>Pick any brand, make up an e-mail address and a password</h3>
          <p class="lead">
            The cars are simulated. <code class="whole">3-vehicles@example.com</code> gives an
            account with three of them.
          </p>
        </div>
      </li>
      <li>
        <div>
          <h3>Allow access, and watch the car</h3>
          <p class="lead">Lock it, start a charge, and see the webhooks come in.</p>
        </div>
      </li>
    </ol>
  </section>
);

const Explore = ({ site }: { site: Site }) => (
  <section class="panel">
    <h2>Look around</h2>
    <ul class="links">
      <Link href={site.links.reference} title="API reference">
        Every route, with examples to try
      </Link>
      <Link href={site.links.openApi} title="OpenAPI document">
        The same, for machines
      </Link>
      <Link href="/docs/errors" title="Errors">
        What each one means and how to get rid of it
      </Link>
      <Link href="/docs/permissions" title="Permissions">
        What owners are asked, in their words
      </Link>
      <Link href="/docs/signals" title="Signals">
        What cars report
      </Link>
    </ul>
  </section>
);

const Link = ({ href, title, children }: { href: string; title: string; children: string }) => (
  <li>
    <a href={href}>
      <strong>{title}</strong>
      <span>{children}</span>
    </a>
  </li>
);
