import { readdirSync, readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HTMLElement, parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoServer, startDemoServer } from '../browser/demo-server.js';
import { type DemoAppProcess, startDemoApp } from '../browser/process-of-demo-app.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let server: DemoServer;
let demoApp: DemoAppProcess;
beforeAll(async () => {
  server = await startDemoServer();
  demoApp = await startDemoApp(server.environment);
});
afterAll(async () => {
  await demoApp?.stop();
  await server?.close();
});

interface Visited {
  readonly status: number;
  /** What can be linked to within it. */
  readonly ids: ReadonlySet<string>;
  readonly links: readonly URL[];
}

const LINKING = 'a[href], link[href], script[src], img[src]';

const linksOf = (document: HTMLElement, page: URL): URL[] =>
  document
    .querySelectorAll(LINKING)
    .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
    .map((target) => new URL(target, page));

const visit = async (page: URL): Promise<Visited> => {
  const response = await fetch(page);
  const body = await response.text();
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  const document = isPage ? parse(body) : undefined;
  return {
    status: response.status,
    ids: new Set(document?.querySelectorAll('[id]').map(({ id }) => id)),
    links: document ? linksOf(document, page) : [],
  };
};

const withoutHash = (url: URL): string => url.href.replace(/#.*$/, '');

/** Visits everything that can be reached without leaving; answers with each link that leads nowhere. */
const crawl = async (start: string, isInside: (url: URL) => boolean) => {
  const visited = new Map<string, Visited>();
  const broken: string[] = [];
  const waiting: { from: string; to: URL }[] = [{ from: 'the start', to: new URL(start) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const address = withoutHash(next.to);
    let page = visited.get(address);
    if (!page) {
      page = await visit(new URL(address));
      visited.set(address, page);
      if (isInside(next.to)) waiting.push(...page.links.map((to) => ({ from: address, to })));
    }
    const anchor = decodeURIComponent(next.to.hash.slice(1));
    if (page.status !== 200) broken.push(`${next.from} -> ${next.to}: ${page.status}`);
    else if (anchor !== '' && !page.ids.has(anchor)) broken.push(`${next.from} -> ${next.to}`);
  }
  return { broken, pages: [...visited.keys()] };
};

describe('every link leads somewhere', { timeout: 60_000 }, () => {
  test('from the landing page through all of the documentation', async () => {
    const { broken, pages } = await crawl(`${server.origin}/`, ({ origin }) => {
      return origin === server.origin;
    });
    expect(broken).toEqual([]);
    expect(pages).toContain(`${server.appUrl}/`);
    expect(pages).toContain(`${server.origin}/openapi.json`);
    expect(pages.filter((page) => page.includes('/docs/errors/')).length).toBeGreaterThan(10);
  });

  const LINK = /\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/g;
  const textsIn = (folder: string, recursive = false): string[] =>
    readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name));
  const texts = [...textsIn('.'), ...textsIn('docs', true), ...textsIn('examples/demo-app')];
  const linksIn = (file: string): string[] =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(LINK)].map(
      ([, inText, bare]) => inText ?? bare ?? '',
    );

  test.each(texts)('in %s: other files', async (file) => {
    const missing: string[] = [];
    for (const link of linksIn(file).filter((target) => !/^[a-z]+:|^#/.test(target))) {
      const target = join(dirname(join(ROOT, file)), link.replace(/#.*$/, ''));
      await access(target).catch(() => missing.push(relative(ROOT, target)));
    }
    expect(missing).toEqual([]);
  });

  test('in README.md: the addresses of what npm start runs', async () => {
    const addresses = linksIn('README.md').filter((link) => link.startsWith('http://localhost:'));
    expect(addresses.length).toBeGreaterThanOrEqual(4);
    for (const address of addresses) {
      const running = address
        .replace('http://localhost:4000', server.origin)
        .replace('http://localhost:4001', server.appUrl);
      const answer = await fetch(running);
      expect(answer.status, address).toBe(200);
      // The server waits at its end for answers that nobody has read.
      await answer.text();
    }
  });
});
