import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/connect/contract.js';
import { startFlow } from '../../../src/connect/flow.js';
import type { FlowSession, Problem, Stop } from '../../../src/connect/session.js';
import { renderView } from '../../../src/http/connect/render-view.js';
import { english } from '../../../src/http/connect/texts/english.js';
import { loadAssets } from '../../../src/http/pages/assets.js';
import { account, consentRequest, vehicle } from '../../connect/consent-request.js';

const frame = { assets: loadAssets(), texts: english };
const HOSTILE = `<img src=x onerror="alert('1')">`;

const batteries = [
  { capacity: 52, description: 'BEV:Pure' },
  { capacity: 77.4, description: HOSTILE },
];
const withBatteries = (count: number) => ({
  ...account(count),
  vehicles: account(count).vehicles.map((car) => ({ ...car, batteries })),
});

const keyless = (count: number) => ({
  ...account(count),
  vehicles: account(count).vehicles.map((car) => ({ ...car, lacksVirtualKey: true })),
});
const KEY_URL = 'https://www.tesla.com/_ak/carport.example';

const draw = (
  place: View['place'],
  session: Partial<FlowSession> = {},
  view: Partial<View> = {},
  search = '',
): string => {
  const reached: FlowSession = {
    ...startFlow(consentRequest()),
    ...{ at: 'permissions', make: 'FORD', account: account(1), vins: [vehicle(0).vin] },
    ...(place === 'battery' && {
      ...{ at: 'battery', account: withBatteries(1), batteries: [{ vin: vehicle(0).vin }] },
    }),
    ...(place === 'virtual-key' && {
      ...{ at: 'virtual-key', account: keyless(1), allowed: ['control_charge'] },
    }),
    ...session,
  };
  return render(
    renderView(
      frame,
      {
        ...{ place, session: reached, formToken: 'token-1', simulated: false },
        ...{ typedUsername: '', exitUrl: null, tellingUrl: null, returnHost: null },
        ...{ virtualKeyUrl: KEY_URL, ...view },
      },
      '/connect/1',
      new URLSearchParams(search),
    ),
  );
};

const STEPS = [
  'preamble',
  'brand',
  'sign-in',
  'vehicles',
  'permissions',
  'battery',
  'virtual-key',
] as const;

