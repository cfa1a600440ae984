import { Example } from '../design/example.js';
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

const client = new smartcar.AuthClient({
  mode: 'simulated',
});
const url = client.getAuthUrl(['read_battery']);
// The owner consents there, and comes back
// to your redirect URI with a code.
const { accessToken } =
  await client.exchangeCode(code);
const { vehicles: [id] } =
  await smartcar.getVehicles(accessToken);
const car = new smartcar.Vehicle(id, accessToken);
const { percentRemaining } = await car.battery();`;

export const PointAnSdk = ({ site, demo }: { site: Site; demo: DemoApplication | null }) => (
  <section class="panel">
    <h2>Point your app here</h2>
    {demo === null ? (
      <>
        <p class="lead">
          An app that is built on an official <code>smartcar</code> SDK needs no change: it reads
          its origins from the environment.
        </p>
        <Example
          label="Commands"
          text={ORIGINS.map((name) => `export ${name}=${site.publicUrl}`).join('\n')}
        />
      </>
    ) : (
      <>
        <p class="lead">
          An app that is built on an official <code>smartcar</code> SDK needs no change. One line
          turns it to this server, credentials included:
        </p>
        <Example label="Command" text={`source ${demo.environmentFile}`} />
      </>
    )}
    <Example label="An app on the SDK for Node.js" text={NODE_EXAMPLE} />
  </section>
);
