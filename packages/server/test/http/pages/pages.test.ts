import {
  CONDITION_MEANINGS,
  CONNECT_ENDINGS,
  CONNECT_ERRORS,
  connectedServiceOf,
  docAnchor,
  docPath,
  ERROR_TRIGGERS,
  ERRORS,
  type ErrorRow,
  errorRowOf,
  howToMeet,
  MAKES,
  OAUTH_ERRORS,
  PERMISSIONS,
  QUIRK_TITLES,
  quirksOf,
  SIGNALS,
  subscriptionsOf,
  V3_ERROR_REQUESTS,
} from '@carport/catalog';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetRoutes } from '../../../src/http/pages/asset-routes.js';
import { loadAssets } from '../../../src/http/pages/assets.js';
import type { DemoApplication } from '../../../src/http/pages/landing/demo-application.js';
import { pageRoutes } from '../../../src/http/pages/page-routes.js';
import { CHARGING_EVENTS } from '../../../src/webhooks/legacy/contract.js';
import { OPERATIONAL_EVENTS } from '../../../src/webhooks/operational-events.js';
import { WEBHOOK_ERRORS } from '../../documented/errors.js';
import { smartcar } from '../../support/smartcar.js';

const assets = loadAssets();
const publicUrl = 'https://carport.example';

const demo: DemoApplication = {
  appUrl: 'http://localhost:4001',
  environmentFile: '.carport/demo.env',
  environment: {
    SMARTCAR_CLIENT_ID: 'the-client-id',
    SMARTCAR_CLIENT_SECRET: 'the-client-secret',
    SMARTCAR_REDIRECT_URI: 'http://localhost:4001/callback',
    CARPORT_MANAGEMENT_TOKEN: '<the token>',
  },
};

const serve = async (shown: DemoApplication | null): Promise<FastifyInstance> => {
  const app = Fastify();
  await app.register(assetRoutes({ assets }));
  const links = { reference: '/docs/api', openApi: '/openapi.json' };
  await app.register(pageRoutes({ assets, publicUrl, links, demo: shown }));
  return app;
};

let app: FastifyInstance;
let plain: FastifyInstance;
beforeAll(async () => {
  app = await serve(demo);
  plain = await serve(null);
});
afterAll(() => Promise.all([app.close(), plain.close()]));

const get = (url: string) => app.inject({ url });

describe('every error', () => {
  test.each(ERRORS.map((row) => [docPath(row), row] as [string, ErrorRow]))(
    '%s explains it',
    async (path, row) => {
      const { statusCode, headers, body } = await get(path.split('#')[0] ?? '');
      expect(statusCode).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      const section = sectionOf(body, docAnchor(row));
      expect(section).toContain(`HTTP ${row.status}`);
      const sample = JSON.parse(textOf(/<pre[^>]*>([\s\S]*?)<\/pre>/.exec(section)?.[1] ?? ''));
      expect(sample).toMatchObject({
        type: row.type,
        code: row.code,
        description: row.description,
        statusCode: row.status,
        docURL: `${publicUrl}${path}`,
        resolution: { type: row.resolution },
      });
      expect(textOf(section)).toContain(row.guidance.replaceAll('`', ''));
    },
  );

  test('is in the index', async () => {
    const { body } = await get('/docs/errors');
    for (const row of ERRORS) expect(body).toContain(`href="${docPath(row)}"`);
  });

  test('of the token endpoint and of Connect has a place', async () => {
    const oauth = await get('/docs/errors/oauth-errors');
    for (const { error } of OAUTH_ERRORS) expect(oauth.body).toContain(`>${error}</a>`);
    const connect = await get('/docs/errors/connect-errors');
    for (const { error } of CONNECT_ERRORS) expect(connect.body).toContain(`>${error}</a>`);
    expect(connect.body).toContain('id="access-denied"');
  });

  test('about resources is found under its second address', async () => {
    const { statusCode, body } = await get('/docs/errors/api-errors/resource-errors');
    expect(statusCode).toBe(200);
    expect(body).toContain('id="path"');
  });
});

