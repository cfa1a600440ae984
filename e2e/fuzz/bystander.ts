import type { TestPlatform } from '../../packages/server/test/support/platform.js';
import type { Tenant } from './world.js';

/** All that an application who sends nothing can see of itself. As long as nobody touches it, it stays the same. */
export const viewOf = async (
  { app }: TestPlatform,
  { ids, accessToken, applicationToken }: Tenant,
): Promise<Readonly<Record<string, string>>> => {
  const car = `/v2.0/vehicles/${ids.vehicleId}`;
  const asked: [url: string, token: string][] = [
    ['/v2.0/user', accessToken],
    ['/v2.0/vehicles', accessToken],
    [`${car}/permissions`, accessToken],
    [`${car}/odometer`, accessToken],
    [`${car}/charge/limit`, accessToken],
    [`${car}/security`, accessToken],
    ['/v3/connections?filter[vehicle.mode]=simulated', applicationToken],
    ['/v3/webhooks', applicationToken],
    ['/v3/subscriptions', applicationToken],
    ['/v3/applications', applicationToken],
    [`/v3/applications/${ids.applicationId}/secrets`, applicationToken],
  ];
  const seen: Record<string, string> = {};
  for (const [url, token] of asked) {
    const { statusCode, body } = await app.inject({
      ...{ method: 'GET', url, headers: { authorization: `Bearer ${token}` } },
    });
    seen[url] = `${statusCode} ${body}`;
  }
  return seen;
};
