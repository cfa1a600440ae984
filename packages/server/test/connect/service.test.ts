import { inspect } from 'node:util';
import type { Permission } from '@carport/catalog';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Vehicle } from '../../src/access/access.js';
import type { Battery } from '../../src/connect/battery-contract.js';
import { createConnect } from '../../src/connect/connect.js';
import type { Action, Connect, Ticket } from '../../src/connect/contract.js';
import type { Consent } from '../../src/connections/contract.js';
import { AdapterFailure, type OemAdapter, type OemLogin } from '../../src/oem/contract.js';
import { createManualClock } from '../../src/platform/clock.js';
import { systemEntropy } from '../../src/platform/entropy.js';
import { createKeyring } from '../../src/platform/keyring.js';
import { insertApplication } from '../support/fixtures.js';
import { createTestStore, type TestStore } from '../support/store.js';
import { vehicle } from './consent-request.js';

let database: TestStore;
let applicationId: string;
let logins: OemLogin[];
let consents: Consent[];
let logged: string[];
let authorize: OemAdapter['authorize'];
let approveFails: boolean;
let previous: readonly Permission[] | null;
let known: Battery | undefined;
let chosen: object[];
let choosingFails: boolean;
let connect: Connect;

const adapter: OemAdapter = {
  id: 'fake',
  serves: (make) => make.id !== 'TESLA',
  freshForMilliseconds: 0,
  pollEveryMilliseconds: 0,
  authorize: (login) => {
    logins.push(login);
    return authorize(login);
  },
  read: () => Promise.reject(new Error('not read here')),
  command: () => Promise.reject(new Error('not commanded here')),
};

const owned = async () => ({
  subject: 'owner-1',
  credentials: 'token-of-the-carmaker',
  vehicles: [{ ...vehicle(0), powertrain: 'BEV' as const, reference: { key: 1 } }],
});

const connected = (vin: string): Vehicle => ({
  ...{ ...vehicle(0), vin, id: vin, applicationId, oemAccountId: 'account-1', adapter: 'fake' },
  ...{ mode: 'live', powertrain: 'BEV', reference: null, country: null },
});

beforeAll(async () => {
  database = await createTestStore();
  applicationId = await insertApplication(database.store);
});
afterAll(() => database.close());

beforeEach(() => {
  [logins, consents, logged, previous, approveFails] = [[], [], [], null, false];
  [known, chosen, choosingFails] = [undefined, [], false];
  authorize = owned;
  const record = (...parts: unknown[]): void => {
    logged.push(inspect(parts));
  };
  connect = createConnect({
    store: database.store,
    keyring: createKeyring({ id: 'test', key: Buffer.alloc(32, 1) }),
    clock: createManualClock(Date.UTC(2026, 0, 1)),
    entropy: systemEntropy,
    applications: {
      get: async (id) =>
        id === applicationId
          ? {
              ...{ id, name: 'Voltwise', requirePkce: false, apiClientId: 'client_1' },
              defaultPermissions: ['read_odometer', 'read_vin'],
              redirectUris: ['https://app.example/callback'],
            }
          : undefined,
    },
    connections: {
      approve: async (_applicationId, consent) => {
        if (approveFails) throw new Error('the database is away');
        consents.push(consent);
        return { code: `code-${consents.length}`, userId: 'user-1', externalId: null };
      },
      approveWithoutCode: async () => ({ userId: 'user-1', externalId: null }),
      reauthenticate: async () => undefined,
      access: () => undefined,
      findVehicles: async (_applicationId, _mode, vins) => {
        const isConnected = consents.length > 0 || known !== undefined;
        return isConnected ? vins.map(connected) : [];
      },
      previousPermissions: async () => previous,
    },
    batteries: {
      battery: async () => undefined,
      knownBattery: async () => known,
      chooseBattery: async () => false,
      chooseOfferedBattery: async (car, capacity, offered) => {
        if (choosingFails) throw new Error('the database is away');
        chosen.push({ vin: car.vin, capacity, offered });
        return true;
      },
    },
    registry: {
      find: (make, mode) => (adapter.serves(make, mode) ? adapter : undefined),
      get: () => adapter,
    },
    log: { debug: record, info: record, warn: record, error: record },
    settings: { publicUrl: 'https://carport.example' },
  });
});

const begin = async (more = ''): Promise<Ticket> => {
  const beginning = await connect.begin(`response_type=code&client_id=${applicationId}${more}`, {
    browser: undefined,
    languages: '',
  });
  if (beginning.kind !== 'started') throw new Error(JSON.stringify(beginning));
  return { sessionId: beginning.sessionId, browser: beginning.browser };
};