const sectionOf = (html: string, id: string): string =>
  html.split('<section class="entry"').find((part) => part.startsWith(` id="${id}"`)) ?? '';

const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('the page of webhook events', () => {
  const texts = async (): Promise<string[]> => {
    const { body } = await get('/docs/webhooks');
    return [...body.matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)].map(([, text = '']) =>
      text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );
  };

  test('has an example of every kind of event', async () => {
    const shown = (await texts())
      .filter((text) => text.startsWith('{'))
      .map((text) => JSON.parse(text));
    const kinds = shown.map(({ eventType, eventName, payload }) =>
      eventName === 'eventBased' ? payload.eventType : (eventType ?? eventName),
    );
    for (const kind of [
      ...['VERIFY', 'VEHICLE_STATE', 'VEHICLE_ERROR', ...Object.keys(OPERATIONAL_EVENTS)],
      ...['verify', 'scheduled', 'dynamic', ...CHARGING_EVENTS],
    ]) {
      expect(kinds).toContain(kind);
    }
    const states = shown.flatMap(({ data }) => data?.errors ?? []).map(({ state }) => state);
    expect(states).toEqual(['ERROR', 'RESOLVED']);
  });

  test('has a signature to try one’s own check with', async () => {
    const all = await texts();
    const at = all.findIndex((text) => /^[0-9a-f]{64}$/.test(text));
    const [body = '', signature = ''] = all.slice(at - 1, at + 1);
    expect(smartcar.verifyPayload('a-management-token', signature, JSON.parse(body))).toBe(true);
    expect((await get('/docs/webhooks')).body).toContain('<code>a-management-token</code>');
  });

  test('leads to every error that is told, and names every condition', async () => {
    const { body } = await get('/docs/webhooks');
    for (const name of WEBHOOK_ERRORS) {
      const row = errorRowOf(name);
      if (!row) throw new Error(`the catalogue has no ${name}`);
      expect(body).toContain(`href="${docPath(row)}"`);
    }
    for (const type of Object.keys(CONDITION_MEANINGS)) {
      expect(body).toContain(`<code>${type}</code>`);
    }
  });
});

