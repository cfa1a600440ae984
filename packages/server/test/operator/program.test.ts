import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runOperator } from '../../src/operator/program.js';
import { Refusal } from '../../src/operator/surroundings.js';
import {
  connectCar,
  createTestApplication,
  createTestPlatform,
  type TestApplication,
  type TestConnection,
  type TestPlatform,
} from '../support/platform.js';

let platform: TestPlatform;
let owner: TestApplication;
let id: string;
beforeAll(async () => {
  platform = await createTestPlatform({ config: { limits: 'all' } });
});
afterAll(() => platform.close());

let names = 0;
beforeEach(async () => {
  names += 1;
  owner = await createTestApplication(platform, `App ${names}`);
  id = owner.application.id;
});

/** What an operator's command line writes, and how it ends. */
const operate = async (...argv: string[]) => {
  const [out, aside]: [string[], string[]] = [[], []];
  const code = await runOperator(argv, {
    out: (line) => out.push(line),
    aside: (line) => aside.push(line),
    withDesk: (dataDir, work) => {
      if (dataDir !== undefined) throw new Refusal(`nothing in ${dataDir}`);
      const { applications } = platform.platform;
      const now = () => new Date(platform.clock.now());
      return work({ applications, defaults: { burst: 120, perMinute: 2 }, now });
    },
  });
  return { code, out, aside: aside.join('\n') };
};
const applications = (...argv: string[]) => operate('applications', ...argv);
const shown = async () =>
  JSON.parse((await operate('--json', 'applications', 'show', id)).out[0] ?? '');

const ask = (car: TestConnection, path: string) =>
  platform.app.inject({
    method: 'GET',
    url: `/v2.0${path}`,
    headers: { authorization: `Bearer ${car.accessToken}` },
  });

