import {
  createTestPlatform,
  type TestPlatform,
  type TestPlatformOptions,
} from '../../packages/server/test/support/platform.js';
import { freePort } from './free-port.js';

export interface Carport extends TestPlatform {
  /** Where it listens; also its public address, so that what it links to can be fetched. */
  readonly origin: string;
}

/** A platform with a clock that stands still, listening on a free port of this machine. */
export const startCarport = async (options: TestPlatformOptions = {}): Promise<Carport> => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const config = { ...options.config, port, publicUrl: origin };
  const platform = await createTestPlatform({ ...options, config });
  await platform.app.listen({ host: '127.0.0.1', port });
  return { ...platform, origin };
};
