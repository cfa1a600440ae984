import { errorRow, LANGUAGES, type Language, userMessageIn } from '@carport/catalog';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { english, type Texts } from '../../../src/http/connect/texts/english.js';
import { TEXTS } from '../../../src/http/connect/texts/texts.js';
import { DeadEnd } from '../../../src/http/connect/views/endings.js';
import { loadAssets } from '../../../src/http/pages/assets.js';
import {
  createTestApplication,
  createTestPlatform,
  type TestPlatform,
} from '../../support/platform.js';
import { createBrowser, type Page } from './browser.js';
import { ALLOW, authorizeUrl, credentials } from './consents.js';

let platform: TestPlatform;
let clientId: string;

beforeAll(async () => {
  platform = await createTestPlatform();
  clientId = (await createTestApplication(platform, 'Voltwise')).application.id;
});
afterAll(() => platform.close());

const CODES: readonly Language[] = LANGUAGES.map(({ code }) => code);
const others = CODES.filter((code) => code !== 'en');

/** Every sentence of a language's texts, with the same made-up names and numbers put in. */
const sentencesOf = (node: unknown): string[] => {
  if (typeof node === 'string') return [node];
  if (typeof node === 'function') return sentencesOf(node(...argumentsFor(node.length)));
  return Object.values(node as object).flatMap(sentencesOf);
};
const ABOUT = Object.assign(new String('APP'), { brand: 'BRAND', service: 'SERVICE', car: 'CAR' });
const argumentsFor = (count: number): unknown[] => [ABOUT, 'COUNTRY', ABOUT].slice(0, count);

const pathsOf = (node: unknown, path = ''): string[] =>
  node !== null && typeof node === 'object'
    ? Object.entries(node).flatMap(([key, value]) => pathsOf(value, `${path}.${key}`))
    : [path];

