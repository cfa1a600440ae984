import type { Site } from '../design/site.js';
import type { DemoApplication } from './demo-application.js';

/** Which variables turn the official SDKs to another server. */
const ORIGINS = [
  'SMARTCAR_API_ORIGIN',
  'SMARTCAR_API_V3_ORIGIN',
  'SMARTCAR_AUTH_ORIGIN',
  'SMARTCAR_CONNECT_ORIGIN',
  'SMARTCAR_MANAGEMENT_API_ORIGIN',
] as const;

const NODE_EXAMPLE = `import smartcar from 'smartcar';

const client = new smartcar.AuthClient({ mode: 'simulated' });
const consentPage = client.getAuthUrl(['required:read_battery', 'control_security']);
// …the owner comes back to your redirect URI with a code
const { accessToken } = await client.exchangeCode(code);
const { vehicles } = await smartcar.getVehicles(accessToken);
const battery = await new smartcar.Vehicle(vehicles[0], accessToken).battery();`;

export const PointAnSdk = ({ site, demo }: { site: Site; demo: DemoApplication | null }) => (
  <section class="panel">
    <h2>Point your app here</h2>
    {demo === null ? (
      <>
        <p class="lead">
          An app that is built on an official <code>smartcar</code> SDK needs no change: it reads
          its origins from the environment.
        </p>
        <pre class="code">
          {ORIGINS.map((name) => `export ${name}=${site.publicUrl}`).join('\n')}
        </pre>
      </>
    ) : (
      <>
        <p class="lead">
          An app that is built on an official <code>smartcar</code> SDK needs no change. One line
          turns it to this server, credentials included:
        </p>
        <pre class="code">source {demo.environmentFile}</pre>
      </>
    )}
    <pre class="code">{NODE_EXAMPLE}</pre>
  </section>
);
