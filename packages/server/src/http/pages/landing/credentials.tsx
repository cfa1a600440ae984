import type { DemoApplication } from './demo-application.js';

/** In the order in which one needs them. */
const SHOWN = [
  ['SMARTCAR_CLIENT_ID', 'Client ID'],
  ['SMARTCAR_CLIENT_SECRET', 'Client secret'],
  ['SMARTCAR_REDIRECT_URI', 'Redirect URI'],
  ['CARPORT_MANAGEMENT_TOKEN', 'Application management token'],
  ['CARPORT_API_CLIENT_ID', 'API client ID (v3)'],
  ['CARPORT_API_CLIENT_SECRET', 'API client secret (v3)'],
] as const;

export const Credentials = ({ demo }: { demo: DemoApplication }) => (
  <section class="panel">
    <h2>The demo application’s credentials</h2>
    <p class="lead">
      Made for this server when it first started. They open nothing but simulated cars, and are
      written to <code>{demo.environmentFile}</code> as well.
    </p>
    <dl class="secrets">
      {SHOWN.map(([variable, label]) => (
        <Secret id={variable} label={label} value={demo.environment[variable]} />
      ))}
    </dl>
  </section>
);

const Secret = ({ id, label, value }: { id: string; label: string; value: string | undefined }) =>
  value === undefined ? null : (
    <div class="secret">
      <dt class="secret__name">{label}</dt>
      <dd class="secret__value" id={id}>
        {value}
      </dd>
      <dd class="secret__copy">
        <button
          class="button button--quiet button--small"
          type="button"
          data-copies={id}
          data-copied="Copied"
          aria-label={`Copy ${label}`}
          hidden
        >
          Copy
        </button>
      </dd>
    </div>
  );