const tokenOf = async (ticket: Ticket): Promise<string> => {
  const visit = await connect.visit(ticket, 'preamble');
  if (visit.kind !== 'page') throw new Error(visit.kind);
  return visit.view.formToken;
};

const act = async (ticket: Ticket, ...actions: Action[]) => {
  const token = await tokenOf(ticket);
  const reactions = [];
  for (const action of actions) reactions.push(await connect.act(ticket, token, action));
  return reactions.at(-1);
};

const CONTINUE: Action = { type: 'continue', country: 'DE' };
const FORD: Action = { type: 'choose-brand', make: 'FORD' };
const SIGN_IN: Action = { type: 'sign-in', username: ' Me@Example.com ', password: ' pass word ' };
const ALLOW: Action = { type: 'decide', allow: true, permissions: ['read_odometer'] };

describe('what the carmaker is asked', () => {
  test('exactly what was typed, but for space around the name', async () => {
    await act(await begin('&mode=simulated'), CONTINUE, FORD, SIGN_IN);
    expect(logins).toMatchObject([
      {
        username: 'Me@Example.com',
        password: ' pass word ',
        country: 'DE',
        mode: 'simulated',
        make: { id: 'FORD' },
      },
    ]);
  });

  test('nothing before the sign-in page is reached, and nothing for an incomplete form', async () => {
    const ticket = await begin();
    await act(ticket, SIGN_IN, CONTINUE, SIGN_IN);
    await act(ticket, FORD, { ...SIGN_IN, password: '' }, { ...SIGN_IN, username: '  ' });
    expect(logins).toEqual([]);
  });
});

describe('approval', () => {
  test('hands the account’s authorization on, unsealed again', async () => {
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const ticket = await begin(`&state=x&code_challenge=${challenge}&code_challenge_method=S256`);
    const reaction = await act(ticket, CONTINUE, FORD, SIGN_IN, ALLOW);
    expect(reaction).toEqual({
      kind: 'leave',
      url: 'https://app.example/callback?code=code-1&user_id=user-1&iss=https%3A%2F%2Fcarport.example&state=x',
    });
    expect(consents).toMatchObject([
      {
        adapter: 'fake',
        make: { id: 'FORD' },
        mode: 'live',
        authorization: await owned(),
        vins: [vehicle(0).vin],
        permissions: ['read_odometer'],
        redirectUri: 'https://app.example/callback',
        codeChallenge: challenge,
      },
    ]);
  });

  test('that fails shares nothing and says so', async () => {
    approveFails = true;
    const ticket = await begin();
    expect(await act(ticket, CONTINUE, FORD, SIGN_IN, ALLOW)).toEqual({
      kind: 'go',
      place: 'stopped',
    });
    const visit = await connect.visit(ticket, 'stopped');
    expect(visit).toMatchObject({ view: { session: { stop: { error: 'server_error' } } } });
    approveFails = false;
    expect(await act(ticket, ALLOW)).toMatchObject({ kind: 'leave' });
  });

  test('of a recognised owner that fails says so as well', async () => {
    previous = ['read_odometer', 'read_vin'];
    approveFails = true;
    const ticket = await begin();
    expect(await act(ticket, CONTINUE, FORD, SIGN_IN)).toEqual({ kind: 'go', place: 'returning' });
    expect(await connect.visit(ticket, 'returning')).toEqual({
      kind: 'elsewhere',
      place: 'stopped',
    });
    expect(logged.join()).toContain('the database is away');
  });
});

