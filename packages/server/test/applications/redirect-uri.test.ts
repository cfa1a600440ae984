import { describe, expect, test } from 'vitest';
import { chooseRedirectUri, redirectUriProblem } from '../../src/applications/redirect-uri.js';

const CLIENT_ID = '8229df9f-91a0-4ff0-a1ae-a1f38ee24d07';
const SDK_PAGE = 'https://javascript-sdk.smartcar.com/v2/redirect';

describe('the four forms', () => {
  test.each([
    'http://localhost',
    'http://localhost:8000/callback',
    'http://localhost:8000/callback?from=carport',
    'http://127.0.0.1:3000/',
    'http://[::1]:3000/callback',
    'https://app.example',
    'https://app.example?step=2',
    'https://app.example:8443/a/b?c=d&e=%2F',
    'https://xn--bcher-kva.example/callback',
    `${SDK_PAGE}?app_origin=http://localhost:3000`,
    `${SDK_PAGE}?app_origin=https://app.example`,
    `${SDK_PAGE}?app_origin=https%3A%2F%2Fapp.example`,
    'https://javascript-sdk.smartcar.com/v1/redirect?app_origin=https://app.example',
    `sc${CLIENT_ID}://exchange`,
    `sc${CLIENT_ID}://com.example.app/connected/done`,
  ])('takes %s', (uri) => {
    expect(redirectUriProblem(uri, CLIENT_ID)).toBeUndefined();
  });
});