describe('every step', () => {
  test.each(STEPS)('%s posts to itself with the session’s token', (step) => {
    const html = draw(step);
    expect(html).toContain(`method="post" action="/connect/1/${step}"`);
    expect(html).toContain('<input type="hidden" name="token" value="token-1"');
    expect(html).toMatch(/<html lang="en">/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<main class="connect__main page-content" id="content">');
  });

  test.each(STEPS)('%s says when no real car is involved', (step) => {
    expect(draw(step, {}, { simulated: true })).toContain('>Simulation</span>');
    expect(draw(step)).not.toContain('imulat');
  });

  test.each([
    ['preamble', undefined],
    ['brand', 'preamble'],
    ['sign-in', 'brand'],
    ['permissions', 'sign-in'],
    ['battery', 'permissions'],
    ['virtual-key', 'permissions'],
  ] as const)('%s leads back to %s', (step, before) => {
    const link = /class="trail__back" href="\/connect\/1\/([\w-]+)"/.exec(draw(step))?.[1];
    expect(link).toBe(before);
  });

  test('tells how far it is, in words too', () => {
    expect(draw('permissions')).toContain('Step 4 of 4');
    expect(draw('permissions', { account: account(2) })).toContain('Step 5 of 5');
    expect(draw('sign-in', { request: consentRequest({ make: 'FORD' }) })).toContain('Step 2 of 3');
  });
});

describe('names from outside are only text', () => {
  const hostile: Partial<FlowSession> = {
    request: consentRequest({ applicationName: HOSTILE, redirectUri: `app-${HOSTILE}://x` }),
    account: {
      ...account(0),
      vehicles: [
        {
          ...{ vin: HOSTILE, make: HOSTILE, model: HOSTILE, year: 2020, batteries },
          lacksVirtualKey: true,
        },
        { vin: 'B', make: 'FORD', model: 'b', year: 2021 },
      ],
    },
    vins: [HOSTILE],
    batteries: [{ vin: HOSTILE }],
  };

  test.each([...STEPS, 'stopped'] as const)('%s', (place) => {
    const stop: Stop = { error: 'server_error', reason: 'failure' };
    const html = draw(
      place,
      { ...hostile, stop },
      { typedUsername: HOSTILE, exitUrl: `https://x/?${HOSTILE}` },
      `q=${encodeURIComponent(HOSTILE)}`,
    );
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/\sonerror="/);
    expect(html).toContain('&lt;img');
  });
});

describe('the page of the virtual key', () => {
  test('leads to the carmaker in a window of its own, and goes on either way', () => {
    const html = draw('virtual-key', {}, { returnHost: 'app.example' });
    expect(html).toMatch(new RegExp(`id="key-link" href="${KEY_URL}" target="_blank"`));
    expect(html).toContain('www.tesla.com/_ak/carport.example.');
    expect(html).toContain('you go back to app.example');
    expect(html).toMatch(/class="car-chip">.*2023 Ford Mustang Mach-E/s);
    const several = { account: keyless(3), vins: [vehicle(0).vin, vehicle(2).vin] };
    expect(draw('virtual-key', several)).toMatch(/class="car-chip">.*2 cars/s);
  });

  test('comes after the question of the battery, which then leads nowhere else', () => {
    const both = keyless(1).vehicles.map((car) => ({ ...car, batteries }));
    const session = {
      ...{ account: { ...account(1), vehicles: both }, batteries: [{ vin: vehicle(0).vin }] },
      allowed: ['read_battery', 'control_charge'] as const,
    };
    expect(draw('battery', session)).not.toContain('Either way');
    expect(draw('virtual-key', session)).toMatch(/class="trail__back" href="[^"]+\/battery"/);
    expect(draw('virtual-key', session)).toContain('Step 6 of 6');
  });
});

describe('the battery page', () => {
  const [first, second] = [vehicle(0).vin, vehicle(1).vin];
  const several = (...answers: (number | null)[]) => ({
    account: withBatteries(2),
    vins: [first, second],
    batteries: [first, second].map((vin, index) => {
      const answer = answers[index];
      return answer === undefined ? { vin } : { vin, answer };
    }),
  });

  test('offers the batteries of one car, none of them chosen', () => {
    const html = draw('battery');
    expect(html).toMatch(/value="52".*>52 kWh<.*>Pure<.*value="77.4".*>77.4 kWh</s);
    expect(html).toContain('2023 Ford Mustang Mach-E');
    expect(html).toContain(`<input type="hidden" name="vin" value="${first}"`);
    expect(html).not.toMatch(/checked|aria-invalid|skip-button/);
    expect(html).not.toContain(`>${first}<`);
    expect(html).toContain('Step 5 of 5');
  });

  test('of several cars tells by the VIN which one it is about, and can be ended for all', () => {
    expect(draw('battery', several())).not.toContain('Either way');
    expect(draw('battery', several())).toMatch(new RegExp(`>${first}<.*id="skip-button"`, 's'));
    const last = draw('battery', several(52));
    expect(last).toContain(`>${second}<`);
    expect(last).not.toContain('skip-button');
    expect(last).toContain('Either way, you go back to');
  });

  test('shows who comes back what they have said', () => {
    expect(draw('battery', several(null, 52))).toMatch(/value="52" checked/);
  });

  test('says what is missing at the first of them', () => {
    const html = draw('battery', { problem: { kind: 'no-battery-chosen' } });
    expect(html).toMatch(/role="alert".*href="#capacity-0"/s);
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(2);
  });
});

describe('problems', () => {
  const problems: [View['place'], Problem][] = [
    ['brand', { kind: 'unknown-brand' }],
    ['brand', { kind: 'brand-not-served', make: 'KIA' }],
    ['sign-in', { kind: 'sign-in-incomplete' }],
    ['sign-in', { kind: 'sign-in-rejected' }],
    ['sign-in', { kind: 'account-needs-attention' }],
    ['sign-in', { kind: 'carmaker-unreachable' }],
    ['vehicles', { kind: 'no-vehicle-picked' }],
    ['permissions', { kind: 'nothing-allowed' }],
    ['battery', { kind: 'no-battery-chosen' }],
  ];

  test.each(problems)('%s announces %j, and no other page does', (place, problem) => {
    const service = {
      brand: problem.kind === 'brand-not-served' ? 'Kia' : 'Ford',
      service: 'FordPass',
    };
    const { title } = english.problem[problem.kind](service);
    for (const step of STEPS) {
      const html = draw(step, { problem });
      expect(html.includes('role="alert"')).toBe(step === place);
      expect(html.includes(title)).toBe(step === place);
    }
  });

  test('a rejected sign-in marks both fields and keeps the name', () => {
    const html = draw(
      'sign-in',
      { problem: { kind: 'sign-in-rejected' } },
      { typedUsername: 'me@example.com' },
    );
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(2);
    expect(html).toContain('value="me@example.com"');
    expect(html).toContain('href="#username"');
  });

  test('a carmaker that is away is nobody’s typing mistake', () => {
    expect(draw('sign-in', { problem: { kind: 'carmaker-unreachable' } })).not.toContain(
      'aria-invalid',
    );
  });
});

describe('endings', () => {
  const reasons = Object.keys(english.stop) as Stop['reason'][];

  test.each(reasons)('%s has the way back to the app', (reason) => {
    const stop: Stop = { error: 'server_error', reason };
    const html = draw('stopped', { stop }, { exitUrl: 'https://app.example/?error=x&state=y' });
    const { title } = english.stop[reason]({ brand: 'Ford', service: 'FordPass', car: 'car' });
    expect(html).toContain(title);
    expect(html).toContain('id="exit-button" href="https://app.example/?error=x&amp;state=y"');
    expect(html).toContain('Return to Voltwise');
  });

  test.each([
    ['brand-missing', '/connect/1/brand'],
    ['subscription', '/connect/1/sign-in'],
    ['no-vehicles', '/connect/1/sign-in'],
    ['incompatible', '/connect/1/brand'],
  ] as const)('%s offers another try at %s', (reason, href) => {
    const stop: Stop = { error: 'no_vehicles', reason };
    expect(draw('stopped', { stop }, { exitUrl: 'x' })).toContain(`href="${href}"`);
  });

  test('with a preset make, another account is all there is to try', () => {
    const stop: Stop = { error: 'vehicle_incompatible', reason: 'incompatible' };
    const session = { stop, request: consentRequest({ make: 'FORD' }) };
    const html = draw('stopped', session, { exitUrl: 'x' });
    expect(html).toContain('href="/connect/1/sign-in"');
    expect(html).not.toContain('href="/connect/1/brand"');
  });
});

describe('the review', () => {
  test('names the one car, or counts them', () => {
    expect(draw('permissions')).toContain('2023 Ford Mustang Mach-E');
    const several = { account: account(3), vins: [vehicle(0).vin, vehicle(2).vin] };
    expect(draw('permissions', several)).toContain('2 cars');
  });

  test('puts control before reading, and leaves an empty group out', () => {
    const html = draw('permissions');
    expect(html.indexOf('value="control_security"')).toBeLessThan(
      html.indexOf('value="read_odometer"'),
    );
    const reading = consentRequest({ permissions: [{ name: 'read_vin', required: true }] });
    const locked = draw('permissions', { request: reading });
    expect(locked).not.toContain('Control');
    expect(locked).not.toContain('Untick');
  });

  test.each([
    ['app.example:8443', 'app.example:8443'],
    [null, 'Voltwise'],
  ])('says where the owner goes next: %s', (returnHost, place) => {
    const html = draw('permissions', {}, { returnHost });
    expect(html).toContain(`Either way, you go back to ${place}.`);
  });
});

describe('the sign-in', () => {
  test.each([
    ['FORD', 'E-mail address', 'email'],
    ['ACURA', 'User name', 'text'],
  ])('asks an owner of %s for: %s', (make, label, keyboard) => {
    const html = draw('sign-in', { make });
    expect(html).toContain(`>${label}</label>`);
    expect(html).toMatch(new RegExp(`id="username"[^>]* inputmode="${keyboard}"`, 'i'));
  });

  test('lets password managers help, and never fills the password in', () => {
    const html = draw('sign-in', {}, { typedUsername: 'me' });
    expect(html).toContain('autocomplete="username"');
    expect(html).toMatch(/id="password"[^>]*autocomplete="current-password"/);
    expect(/<input[^>]*id="password"[^>]*>/.exec(html)?.[0]).not.toContain('value=');
  });
});
