const LONGEST = 2048;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** The official JavaScript SDK's own page; it hands the answer over to the window that `app_origin` names. */
const SDK_PAGE_HOST = 'javascript-sdk.smartcar.com';
const SDK_PAGE_PATH = /^\/v\d+\/redirect$/;
const APP_SCHEME_REST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[\w.~!$&'()+,;=:@/%-]*)?$/i;

/**
 * Why a redirect URI cannot be registered, as a sentence for the developer; undefined when it can.
 *
 * Four forms are possible: `http` on this very machine, `https`, the JavaScript SDK's page with an
 * `app_origin`, and `sc{clientId}://host[/path]` for mobile apps. Since URIs are compared as text, only
 * the one spelling that browsers use as well is taken.
 */
export const redirectUriProblem = (uri: string, clientId: string): string | undefined => {
  if (uri.length > LONGEST) return `It is longer than ${LONGEST} characters.`;
  if (uri.includes('*')) return 'It contains a wildcard; register each URI by itself.';
  if (uri.includes('#')) return 'It contains a fragment (#).';
  if (uri.startsWith(`sc${clientId}://`)) return appSchemeProblem(uri, clientId);

  const url = parse(uri);
  if (!url) return 'It is not an absolute URI.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `Its scheme must be https, http on localhost, or sc${clientId}.`;
  }
  if (url.username !== '' || url.password !== '') return 'It contains a user name or password.';
  if (!isCanonical(uri, url)) return `It is not in its normal form, which is ${url.href}`;
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    return 'Plain http is for localhost, 127.0.0.1 and [::1] only.';
  }
  return url.hostname === SDK_PAGE_HOST ? sdkPageProblem(url) : undefined;
};

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** A redirect URI without any path may leave out the slash. */
const isCanonical = (uri: string, url: URL): boolean =>
  uri === url.href || (url.pathname === '/' && uri === url.origin + url.search);

const appSchemeProblem = (uri: string, clientId: string): string | undefined => {
  const rest = uri.slice(`sc${clientId}://`.length);
  return APP_SCHEME_REST.test(rest)
    ? undefined
    : `After sc${clientId}:// comes a host and, if you like, a path; no port, user name or query.`;
};

const sdkPageProblem = (url: URL): string | undefined => {
  if (url.port !== '' || !SDK_PAGE_PATH.test(url.pathname)) {
    return `On ${SDK_PAGE_HOST} only the SDK's page /v2/redirect can be used.`;
  }
  const origins = url.searchParams.getAll('app_origin');
  if (url.searchParams.size !== 1 || !isAppOrigin(origins[0] ?? '')) {
    return 'It needs one app_origin: an https origin, or http on localhost, without a path.';
  }
  return undefined;
};

/** What the JavaScript SDK calls `app_origin`: an https origin, or http on this very machine, and nothing more. */
export const isAppOrigin = (text: string): boolean => {
  const url = parse(text);
  if (!url || url.origin !== text) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
};

/** The registered URI that a request means: exactly the one it names, or the default. */
export const chooseRedirectUri = (
  registered: readonly string[],
  requested: string | undefined,
): string | undefined =>
  requested === undefined ? registered[0] : registered.find((uri) => uri === requested);