describe('an application', () => {
  test('is listed with its plan and standing', async () => {
    const { code, out } = await applications('list');
    expect(code).toBe(0);
    expect(out.filter((line) => line.includes(id))).toEqual([
      expect.stringMatching(new RegExp(`^${id}  ENTERPRISE  good +App ${names}$`)),
    ]);
    await applications('suspend', id);
    expect((await applications('list')).out.find((line) => line.includes(id))).toContain(
      'suspended',
    );
  });

  test('is found by its id, the beginning of it, and its name', async () => {
    for (const text of [id, id.toUpperCase(), id.slice(0, 12), `App ${names}`]) {
      expect((await applications('show', text)).out.join('\n')).toContain(id);
    }
  });

  test('that there is not, or that could be two, is refused', async () => {
    await createTestApplication(platform, `App ${names}`);
    for (const text of ['nobody', `App ${names}`]) {
      const { code, out, aside } = await applications('suspend', text);
      expect({ code, out }).toEqual({ code: 1, out: [] });
      expect(aside).toContain(text);
    }
    expect((await shown()).suspendedAt).toBeNull();
  });

  test('shows whose each figure is', async () => {
    await applications('set-plan', id, 'free');
    await applications('set-limits', id, '--burst', '7');
    expect(await shown()).toMatchObject({
      ...{ id, plan: 'FREE', features: [], suspendedAt: null },
      limits: {
        burst: { value: 7, from: 'application' },
        perMinute: { value: 2, from: 'server' },
        vehicles: { value: 5, from: 'plan' },
        monthlyRequests: { value: 500, from: 'plan' },
      },
    });
    const text = (await applications('show', id)).out.join('\n');
    expect(text).toMatch(/^Requests at once +7 \(its own\)$/m);
    expect(text).toMatch(/^Vehicles +5 \(the plan's\)$/m);
  });

  test('is made with secrets that work', async () => {
    const uri = 'https://example.com/callback';
    const { code, out } = await operate(
      ...[
        '--json',
        'applications',
        'create',
        'Made here',
        '--redirect-uri',
        uri,
        '--plan',
        'build',
      ],
    );
    expect(code).toBe(0);
    const made = JSON.parse(out[0] ?? '');
    const found = await platform.platform.applications.authenticateClient(
      made.clientId,
      made.clientSecret,
    );
    expect(found).toMatchObject({ name: 'Made here', redirectUris: [uri] });
    expect(await platform.platform.applications.terms(made.clientId)).toMatchObject({
      plan: 'BUILD',
    });
  });

  test('with a redirect URI that cannot be registered is not made', async () => {
    const { code, aside } = await applications(
      ...['create', 'Unsafe', '--redirect-uri', 'http://example.com/'],
    );
    expect(code).toBe(1);
    expect(aside).toContain('Plain http is for localhost');
    expect((await applications('list')).out.join('\n')).not.toContain('Unsafe');
  });
});

describe('what is settled holds from the next request on', () => {
  let car: TestConnection;
  beforeEach(async () => {
    car = await connectCar(platform, owner);
    expect((await ask(car, '/user')).statusCode).toBe(200);
  });

  test('a suspension: ACCOUNT_SUSPENDED, until it is taken back', async () => {
    expect((await applications('suspend', id)).code).toBe(0);
    const refused = await ask(car, '/user');
    expect(refused.statusCode).toBe(430);
    expect(refused.json()).toMatchObject({
      ...{ type: 'BILLING', code: 'ACCOUNT_SUSPENDED', statusCode: 430 },
      resolution: { type: 'FINANCE' },
    });
    expect((await applications('resume', id)).out.join('\n')).toMatch(/^Standing +good$/m);
    expect((await ask(car, '/user')).statusCode).toBe(200);
  });

  test('figures of its own, and their end', async () => {
    await applications('set-limits', id, '--monthly-requests', '0', '--vehicles', '3');
    const path = `/vehicles/${car.vehicleIds[0]}/vin`;
    expect((await ask(car, path)).json()).toMatchObject({ code: 'VEHICLE_REQUEST_LIMIT' });
    await applications('set-limits', id, '--monthly-requests', 'default');
    expect((await ask(car, path)).statusCode).toBe(200);
    expect((await shown()).limits).toMatchObject({
      monthlyRequests: { value: null, from: 'plan' },
      vehicles: { value: 3, from: 'application' },
    });
  });

  test('another plan', async () => {
    const feature = () => platform.platform.limits.feature(id, 'compatibility-api');
    expect((await feature()).refusal).toBeUndefined();
    await applications('set-plan', id, 'SCALE');
    expect((await feature()).refusal?.row).toMatchObject({ code: 'INVALID_PLAN' });
  });

  test.each(['client', 'api', 'management'] as const)(
    'a new %s secret, and the old one no more',
    async (kind) => {
      const { applications: service } = platform.platform;
      const old = {
        client: owner.credentials.clientSecret,
        api: owner.credentials.apiClientSecret,
        management: owner.credentials.managementToken,
      };
      const knows = async (which: typeof kind, secret: string) => {
        if (which === 'client') return service.authenticateClient(id, secret);
        if (which === 'management') return service.authenticateManagement(secret);
        return service.authenticateApiClient(owner.application.apiClientId, secret);
      };
      for (const [which, secret] of Object.entries(old)) {
        expect(await knows(which as typeof kind, secret)).toBeDefined();
      }
      const [secret = ''] = (await applications('rotate-secret', id, kind)).out;
      expect((await knows(kind, secret))?.id).toBe(id);
      for (const [which, before] of Object.entries(old)) {
        expect((await knows(which as typeof kind, before))?.id).toBe(
          which === kind ? undefined : id,
        );
      }
    },
  );
});

test.each([
  ['an unknown plan', ['set-plan', 'GOLD'], 'FREE, BUILD, SCALE, ENTERPRISE'],
  ['a figure that is none', ['set-limits', '--burst', '0'], 'at least 1'],
  ['a secret that there is not', ['rotate-secret', 'wifi'], 'client, api, management'],
])(
  '%s is a wrong command line, and changes nothing',
  async (_name, [command = '', ...rest], hint) => {
    const before = await shown();
    const { code, aside } = await applications(command, id, ...rest);
    expect(code).toBe(2);
    expect(aside).toContain(hint);
    expect(await shown()).toEqual(before);
  },
);

test('no limit at all is refused', async () => {
  expect(await applications('set-limits', id)).toMatchObject({ code: 1 });
});

test('a folder without a Carport is refused', async () => {
  const { code, aside } = await operate('--data', '/nowhere', 'applications', 'list');
  expect({ code, aside }).toEqual({ code: 1, aside: 'carport: nothing in /nowhere' });
});

test('--help is no mistake', async () => {
  const { code, out } = await operate('--help');
  expect(code).toBe(0);
  expect(out.join('\n')).toContain('applications');
});
