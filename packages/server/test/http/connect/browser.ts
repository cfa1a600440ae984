import type { FastifyInstance } from 'fastify';

/** One page as a browser without scripts has it. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly html: string;
  /** Set when the last answer led away from the server: the app's address with its parameters. */
  readonly left: URL | null;
  readonly heading: string;
}

export interface Browser {
  open(url: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends the page's POST form, its hidden fields included. */
  submit(page: Page, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Page>;
  readonly cookies: Map<string, string>;
  /** The statuses and addresses of the redirects on the way to the last page. */
  readonly redirects: { status: number; location: string }[];
}

const MAX_REDIRECTS = 5;

/** Keeps cookies and follows redirects until they leave the server. */
export const createBrowser = (app: FastifyInstance): Browser => {
  const cookies = new Map<string, string>();
  const redirects: Browser['redirects'] = [];

  const send = async (
    method: 'GET' | 'POST',
    url: string,
    more: { headers?: Record<string, string>; payload?: string } = {},
  ): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      method,
      url,
      headers: { ...(cookie && { cookie }), ...more.headers },
      ...(more.payload === undefined ? {} : { payload: more.payload }),
    });
    for (const { name, value } of response.cookies) cookies.set(name, value);
    const { location } = response.headers;
    if (location === undefined) return pageOf(url, response, null);
    redirects.push({ status: response.statusCode, location });
    if (!location.startsWith('/')) return pageOf(url, response, new URL(location));
    if (redirects.length > MAX_REDIRECTS) throw new Error(`too many redirects: ${location}`);
    return send('GET', location);
  };

  return {
    cookies,
    redirects,
    open: (url, headers = {}) => {
      redirects.length = 0;
      return send('GET', url, { headers });
    },
    submit: (page, fields) => {
      redirects.length = 0;
      const form = new URLSearchParams(hiddenFields(page.html));
      for (const [name, value] of Object.entries(fields)) {
        form.delete(name);
        for (const one of [value].flat()) form.append(name, one);
      }
      return send('POST', page.url.split('?')[0] ?? '', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: form.toString(),
      });
    },
  };
};

const pageOf = (
  url: string,
  { statusCode, headers, body }: { statusCode: number; headers: object; body: string },
  left: URL | null,
): Page => ({
  url,
  status: statusCode,
  headers: { ...headers },
  html: body,
  left,
  heading: /<h1[^>]*>(.*?)<\/h1>/.exec(body)?.[1] ?? '',
});

/** Of the last form on the page, which is the one with the step's own buttons. */
const hiddenFields = (html: string): [string, string][] => {
  const form = html.slice(html.lastIndexOf('<form'));
  return [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
};
