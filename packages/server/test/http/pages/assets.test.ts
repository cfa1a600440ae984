import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { assetRoutes } from '../../../src/http/pages/asset-routes.js';
import { loadAssets } from '../../../src/http/pages/assets.js';
import { initials } from '../../../src/http/pages/design/monogram.js';

const assets = loadAssets();

test('addresses carry a hash of the content, the same at every start', () => {
  for (const path of assets.files.keys())
    expect(path).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{12}\.\w+$/);
  expect([...loadAssets().files.keys()]).toEqual([...assets.files.keys()]);
});

test('all of them are served, to be kept for ever', async () => {
  const app = Fastify();
  await app.register(assetRoutes({ assets }));
  for (const [url, { type, body }] of assets.files) {
    const response = await app.inject({ url });
    expect(response.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(response.rawPayload.equals(body)).toBe(true);
  }
  await app.close();
});

test('the stylesheet names nothing that is not served, and nothing of elsewhere', () => {
  const css = assets.files.get(assets.stylesheet)?.body.toString() ?? '';
  const urls = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, url = '']) => url);
  expect(urls).toHaveLength(2);
  for (const url of urls) expect([...assets.files.keys()]).toContain(url);
  expect(css).not.toMatch(/@import|https?:/);
});

test.each([
  ['Alfa Romeo', 'AR'],
  ['Volkswagen', 'Vo'],
  ['BMW', 'BMW'],
  ['CUPRA', 'CU'],
  ['Škoda', 'Šk'],
  ['Mercedes-Benz', 'MB'],
  ['', ''],
])('%s is drawn as %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
