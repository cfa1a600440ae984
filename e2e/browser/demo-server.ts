import { PERMISSIONS } from '@carport/catalog';
import { demoEnvironment } from '../../packages/server/src/demo/demo-environment.js';
import { createHttp } from '../../packages/server/src/http/app.js';
import {
  createTestPlatform,
  type TestPlatform,
} from '../../packages/server/test/support/platform.js';
import { freePort } from '../support/free-port.js';

/** A server as `npm start` runs it, with a demo application, its webhooks being delivered. */
export interface DemoServer {
  readonly platform: TestPlatform;
  readonly origin: string;
  /** Where the demo app is to run. */
  readonly appUrl: string;
  /** What the demo app is to be told. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

export const startDemoServer = async (): Promise<DemoServer> => {
  const [port, appPort] = [await freePort(), await freePort()];
  const origin = `http://${HOST}:${port}`;
  const appUrl = `http://localhost:${appPort}`;
  const platform = await createTestPlatform({ config: { port, publicUrl: origin } });
  const redirectUri = `${appUrl}/callback`;
  const { credentials } = await platform.platform.applications.create({
    name: 'Demo app',
    redirectUris: [redirectUri],
    defaultPermissions: PERMISSIONS.map(({ name }) => name),
  });
  const environment = demoEnvironment(credentials, origin, redirectUri);
  const http = createHttp({
    ...platform.platform,
    demo: { appUrl, environment, environmentFile: '.carport/demo.env' },
  });
  await http.listen({ host: HOST, port });
  platform.background.start();
  return {
    ...{ platform, origin, appUrl },
    environment: { ...environment, PORT: String(appPort), DEMO_POLL_SECONDS: '1' },
    close: async () => {
      await http.close();
      await platform.close();
    },
  };
};