describe('what is known of makes', () => {
  test('is in the index, each with a page of its own', async () => {
    const { body } = await get('/docs/makes');
    for (const make of MAKES) {
      expect(textOf(body)).toContain(make.name);
      expect(body).toContain(`<code>${make.id}</code>`);
      expect(body).toContain(`href="/docs/makes/${make.id.toLowerCase().replaceAll('_', '-')}"`);
    }
  });

  test.each(MAKES)(
    'of $id: regions, services, subscriptions, quirks and how to meet them',
    async (make) => {
      const { statusCode, body } = await get(
        `/docs/makes/${make.id.toLowerCase().replaceAll('_', '-')}`,
      );
      expect(statusCode).toBe(200);
      const text = textOf(body);
      for (const region of make.regions) expect(text).toContain(connectedServiceOf(make, region));
      for (const row of subscriptionsOf(make.id)) {
        for (const words of [row.service, ...row.packages]) expect(text).toContain(words);
      }
      for (const quirk of quirksOf(make.id)) {
        expect(text).toContain(quirk.note);
        expect(text).toContain(QUIRK_TITLES[quirk.kind]);
        expect(text).toContain((howToMeet(quirk) ?? 'Advice alone').replaceAll('`', ''));
        if (quirk.effect) expect(text).toContain(`/ ${quirk.effect.error.code}`);
      }
      for (const { model } of make.models) expect(text).toContain(model);
      const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  test('of no make is not there', async () => {
    expect((await get('/docs/makes/trabant')).statusCode).toBe(404);
  });
});

describe('meeting errors on purpose', () => {
  test('has a line for every account, number and ending', async () => {
    const { body } = await get('/docs/testing-errors');
    for (const { row, username, vin } of ERROR_TRIGGERS) {
      expect(body).toContain(`<tr id="${username.split('@')[0]}">`);
      for (const text of [username, vin, `href="${docPath(row)}"`]) expect(body).toContain(text);
    }
    for (const { error, provoke } of CONNECT_ENDINGS) {
      expect(body).toContain(`href="/docs/errors/connect-errors#${error.replaceAll('_', '-')}"`);
      expect(textOf(body)).toContain(provoke.replaceAll('`', ''));
    }
    for (const request of Object.values(V3_ERROR_REQUESTS)) {
      expect(textOf(body)).toContain(request.replaceAll('`', ''));
    }
  });

  test('is told beside every error that a sign-in brings', async () => {
    for (const { row, username } of ERROR_TRIGGERS) {
      const { body } = await get(docPath(row).split('#')[0] ?? '');
      const href = `/docs/testing-errors#${username.split('@')[0]}`;
      expect(sectionOf(body, docAnchor(row))).toContain(`href="${href}"`);
    }
  });

  test('is in the navigation of the documentation', async () => {
    for (const path of ['/docs/errors', '/docs/signals']) {
      expect((await get(path)).body).toContain('href="/docs/testing-errors"');
    }
  });

  test('samples show the links that mend an error', async () => {
    const { body } = await get('/docs/errors/api-errors/connected-services-account-errors');
    const section = textOf(sectionOf(body, 'authentication-failed'));
    expect(section).toContain(`"url": "${publicUrl}/oauth/reauthenticate?response_type=vehicle_id`);
    expect(textOf(sectionOf(body, 'no-vehicles'))).not.toContain('"url"');
  });
});

describe('the catalogue', () => {
  test('lists every permission with the owner’s words', async () => {
    const { body } = await get('/docs/permissions');
    for (const { name, consent } of PERMISSIONS) {
      expect(body).toContain(`<tr id="${name}">`);
      expect(textOf(body)).toContain(consent);
    }
  });

  test('lists every signal with the permission that it needs', async () => {
    const { body } = await get('/docs/signals');
    for (const { code, permission } of SIGNALS) {
      expect(body).toContain(`<tr id="${code}">`);
      expect(body).toContain(`href="/docs/permissions#${permission}"`);
    }
  });
});

describe('the landing page', () => {
  test('of a demo shows its credentials and is never kept', async () => {
    const { headers, body } = await get('/');
    expect(body).toMatch(/id="open-demo" href="http:\/\/localhost:4001"/);
    for (const value of [
      'the-client-id',
      'the-client-secret',
      '&lt;the token>',
      '.carport/demo.env',
    ]) {
      expect(body).toContain(value);
    }
    expect(headers['cache-control']).toBe('no-store');
  });

  test('without a demo says which variables turn an SDK here', async () => {
    const { body } = await plain.inject({ url: '/' });
    expect(body).toContain(`export SMARTCAR_CONNECT_ORIGIN=${publicUrl}`);
    expect(body).not.toContain('open-demo');
    expect(body).not.toContain('redentials');
  });

  test('leads on', async () => {
    const { body } = await get('/');
    for (const href of ['/docs/api', '/openapi.json', '/docs/errors', '/docs/permissions']) {
      expect(body).toContain(`href="${href}"`);
    }
  });
});

describe('on every page', () => {
  const paths = [
    '/',
    '/docs/errors',
    '/docs/signals',
    '/docs/testing-errors',
    '/docs/nothing/here',
  ];

  test.each(paths)('%s: links inside lead somewhere, and nothing is inline', async (path) => {
    const { body, headers } = await get(path);
    expect(headers['content-security-policy']).toContain("form-action 'none'");
    expect(body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    const links = [...body.matchAll(/\s(?:href|src)="(\/[^"#]*)/g)].map(([, link = '']) => link);
    const others = new Set(['/docs/api', '/openapi.json']);
    for (const link of new Set(links.filter((each) => !others.has(each)))) {
      expect([link, (await get(link)).statusCode]).toEqual([link, 200]);
    }
  });

  test('an address under /docs that does not exist says so in HTML', async () => {
    const { statusCode, headers, body } = await get('/docs/errors/api-errors/none');
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('There is no such page');
  });

  test('/docs leads to the reference', async () => {
    expect((await get('/docs')).headers.location).toBe('/docs/api');
  });
});
