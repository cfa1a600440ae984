import { findMake } from '@carport/catalog';
import type { TestPlatform } from '../../support/platform.js';

/** Older models take commands without a key, and which model it is follows from the name. */
export const keylessTeslaOwner = async (
  { services }: Pick<TestPlatform, 'services'>,
  named = 'bev',
): Promise<string> => {
  const make = findMake('TESLA');
  const adapter = make && services.registry.find(make, 'test');
  if (!adapter) throw new Error('nobody serves Tesla');
  const login = { make, password: 'password', country: 'US', mode: 'test' as const };
  for (let index = 0; index < 20; index += 1) {
    const username = `${named}-${index}+no-virtual-key@example.com`;
    const { vehicles } = await adapter.authorize({ ...login, username });
    if (vehicles[0]?.lacksVirtualKey) return username;
  }
  throw new Error('no simulated Tesla needs a key');
};