describe('a car whose battery the carmaker does not tell', () => {
  const batteries = [
    { capacity: 52, description: 'BEV:Pure' },
    { capacity: 77, description: null },
  ];
  const { vin } = vehicle(0);
  const allow: Action = { type: 'decide', allow: true, permissions: ['read_battery'] };
  const say = (kwh: number | null): Action => ({ type: 'answer-battery', vin, kwh });
  const start = (): Promise<Ticket> => begin('&scope=read_battery');
  const toAllow = [CONTINUE, FORD, SIGN_IN, allow];

  beforeEach(() => {
    authorize = async () => {
      const account = await owned();
      return { ...account, vehicles: account.vehicles.map((car) => ({ ...car, batteries })) };
    };
  });

  test('is connected once its owner has been asked, and what they say is kept with what was offered', async () => {
    const ticket = await start();
    expect(await act(ticket, ...toAllow)).toEqual({ kind: 'go', place: 'battery' });
    expect(consents).toEqual([]);
    expect(await act(ticket, say(77))).toMatchObject({ kind: 'leave' });
    expect(consents).toHaveLength(1);
    expect(chosen).toEqual([{ vin, capacity: 77, offered: batteries }]);
  });

  test('is connected all the same when the answer cannot be kept, which is logged', async () => {
    choosingFails = true;
    const left = await act(await start(), ...toAllow, say(52));
    expect(left).toMatchObject({ kind: 'leave', url: expect.stringContaining('code=code-1') });
    expect(logged.join()).toContain('what an owner said of their battery was lost');
  });

  test('is connected without an answer', async () => {
    expect(await act(await start(), ...toAllow, say(null))).toMatchObject({ kind: 'leave' });
    expect(chosen).toEqual([]);
  });

  test('is not asked about when it is known, and is while it is open', async () => {
    known = { capacity: 52, candidates: batteries, isOpen: true };
    expect(await act(await start(), ...toAllow)).toMatchObject({ kind: 'leave' });
    known = { capacity: 52, candidates: [], isOpen: false };
    expect(await act(await start(), ...toAllow)).toMatchObject({ kind: 'leave' });
    known = { capacity: null, candidates: batteries, isOpen: true };
    expect(await act(await start(), ...toAllow)).toEqual({ kind: 'go', place: 'battery' });
  });
});

describe('a carmaker that does not answer as hoped', () => {
  test.each([
    ['CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED', 'sign-in', 'sign-in-rejected'],
    ['UPSTREAM', 'NO_RESPONSE', 'sign-in', 'carmaker-unreachable'],
  ])('%s:%s keeps the name, sealed', async (type, code, place, kind) => {
    authorize = () => Promise.reject(new AdapterFailure(type, code));
    const ticket = await begin();
    expect(await act(ticket, CONTINUE, FORD, SIGN_IN)).toEqual({ kind: 'go', place });
    const visit = await connect.visit(ticket, 'sign-in');
    expect(visit).toMatchObject({
      view: { typedUsername: 'Me@Example.com', session: { problem: { kind } } },
    });
  });

  test('an error that nobody expected ends with server_error, and is logged without the sign-in', async () => {
    authorize = () => Promise.reject(new TypeError('cannot read properties of undefined'));
    const ticket = await begin('&state=q');
    expect(await act(ticket, CONTINUE, FORD, SIGN_IN)).toEqual({ kind: 'go', place: 'stopped' });
    const visit = await connect.visit(ticket, 'stopped');
    expect(visit).toMatchObject({
      view: { exitUrl: expect.stringMatching(/error=server_error&.*state=q$/) },
    });
    expect(logged.join()).toContain('cannot read properties');
    expect(logged.join()).not.toMatch(/Me@Example|pass word/);
  });
});

describe('several tabs on one session', () => {
  test('both events count, whoever saves first', async () => {
    const ticket = await begin();
    await act(ticket, CONTINUE);
    const token = await tokenOf(ticket);
    const choices = ['FORD', 'KIA', 'FORD', 'KIA'].map((make) =>
      connect.act(ticket, token, { type: 'choose-brand', make }),
    );
    for (const reaction of await Promise.all(choices)) {
      expect(reaction).toEqual({ kind: 'go', place: 'sign-in' });
    }
  });

  test('an answer that comes after the brand was changed is not taken for the new one', async () => {
    const ticket = await begin();
    await act(ticket, CONTINUE, FORD);
    const token = await tokenOf(ticket);
    authorize = async () => {
      await connect.act(ticket, token, { type: 'choose-brand', make: 'KIA' });
      return owned();
    };
    expect(await connect.act(ticket, token, SIGN_IN)).toEqual({ kind: 'go', place: 'sign-in' });
    expect(await act(ticket, ALLOW)).toEqual({ kind: 'go', place: 'sign-in' });
    expect(consents).toEqual([]);
  });
});

describe('whose cars', () => {
  const isSimulated = async (more: string): Promise<boolean> => {
    const ticket = await begin(more);
    await act(ticket, CONTINUE, FORD);
    const visit = await connect.visit(ticket, 'preamble');
    return visit.kind === 'page' && visit.view.simulated;
  };

  test('test and simulated mode say so, live mode does not', async () => {
    expect(await isSimulated('&mode=test')).toBe(true);
    expect(await isSimulated('&mode=simulated')).toBe(true);
    expect(await isSimulated('')).toBe(false);
  });
});