describe('what is none of them', () => {
  test.each([
    ['plain http elsewhere', 'http://app.example/callback', 'Plain http'],
    ['a name that only begins like localhost', 'http://localhost.evil.example/', 'Plain http'],
    ['a name that only ends like localhost', 'http://evil-localhost/', 'Plain http'],
    ['localhost with a final dot', 'http://localhost./', 'Plain http'],
    ['another loopback address', 'http://127.0.0.2/', 'Plain http'],
    ['a name service that answers 127.0.0.1', 'http://127.0.0.1.nip.io/', 'Plain http'],
    ['a decimal address', 'http://2130706433/', 'normal form'],
    ['an octal address', 'http://0177.0.0.1/', 'normal form'],
    ['a shortened address', 'http://127.1/', 'normal form'],
    ['a long IPv6 loopback', 'http://[0:0:0:0:0:0:0:1]/', 'normal form'],
    ['an IPv4 address in IPv6', 'http://[::ffff:127.0.0.1]/', 'normal form'],
    ['a host that is really a user name', 'https://app.example@evil.example/', 'user name'],
    ['localhost as a user name', 'http://localhost:80@evil.example/', 'user name'],
    ['an empty user name', 'https://@evil.example/', 'normal form'],
    ['a fragment', 'https://app.example/callback#part', 'fragment'],
    ['an empty fragment', 'https://app.example/callback#', 'fragment'],
    ['a wildcard host', 'https://*.app.example/', 'wildcard'],
    ['a wildcard path', 'https://app.example/*', 'wildcard'],
    ['a backslash for a slash', 'https:\\\\app.example\\callback', 'normal form'],
    ['a backslash after the host', 'https://app.example\\@evil.example/', 'normal form'],
    ['dot segments', 'https://app.example/a/../callback', 'normal form'],
    ['encoded dot segments', 'https://app.example/a/%2e%2e/callback', 'normal form'],
    ['capitals in the host', 'https://APP.example/', 'normal form'],
    ['capitals in the scheme', 'HTTPS://app.example/', 'normal form'],
    ['the default port', 'https://app.example:443/', 'normal form'],
    ['a missing slash', 'https:/app.example/', 'normal form'],
    ['no host', 'https:///callback', 'normal form'],
    ['letters beyond ASCII in the host', 'https://bücher.example/', 'normal form'],
    ['a full-width dot', 'https://app．example/', 'normal form'],
    ['an encoded host', 'https://%61pp.example/', 'normal form'],
    ['a blank before', ' https://app.example/', 'normal form'],
    ['a tab inside', 'https://app.example/call\tback', 'normal form'],
    ['a line break', 'https://app.example/\r\nLocation: x', 'normal form'],
    ['a blank inside', 'https://app.example/call back', 'normal form'],
    ['a script', 'javascript:alert(1)', 'scheme'],
    ['data', 'data:text/html,hello', 'scheme'],
    ['a file', 'file:///etc/passwd', 'scheme'],
    ['a relative URI', '/callback', 'absolute'],
    ['nothing but a scheme', 'https://', 'absolute'],
    ['nothing', '', 'absolute'],
    ['another application’s scheme', 'sc00000000-0000-4000-8000-000000000000://host', 'scheme'],
    ['an app scheme without an id', 'sc://host', 'scheme'],
    ['capitals in the app scheme', `SC${CLIENT_ID}://host`, 'scheme'],
    ['an app scheme without a host', `sc${CLIENT_ID}://`, 'host'],
    ['an app scheme with only a path', `sc${CLIENT_ID}:///path`, 'host'],
    ['an app scheme with a user name', `sc${CLIENT_ID}://me@host`, 'host'],
    ['an app scheme with a port', `sc${CLIENT_ID}://host:80`, 'host'],
    ['an app scheme with a query', `sc${CLIENT_ID}://host?x=1`, 'host'],
    ['an app scheme with a blank', `sc${CLIENT_ID}://host/a b`, 'host'],
    ['the SDK page without an origin', SDK_PAGE, 'app_origin'],
    [
      'the SDK page with two',
      `${SDK_PAGE}?app_origin=https://a.example&app_origin=https://b.example`,
      'app_origin',
    ],
    [
      'the SDK page with more than that',
      `${SDK_PAGE}?app_origin=https://a.example&x=1`,
      'app_origin',
    ],
    ['the SDK page for plain http', `${SDK_PAGE}?app_origin=http://app.example`, 'app_origin'],
    ['the SDK page for a path', `${SDK_PAGE}?app_origin=https://app.example/`, 'app_origin'],
    ['the SDK page for no origin', `${SDK_PAGE}?app_origin=app.example`, 'app_origin'],
    [
      'another page beside the SDK’s',
      'https://javascript-sdk.smartcar.com/evil?app_origin=https://a.example',
      '/v2/redirect',
    ],
    [
      'the SDK page on another port',
      'https://javascript-sdk.smartcar.com:8443/v2/redirect?app_origin=https://a.example',
      '/v2/redirect',
    ],
    ['more than a browser takes', `https://app.example/${'a'.repeat(2048)}`, 'longer'],
  ])('refuses %s', (_, uri, reason) => {
    expect(redirectUriProblem(uri, CLIENT_ID)).toContain(reason);
  });
});

describe('RFC 9700 2.1: the comparison is of exact strings', () => {
  const registered = ['https://app.example/callback', 'https://app.example/other?a=b'];

  test('the first is the default', () => {
    expect(chooseRedirectUri(registered, undefined)).toBe(registered[0]);
    expect(chooseRedirectUri([], undefined)).toBeUndefined();
  });

  test('each registered one is found', () => {
    for (const uri of registered) expect(chooseRedirectUri(registered, uri)).toBe(uri);
  });

  test.each([
    '',
    'https://app.example/callback/',
    'https://app.example/callback/../callback',
    'https://app.example/Callback',
    'https://APP.example/callback',
    'https://app.example:443/callback',
    'https://app.example/callback?x=1',
    'https://app.example/callback#x',
    'https://app.example/callbac',
    'https://app.example/%63allback',
    'http://app.example/callback',
    'https://app.example.evil.example/callback',
    'https://app.example/other',
    'https://app.example/other?a=b&c=d',
  ])('nothing like it is taken for it: %s', (uri) => {
    expect(chooseRedirectUri(registered, uri)).toBeUndefined();
  });
});