describe.each(others)('the texts in %s', (code) => {
  const texts: Texts = TEXTS[code];

  test('are complete, and of that language', () => {
    expect(texts.language).toBe(code);
    expect(pathsOf(texts)).toEqual(pathsOf(english));
  });

  test('say the same: every name and number of the English ones is in them', () => {
    const theirs = sentencesOf(texts);
    const ours = sentencesOf(english);
    expect(theirs).toHaveLength(ours.length);
    for (const [index, sentence] of ours.entries()) {
      const translated = theirs[index] ?? '';
      expect(translated.includes('APP'), `${sentence} / ${translated}`).toBe(
        sentence.includes('APP'),
      );
      expect(translated.includes('CAR'), translated).toBe(sentence.includes('CAR'));
    }
  });

  test('are translated, but for the few words that are the same', () => {
    const ours = new Set(sentencesOf(english));
    const same = sentencesOf(texts).filter((sentence) => ours.has(sentence));
    expect(same.length, same.join(' | ')).toBeLessThan(8);
  });

  test('are written cleanly', () => {
    for (const sentence of sentencesOf(texts)) {
      expect(sentence, sentence).not.toMatch(/ {2}|\s$|^\s|undefined|\[object|smartcar/i);
      expect(sentence, sentence).not.toMatch(/\w'\w/);
    }
  });

  test('name a dead end in that language', () => {
    const html = render(DeadEnd({ frame: { assets: loadAssets(), texts }, said: 'missing' }));
    expect(html).toContain(`<html lang="${code}"`);
    expect(html).toContain(texts.missing.title);
  });
});

const h1Of = ({ heading }: Page): string => heading;

describe('a visit', () => {
  test.each(others)('speaks %s from the first page to the last', async (code) => {
    const texts = TEXTS[code];
    const browser = createBrowser(platform.app);
    const preamble = await browser.open(authorizeUrl({ clientId }), { 'accept-language': code });
    expect(h1Of(preamble)).toBe(texts.preamble.heading('Voltwise'));
    expect(preamble.html).toContain(`<html lang="${code}"`);
    const brands = await browser.submit(preamble, { country: 'US' });
    expect(h1Of(brands)).toBe(texts.brand.heading);
    const signIn = await browser.submit(brands, { make: 'FORD' });
    expect(h1Of(signIn)).toBe(texts.signIn.heading('FordPass'));
    const list = await browser.submit(signIn, credentials(`3-vehicles@${code}.example`));
    expect(h1Of(list)).toBe(texts.vehicles.heading.several);
    const review = await browser.submit(list, { go: 'done', shown: [], vin: [] });
    expect(h1Of(review)).toBe(texts.permissions.heading('Voltwise'));
    const { left } = await browser.submit(review, ALLOW);
    const userId = left?.searchParams.get('user_id') ?? '';
    const user = await platform.store.db
      .selectFrom('users')
      .select('language')
      .where('id', '=', userId)
      .executeTakeFirst();
    expect(user?.language).toBe(code);
  });

  test('goes on in the language that is picked, whatever the browser asks for', async () => {
    const browser = createBrowser(platform.app);
    const first = await browser.open(authorizeUrl({ clientId }), { 'accept-language': 'da' });
    expect(first.html).toContain('<html lang="da"');
    for (const { code, name } of LANGUAGES) {
      expect(first.html).toMatch(new RegExp(`value="${code}" lang="${code}"[^>]*>${name}<`));
    }
    expect(first.html.match(/aria-current="true"/g)).toHaveLength(1);
    const picked = await browser.submit(first, { language: 'nl' });
    expect(picked.url).toBe(first.url);
    expect(h1Of(picked)).toBe(TEXTS.nl.preamble.heading('Voltwise'));
    const brands = await browser.submit(picked, { country: 'NL' });
    expect(brands.html).toContain('<html lang="nl"');
    const same = await browser.submit(picked, { language: 'tlh' });
    expect(same.html).toContain('<html lang="nl"');
  });

  test('keeps its progress when the language changes', async () => {
    const browser = createBrowser(platform.app);
    const preamble = await browser.open(authorizeUrl({ clientId }));
    const brands = await browser.submit(preamble, { country: 'DE' });
    const back = await browser.open(preamble.url);
    await browser.submit(back, { language: 'fr' });
    const again = await browser.open(brands.url);
    expect(again.status).toBe(200);
    expect(h1Of(again)).toBe(TEXTS.fr.brand.heading);
  });

  test('that cannot begin is refused in the browser’s language', async () => {
    const browser = createBrowser(platform.app);
    const page = await browser.open('/oauth/authorize?client_id=x', { 'accept-language': 'it' });
    expect(page.status).toBe(400);
    expect(h1Of(page)).toBe(TEXTS.it.refusal['bad-link'].title);
    expect(page.html).toContain('client_id is not that of an application here.');
  });

  test('whose browser speaks none of ours is in English', async () => {
    const browser = createBrowser(platform.app);
    const page = await browser.open(authorizeUrl({ clientId }), { 'accept-language': 'pl,cs' });
    expect(page.html).toContain('<html lang="en"');
  });
});

const ASLEEP = errorRow('VEHICLE_STATE', 'ASLEEP');
const asleepIn = (code: Language) => userMessageIn(ASLEEP, code, 'Voltwise');

test('what an error tells the owner is said in as many ways as there are languages', () => {
  expect(new Set(CODES.map(asleepIn)).size).toBe(9);
  expect(asleepIn('sv')).toBe('Din bil är i viloläge. Starta den en gång och försök sedan igen.');
});

test.each(CODES)('API errors speak to an owner who consented in %s', async (code) => {
  // An owner who is new to the application.
  const { id } = (await createTestApplication(platform, 'Voltwise')).application;
  const browser = createBrowser(platform.app);
  const asking = authorizeUrl({ clientId: id, make: 'FORD', scope: 'required:read_odometer' });
  const preamble = await browser.open(asking, { 'accept-language': code });
  const signIn = await browser.submit(preamble, { country: 'SE' });
  const review = await browser.submit(signIn, credentials('VEHICLE_STATE.ASLEEP@smartcar.com'));
  const { left } = await browser.submit(review, { decision: 'allow' });
  const exchanged = await platform.platform.tokens.exchangeCode({
    ...{ applicationId: id, code: left?.searchParams.get('code') ?? '' },
    ...{ redirectUri: 'https://example.com/auth', codeVerifier: undefined },
  });
  if (!exchanged.ok) throw new Error(exchanged.description);
  const owners = { authorization: `Bearer ${exchanged.value.accessToken}` };
  const { accessToken } = await platform.platform.tokens.issueApplicationToken(id);
  const applications = {
    authorization: `Bearer ${accessToken}`,
    'sc-user-id': left?.searchParams.get('user_id') ?? '',
  };
  const list = await platform.app.inject({ url: '/v2.0/vehicles', headers: owners });
  const [vehicleId] = list.json().vehicles;

  const v2 = `/v2.0/vehicles/${vehicleId}`;
  const read = await platform.app.inject({ url: `${v2}/odometer`, headers: owners });
  expect(read.json().suggestedUserMessage).toBe(asleepIn(code));
  const payload = { requests: [{ path: '/odometer' }] };
  const batch = await platform.app.inject({
    ...{ method: 'POST', url: `${v2}/batch`, headers: owners, payload },
  });
  expect(batch.json().responses[0].body.suggestedUserMessage).toBe(asleepIn(code));
  for (const headers of [owners, applications]) {
    const signals = await platform.app.inject({
      url: `/v3/vehicles/${vehicleId}/signals`,
      headers,
    });
    expect(signals.json().errors[0].suggestedUserMessage).toBe(asleepIn(code));
  }
});
